package org.undermine.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.undermine.env.AttackEnv;
import org.undermine.env.attack.Chronicle;
import org.undermine.env.attack.Chronicle.Block;

/** An attack on blocks, numbered in the order of their discovery. */
final class BlockScene implements Scene {
    private final AttackEnv env;
    private final List<String> coins = new ArrayList<>();
    private final Chronicle chronicle;
    private int time;

    /** @param env not yet reset */
    BlockScene(AttackEnv env) {
        this.env = env;
        chronicle = env.chronicle(coins::add);
    }

    @Override
    public List<String> drawing() {
        return env.drawing();
    }

    @Override
    public void opens() {
        time = chronicle.moments().size();
        coins.clear();
    }

    @Override
    public List<String> coins() {
        return List.copyOf(coins);
    }

    @Override
    public List<String> events() {
        var sent = new ArrayList<Integer>();
        var agreed = new ArrayList<Integer>();
        var lost = new ArrayList<Integer>();
        var events = new ArrayList<String>();
        List<Block> blocks = chronicle.blocks();
        for (int b = 1; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            if (block.found() == time) events.add("new #" + b + ", " + describe(block));
            if (block.released() == time && block.found() < time) sent.add(b);
            if (block.settled() == time) (block.agreed() ? agreed : lost).add(b);
        }
        add(events, "sent", sent);
        add(events, "agreed", agreed);
        add(events, "lost", lost);
        return events;
    }

    private static String describe(Block block) {
        String kind = block.kind().name().toLowerCase(Locale.ROOT);
        return switch (block.miner()) {
            case ATTACKER -> "the attacker's " + kind;
            case DEFENDER -> "a defender's " + kind;
            case NOBODY -> "a " + kind;
        };
    }

    private static void add(List<String> events, String what, List<Integer> blocks) {
        if (!blocks.isEmpty())
            events.add(what + " "
                    + String.join(" ", blocks.stream().map(b -> "#" + b).toList()));
    }
}
