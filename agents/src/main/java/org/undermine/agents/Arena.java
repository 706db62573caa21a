package org.undermine.agents;

import java.util.function.LongConsumer;
import org.undermine.env.AttackEnv;
import org.undermine.env.Env;

/** Plays a policy with dice and says what it earns. */
public final class Arena {
    /**
     * A mean with its 99 % confidence interval.
     *
     * @param cutoffs how many of the decisions were made at the cutoff of the attack; null where nobody counts them
     */
    public record Estimate(double mean, double low, double high, long steps, Long cutoffs) {}

    private static final int BATCHES = 100;
    private static final double QUANTILE = 2.6264; // of Student's t, 99 degrees of freedom, 99 % two-sided
    private static final int EVERY = 1 << 14;

    private Arena() {}

    /**
     * The long-run ratio of reward to progress, from one run cut into {@value #BATCHES} batches.
     *
     * <p>The interval is that of a ratio of batch means: batches are long beside a fork, so they are all but independent.
     *
     * @param steps decisions in all, at least {@value #BATCHES}
     * @param progress told the number of steps taken, now and then; may throw to give up
     */
    public static Estimate evaluate(Env env, Agent agent, long steps, long seed, LongConsumer progress) {
        if (steps < BATCHES) throw new IllegalArgumentException("steps is " + steps + "; allowed: from " + BATCHES);
        float[] observation = new float[env.features().size()];
        boolean[] legal = new boolean[env.actions().size()];
        double[] rewards = new double[BATCHES];
        double[] clocks = new double[BATCHES];
        env.reset(seed);
        long taken = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            for (long end = steps * (batch + 1) / BATCHES; taken < end; taken++) {
                env.observe(observation, 0);
                env.legal(legal);
                env.step(agent.act(observation, legal));
                rewards[batch] += env.reward();
                clocks[batch] += env.progress();
                if (taken % EVERY == 0) progress.accept(taken);
            }
        }
        return ratio(rewards, clocks, steps, env instanceof AttackEnv attack ? attack.cutoffs() : null);
    }

    private static Estimate ratio(double[] rewards, double[] clocks, long steps, Long cutoffs) {
        double reward = 0;
        double clock = 0;
        for (int i = 0; i < BATCHES; i++) {
            reward += rewards[i];
            clock += clocks[i];
        }
        if (clock == 0) throw new IllegalArgumentException("no progress in " + steps + " steps; take more");
        double mean = reward / clock;
        double squares = 0;
        for (int i = 0; i < BATCHES; i++) {
            double off = rewards[i] - mean * clocks[i];
            squares += off * off;
        }
        double error = Math.sqrt(squares / (BATCHES - 1) * BATCHES) / clock;
        return new Estimate(mean, mean - QUANTILE * error, mean + QUANTILE * error, steps, cutoffs);
    }
}
