package org.undermine.env.consistency;

import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.undermine.env.Seeds;

/**
 * Estimates how often an attack succeeds, by importance sampling. Which law to draw from is learnt in a few short rounds (the
 * cross-entropy method): the attacker's share and the share of short gaps that the failures seen had.
 */
public final class Simulation {
    /**
     * A probability with its 99 % confidence interval, cut at 0 and 1; 0 to 1 where no failure was seen.
     *
     * @param failures how many of the runs failed, under the law drawn from
     */
    public record Estimate(double mean, double low, double high, long runs, long failures) {}

    private static final double QUANTILE = 2.5758; // of the normal distribution, 99 % two-sided
    private static final int BATCH = 1_000; // runs that share a random stream
    private static final int ROUNDS = 5;
    private static final int PILOT = 2_000;
    private static final long LEAST = 1_000;

    private final Setting setting;
    private final Attack attack;
    private final long seed;
    private Tilt tilt;
    private long streams;

    private Simulation(Setting setting, Attack attack, long seed) {
        this.setting = setting;
        this.attack = attack;
        this.seed = seed;
        tilt = new Tilt(setting, Math.max(0.5, setting.alpha()), Tilt.close(setting));
    }

    /**
     * How often two honest nodes commit to different values under {@link Balancing}.
     *
     * @param k proofs that a node commits on
     * @param runs from 1,000
     * @param seed the same seed gives the same estimate
     * @param progress told the number of runs done, now and then; may throw to give up
     */
    public static Estimate balancing(Setting setting, int k, long runs, long seed, LongConsumer progress) {
        if (k < 1) throw new IllegalArgumentException("k is " + k + "; allowed: from 1");
        return of(setting, new Balancing(k, setting.delay()), runs, seed, progress);
    }

    /** How often {@link PrivateChain} replaces what honest nodes hold after {@code seconds}; the rest as above. */
    public static Estimate privateChain(Setting setting, double seconds, long runs, long seed, LongConsumer progress) {
        return of(setting, new PrivateChain(setting, seconds), runs, seed, progress);
    }

    private static Estimate of(Setting setting, Attack attack, long runs, long seed, LongConsumer progress) {
        if (runs < LEAST) throw new IllegalArgumentException("runs is " + runs + "; allowed: from " + LEAST);
        var simulation = new Simulation(setting, attack, seed);
        for (int round = 0; round < ROUNDS; round++) simulation.learn();
        return simulation.estimate(runs, progress);
    }

    private RandomGenerator stream() {
        return Seeds.stream(Seeds.of(seed, streams++));
    }

    private void learn() {
        RandomGenerator random = stream();
        double draws = 0;
        double owns = 0;
        double closes = 0;
        for (int i = 0; i < PILOT; i++) {
            if (!attack.fails(tilt, random)) continue;
            draws += tilt.weight() * tilt.draws();
            owns += tilt.weight() * tilt.owns();
            closes += tilt.weight() * tilt.closes();
        }
        if (draws > 0) tilt = new Tilt(setting, owns / draws, closes / draws);
    }

    private Estimate estimate(long runs, LongConsumer progress) {
        double sum = 0;
        double squares = 0;
        long failures = 0;
        RandomGenerator random = null;
        for (long done = 0; done < runs; done++) {
            if (done % BATCH == 0) {
                progress.accept(done);
                random = stream();
            }
            if (!attack.fails(tilt, random)) continue;
            failures++;
            sum += tilt.weight();
            squares += tilt.weight() * tilt.weight();
        }
        double mean = sum / runs;
        double error = Math.sqrt(Math.max(0, squares / runs - mean * mean) / (runs - 1));
        double high = failures == 0 ? 1 : Math.min(1, mean + QUANTILE * error);
        return new Estimate(mean, Math.max(0, mean - QUANTILE * error), high, runs, failures);
    }
}
