package org.undermine.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Compiler;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/** What it earns to take any legal action with equal probability. Python's environments are held to the same numbers. */
class UniformPlayTest {
    private static final double ALPHA = 0.4;
    private static final double GAMMA = 0.5;

    @ParameterizedTest
    @CsvSource({"nakamoto, 1, 8, 0.26821056744", "parallel, 3, 4, 0.35526053177", "tailstorm, 2, 4, 0.33547578445"})
    void the_chain_and_the_dice_agree(String protocol, int k, int cutoff, double expected) {
        Scenario scenario = Scenario.of(protocol, k == 1 ? Map.of("cutoff", cutoff) : Map.of("k", k, "cutoff", cutoff));
        double exact = value(Compiler.compile(scenario.mdp()).table().at(ALPHA, GAMMA, scenario.objective()));
        assertEquals(expected, exact, 1e-9);
        var random = new SplittableRandom(1);
        Agent any = (seen, legal) -> {
            int action = random.nextInt(legal.length);
            while (!legal[action]) action = random.nextInt(legal.length);
            return action;
        };
        Arena.Estimate dice = Arena.evaluate(scenario.env(ALPHA, GAMMA), any, 400_000, 1, n -> {});
        double half = dice.high() - dice.mean();
        assertEquals(exact, dice.mean(), 1.5 * half);
    }

    /** Reward to clock in the stationary distribution of the chain that is half itself and half standing still. */
    private static double value(RatioMdp mdp) {
        ExplicitMdp t = mdp.table();
        double[] now = new double[t.states()];
        now[0] = 1;
        for (int sweep = 0; sweep < 20_000; sweep++) {
            double[] next = new double[now.length];
            double moved = 0;
            for (int s = 0; s < now.length; s++) {
                next[s] += now[s] / 2;
                int choices = t.firstChoice()[s + 1] - t.firstChoice()[s];
                for (int o = t.firstOutcome()[t.firstChoice()[s]]; o < t.firstOutcome()[t.firstChoice()[s + 1]]; o++)
                    next[t.target()[o]] += now[s] / 2 / choices * mdp.probability(o);
            }
            for (int s = 0; s < now.length; s++) moved += Math.abs(next[s] - now[s]);
            now = next;
            if (moved < 1e-12) break; // rounding alone moves 1e-15
        }
        double reward = 0;
        double clock = 0;
        for (int s = 0; s < now.length; s++) {
            int choices = t.firstChoice()[s + 1] - t.firstChoice()[s];
            for (int o = t.firstOutcome()[t.firstChoice()[s]]; o < t.firstOutcome()[t.firstChoice()[s + 1]]; o++) {
                reward += now[s] / choices * mdp.probability(o) * mdp.reward(o);
                clock += now[s] / choices * mdp.probability(o) * mdp.clock(o);
            }
        }
        return reward / clock;
    }
}
