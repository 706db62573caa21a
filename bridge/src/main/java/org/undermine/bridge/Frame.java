package org.undermine.bridge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.undermine.env.AttackEnv;
import org.undermine.env.attack.Chronicle;
import org.undermine.env.attack.Chronicle.Block;
import org.undermine.env.attack.Chronicle.Moment;

/** How an attack on blocks that is written down stands, to be looked at. */
final class Frame {
    private Frame() {}

    /**
     * {@code drawing}: lines of text, see {@link AttackEnv#drawing}. {@code blocks}: those whose fate is open or was settled by
     * the last decision, each with {@code name}, {@code kind}, {@code miner}, {@code parents}, {@code height}, {@code withheld},
     * {@code settled}, {@code agreed}. {@code heads}: whom of {@code attacker}, {@code near}, {@code far} prefers which.
     */
    static Map<String, Object> of(AttackEnv env) {
        Chronicle chronicle = env.written();
        Moment now = chronicle.now();
        var heads = new LinkedHashMap<String, Integer>();
        heads.put("attacker", now.attacker());
        heads.put("near", now.near());
        heads.put("far", now.far());
        return Map.of("drawing", env.drawing(), "blocks", blocks(chronicle), "heads", heads);
    }

    private static List<Map<String, Object>> blocks(Chronicle chronicle) {
        int last = chronicle.moments().size() - 1;
        List<Block> all = chronicle.blocks();
        var blocks = new ArrayList<Map<String, Object>>();
        for (int name = 0; name < all.size(); name++) {
            Block b = all.get(name);
            boolean open = b.settled() == Chronicle.NEVER && (name > 0 || last < 0);
            if (open || b.settled() == last && last >= 0) blocks.add(block(name, b));
        }
        return blocks;
    }

    private static Map<String, Object> block(int name, Block b) {
        var block = new LinkedHashMap<String, Object>();
        block.put("name", name);
        block.put("kind", b.kind().name().toLowerCase(Locale.ROOT));
        block.put("miner", b.miner().name().toLowerCase(Locale.ROOT));
        block.put("parents", b.parents());
        block.put("height", b.height());
        block.put("withheld", b.released() == Chronicle.NEVER && b.found() != Chronicle.NEVER);
        block.put("settled", b.settled() != Chronicle.NEVER);
        block.put("agreed", b.agreed());
        return block;
    }
}
