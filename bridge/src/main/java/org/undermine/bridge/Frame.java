package org.undermine.bridge;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.undermine.env.AttackEnv;
import org.undermine.env.attack.Chronicle;
import org.undermine.env.attack.Chronicle.Block;
import org.undermine.env.attack.Chronicle.Moment;
import org.undermine.protocols.Kind;

/** How an attack on blocks that is written down stands, to be looked at. */
final class Frame {
    private Frame() {}

    /**
     * {@code drawing}: lines of text, see {@link AttackEnv#drawing}. {@code heads}: which block {@code attacker}, {@code near}
     * and {@code far} prefer, if the protocol prefers any. {@code blocks}, by name: these, those whose fate is open or was settled
     * by the last decision, and what the latter refer to, of votes also what they are for; each with {@code kind}, {@code miner}, {@code parents}, {@code height},
     * {@code withheld}, {@code lost}, and whether it was {@code past} before.
     */
    static Map<String, Object> of(AttackEnv env, boolean prefers) {
        Chronicle chronicle = env.written();
        Moment now = chronicle.now();
        var heads = new LinkedHashMap<String, Integer>();
        heads.put("attacker", now.attacker());
        heads.put("near", now.near());
        heads.put("far", now.far());
        return Map.of(
                "drawing",
                env.drawing(),
                "heads",
                prefers ? heads : Map.of(),
                "blocks",
                blocks(chronicle, heads.values()));
    }

    private static Map<Integer, Map<String, Object>> blocks(Chronicle chronicle, Collection<Integer> heads) {
        List<Block> all = chronicle.blocks();
        int last = chronicle.moments().size() - 1;
        var present = new TreeSet<Integer>();
        for (int name = 1; name < all.size(); name++) {
            int settled = all.get(name).settled();
            if (settled == Chronicle.NEVER || settled == last) present.add(name);
        }
        var shown = new TreeSet<>(present);
        var next = new ArrayDeque<>(present);
        while (!next.isEmpty())
            for (int parent : all.get(next.pop()).parents())
                if (shown.add(parent) && all.get(parent).kind() == Kind.VOTE) next.push(parent);
        shown.addAll(heads);
        present.addAll(heads);
        var blocks = new TreeMap<Integer, Map<String, Object>>();
        for (int name : shown) blocks.put(name, block(all.get(name), !present.contains(name)));
        return blocks;
    }

    private static Map<String, Object> block(Block b, boolean past) {
        var block = new LinkedHashMap<String, Object>();
        block.put("kind", b.kind().name().toLowerCase(Locale.ROOT));
        block.put("miner", b.miner().name().toLowerCase(Locale.ROOT));
        block.put("parents", b.parents());
        block.put("height", b.height());
        block.put("withheld", b.released() == Chronicle.NEVER && b.found() != Chronicle.NEVER);
        block.put("lost", b.settled() != Chronicle.NEVER && !b.agreed());
        block.put("past", past);
        return block;
    }
}
