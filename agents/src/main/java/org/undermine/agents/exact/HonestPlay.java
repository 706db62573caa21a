package org.undermine.agents.exact;

import java.util.HashMap;
import java.util.Map;
import org.undermine.agents.Agent;
import org.undermine.env.mdp.Compiler.Compiled;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/** What a policy that visits few states earns, by the distribution it settles into: the {@link Checker}'s own way. */
final class HonestPlay {
    private static final int STEPS = 100_000;
    private static final double STILL = 1e-15;

    private HonestPlay() {}

    static <S> double value(Compiled<S> compiled, RatioMdp mdp, Agent agent) {
        ExplicitMdp table = mdp.table();
        var choices = new HashMap<Integer, Integer>();
        Map<Integer, Double> share = new HashMap<>(Map.of(0, 1.0));
        for (int n = 0; n < STEPS; n++) {
            var next = new HashMap<Integer, Double>();
            for (var at : share.entrySet()) {
                int c = choices.computeIfAbsent(at.getKey(), s -> choice(compiled, s, agent));
                next.merge(
                        at.getKey(),
                        at.getValue() / 2,
                        Double::sum); // half of it stays: no period keeps it from settling
                for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++)
                    if (mdp.probability(o) > 0)
                        next.merge(table.target()[o], at.getValue() / 2 * mdp.probability(o), Double::sum);
            }
            double change = 0;
            for (var at : next.entrySet()) change += Math.abs(at.getValue() - share.getOrDefault(at.getKey(), 0.0));
            share = next;
            if (change < STILL) break;
        }
        double reward = 0;
        double clock = 0;
        for (var at : share.entrySet()) {
            int c = choices.computeIfAbsent(at.getKey(), s -> choice(compiled, s, agent));
            for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++) {
                double p = at.getValue() * mdp.probability(o);
                reward += p * mdp.reward(o);
                clock += p * mdp.clock(o);
            }
        }
        return reward == 0 ? 0 : reward / clock; // 0 of nothing, too: with all the power there is nobody to harm
    }

    private static <S> int choice(Compiled<S> compiled, int state, Agent agent) {
        float[] observation = new float[compiled.model().features().size()];
        compiled.model().observe(compiled.states().get(state), observation, 0);
        boolean[] legal = new boolean[compiled.model().actions().size()];
        for (int a = 0; a < legal.length; a++) legal[a] = compiled.table().choice(state, a) >= 0;
        return compiled.table().choice(state, agent.act(observation, legal));
    }
}
