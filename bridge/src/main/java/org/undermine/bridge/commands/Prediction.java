package org.undermine.bridge.commands;

import org.undermine.agents.Arena;
import org.undermine.env.live.Interval;
import org.undermine.env.live.Measurement;

/** What the model says that a policy earns where alpha and gamma are as they were measured. */
final class Prediction {
    private static final int LONGER = 200; // than the run, so that the spread of runs is known well enough
    private static final long MOST_STEPS = 20_000_000;

    private final Player player;

    Prediction(Player player) {
        this.player = player;
    }

    /**
     * The exact revenue, and where it lies in 99 % of the runs of this length. Where no race was decided gamma makes no
     * difference to speak of, and is 0.
     */
    Interval of(Measurement m) {
        double alpha = m.alpha().mean();
        double gamma = Double.isNaN(m.gamma().mean()) ? 0 : m.gamma().mean();
        var env = player.env(alpha, gamma);
        long steps = Math.min(MOST_STEPS, (long) LONGER * m.blocks());
        Arena.Estimate dice = Arena.evaluate(env, player.in(env), steps, 1, n -> {});
        double half = (dice.high() - dice.low()) / 2 * Math.sqrt((double) steps / m.blocks());
        Double exact = player.exact(alpha, gamma);
        double mean = exact == null ? dice.mean() : exact;
        return new Interval(mean, Math.max(0, mean - half), Math.min(1, mean + half));
    }
}
