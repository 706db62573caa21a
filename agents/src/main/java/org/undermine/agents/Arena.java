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

    private static final int EVERY = 1 << 14;

    private Arena() {}

    /**
     * The long-run ratio of reward to progress, from one run cut into {@link Batches}.
     *
     * @param steps decisions in all, at least {@link Batches#COUNT}
     * @param progress told the number of steps taken, now and then; may throw to give up
     */
    public static Estimate evaluate(Env env, Agent agent, long steps, long seed, LongConsumer progress) {
        if (steps < Batches.COUNT)
            throw new IllegalArgumentException("steps is " + steps + "; allowed: from " + Batches.COUNT);
        float[] observation = new float[env.features().size()];
        boolean[] legal = new boolean[env.actions().size()];
        var batches = new Batches();
        env.reset(seed);
        long taken = 0;
        for (int batch = 0; batch < Batches.COUNT; batch++) {
            for (long end = steps * (batch + 1) / Batches.COUNT; taken < end; taken++) {
                env.observe(observation, 0);
                env.legal(legal);
                env.step(agent.act(observation, legal));
                batches.add(batch, env.reward(), env.progress());
                if (taken % EVERY == 0) progress.accept(taken);
            }
        }
        Batches.Ratio ratio = batches.ratio();
        if (Double.isNaN(ratio.mean()))
            throw new IllegalArgumentException("no progress in " + steps + " steps; take more");
        Long cutoffs = env instanceof AttackEnv attack ? attack.cutoffs() : null;
        return new Estimate(ratio.mean(), ratio.low(), ratio.high(), steps, cutoffs);
    }
}
