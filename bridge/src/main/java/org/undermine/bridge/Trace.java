package org.undermine.bridge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.undermine.agents.Agent;
import org.undermine.env.AttackEnv;
import org.undermine.env.attack.Chronicle;
import org.undermine.env.attack.Chronicle.Block;
import org.undermine.env.attack.Chronicle.Moment;

/** A policy played with dice and written down step by step, column by column. */
final class Trace {
    private static final int MOST = 10_000;

    private Trace() {}

    /**
     * Plays {@code steps} decisions.
     *
     * @return {@code steps}: the features the attacker saw, its action, and each field of {@link Moment}; {@code blocks}:
     *     each field of {@link Block}
     */
    static Map<String, Map<String, List<Object>>> of(AttackEnv env, Agent agent, int steps, long seed) {
        if (steps < 1 || steps > MOST)
            throw new IllegalArgumentException("steps is " + steps + "; allowed: 1 to " + MOST);
        Chronicle chronicle = env.chronicle();
        env.reset(seed);
        var seen = new float[steps][env.features().size()];
        var legal = new boolean[env.actions().size()];
        for (float[] observation : seen) {
            env.observe(observation, 0);
            env.legal(legal);
            env.step(agent.act(observation, legal));
        }
        return Map.of("steps", steps(env, seen, chronicle.moments()), "blocks", blocks(chronicle.blocks()));
    }

    private static Map<String, List<Object>> steps(AttackEnv env, float[][] seen, List<Moment> moments) {
        var table = new LinkedHashMap<String, List<Object>>();
        for (int f = 0; f < env.features().size(); f++)
            for (float[] observation : seen) add(table, env.features().get(f).name(), observation[f]);
        for (Moment m : moments) {
            add(table, "action", env.actions().get(m.action()));
            add(table, "attacker_head", m.attacker());
            add(table, "near_head", m.near());
            add(table, "far_head", m.far());
            add(table, "over", m.over());
        }
        return table;
    }

    private static Map<String, List<Object>> blocks(List<Block> blocks) {
        var table = new LinkedHashMap<String, List<Object>>();
        for (Block b : blocks) {
            add(table, "kind", b.kind().name().toLowerCase(Locale.ROOT));
            add(table, "miner", b.miner().name().toLowerCase(Locale.ROOT));
            add(table, "attackers", b.attackers());
            add(table, "proof", b.proof());
            add(table, "parents", b.parents());
            add(table, "height", b.height());
            add(table, "found", b.found());
            add(table, "released", b.released());
            add(table, "settled", b.settled());
            add(table, "agreed", b.agreed());
        }
        return table;
    }

    private static void add(Map<String, List<Object>> table, String column, Object value) {
        table.computeIfAbsent(column, c -> new ArrayList<>()).add(value);
    }
}
