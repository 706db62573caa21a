package org.undermine.bridge.commands;

import java.util.Arrays;
import org.undermine.agents.Agent;
import org.undermine.env.Env;
import org.undermine.env.Seeds;
import org.undermine.env.live.Interval;
import org.undermine.env.live.Measurement;

/** What the model says that a policy earns where alpha and gamma are as they were measured. */
final class Prediction {
    private static final int RUNS = 2000;
    private static final int FEWEST_RUNS = 400;
    private static final long MOST_STEPS = 20_000_000;
    private static final double TAIL = 0.005;

    private final Player player;

    Prediction(Player player) {
        this.player = player;
    }

    /**
     * The exact long-run revenue, and where the revenue of 99 % of the runs of this length lies: a run ends in the middle of
     * an attack, with blocks that are withheld and count for nothing. Where no race was decided gamma makes no difference to
     * speak of, and is 0.
     */
    Interval of(Measurement m) {
        double alpha = m.alpha().mean();
        double gamma = Double.isNaN(m.gamma().mean()) ? 0 : m.gamma().mean();
        Env env = player.env(alpha, gamma);
        Agent agent = player.at(alpha, gamma).in(env);
        double[] revenues = new double[(int) Math.max(FEWEST_RUNS, Math.min(RUNS, MOST_STEPS / m.blocks()))];
        for (int run = 0; run < revenues.length; run++) {
            env.reset(Seeds.of(1, run));
            revenues[run] = revenue(env, agent, m.blocks());
        }
        Arrays.sort(revenues);
        int tail = (int) (TAIL * revenues.length);
        Double exact = player.exact(alpha, gamma);
        double mean = exact == null ? Arrays.stream(revenues).average().orElseThrow() : exact;
        return new Interval(mean, revenues[tail], revenues[revenues.length - 1 - tail]);
    }

    /** The attacker's share of the public chain after so many blocks. */
    private static double revenue(Env env, Agent agent, int blocks) {
        float[] observation = new float[env.features().size()];
        boolean[] legal = new boolean[env.actions().size()];
        double reward = 0;
        double settled = 0;
        for (int block = 0; block < blocks; block++) {
            env.observe(observation, 0);
            env.legal(legal);
            env.step(agent.act(observation, legal));
            reward += env.reward();
            settled += env.progress();
        }
        env.observe(observation, 0);
        double chain = settled + observation[publicBlocks(env)];
        return chain == 0 ? 0 : reward / chain;
    }

    /** Where an observation tells how many of the defenders' blocks there are since the fork. */
    private static int publicBlocks(Env env) {
        for (int f = 0; f < env.features().size(); f++)
            if (env.features().get(f).name().equals("h")) return f;
        throw new IllegalStateException("the attack does not tell h");
    }
}
