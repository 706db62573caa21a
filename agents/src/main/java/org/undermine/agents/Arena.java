package org.undermine.agents;

import java.util.function.LongConsumer;
import java.util.function.Predicate;
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
    private static final int FIRST = 1_000; // steps in a batch, where a width is asked for, before there are more
    private static final int SOON = 400; // the same where time matters
    private static final double NARROWEST = 1e-7;

    private final Env env;
    private final Agent agent;
    private final LongConsumer progress;
    private final float[] observation;
    private final boolean[] legal;
    private final Batches batches = new Batches();
    private long taken;

    private Arena(Env env, Agent agent, long seed, LongConsumer progress) {
        this.env = env;
        this.agent = agent;
        this.progress = progress;
        observation = new float[env.features().size()];
        legal = new boolean[env.actions().size()];
        env.reset(seed);
    }

    /**
     * The long-run ratio of reward to progress, from one run cut into {@link Batches}.
     *
     * @param steps decisions in all, at least {@link Batches#COUNT}
     * @param progress told the number of steps taken, now and then; may throw to give up
     */
    public static Estimate evaluate(Env env, Agent agent, long steps, long seed, LongConsumer progress) {
        if (steps < Batches.COUNT)
            throw new IllegalArgumentException("steps is " + steps + "; allowed: from " + Batches.COUNT);
        var arena = new Arena(env, agent, seed, progress);
        for (int batch = 0; batch < Batches.COUNT; batch++) arena.play(batch, steps * (batch + 1) / Batches.COUNT);
        return arena.estimate();
    }

    /**
     * The same, from a run that goes on for as long again until its interval is narrow enough. To stop at a narrow
     * one of several costs a little of the 99 % confidence.
     *
     * @param width the greatest high - low, from 1e-7 to 1
     */
    public static Estimate evaluateTo(double width, Env env, Agent agent, long seed, LongConsumer progress) {
        if (!(width >= NARROWEST && width <= 1))
            throw new IllegalArgumentException("width is " + width + "; allowed: " + NARROWEST + " to 1");
        return new Arena(env, agent, seed, progress).longer(FIRST, estimate -> estimate.high - estimate.low <= width);
    }

    /**
     * The same, from a run that goes on for as long again until it has so many steps, or has taken so long.
     *
     * @param seconds after which it is not gone on with; how many steps that are depends on the machine
     */
    public static Estimate evaluateWithin(double seconds, long steps, Env env, Agent agent, long seed) {
        long start = System.nanoTime();
        return new Arena(env, agent, seed, n -> {})
                .longer(SOON, estimate -> estimate.steps >= steps || (System.nanoTime() - start) / 1e9 >= seconds);
    }

    private Estimate longer(long first, Predicate<Estimate> enough) {
        for (int batch = 0; batch < Batches.COUNT; batch++) play(batch, taken + first);
        Estimate estimate = estimate();
        for (long length = 2 * first; !enough.test(estimate); length *= 2) {
            batches.pair();
            for (int batch = Batches.COUNT / 2; batch < Batches.COUNT; batch++) play(batch, taken + length);
            estimate = estimate();
        }
        return estimate;
    }

    private void play(int batch, long end) {
        for (; taken < end; taken++) {
            env.observe(observation, 0);
            env.legal(legal);
            env.step(agent.act(observation, legal));
            batches.add(batch, env.reward(), env.progress());
            if (taken % EVERY == 0) progress.accept(taken);
        }
    }

    private Estimate estimate() {
        Batches.Ratio ratio = batches.ratio();
        if (Double.isNaN(ratio.mean()))
            throw new IllegalArgumentException("no progress in " + taken + " steps; take more");
        Long cutoffs = env instanceof AttackEnv attack ? attack.cutoffs() : null;
        return new Estimate(ratio.mean(), ratio.low(), ratio.high(), taken, cutoffs);
    }
}
