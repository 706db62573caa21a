package org.undermine.agents.learn;

import java.util.List;

/**
 * How an agent came to be.
 *
 * @param agent the algorithm, as the command line names it
 * @param start the named policy that it imitated at first, or none
 * @param learn how it was paid: {@link org.undermine.env.Episodes.Learn}
 * @param horizon progress in an episode; 0 where there were none
 * @param steps steps taken in all environments
 * @param curve what the policy earned each time it was evaluated, in order of time; trained for a range, the mean share of
 *     what the best attack earns
 */
public record Training(
        String agent,
        String start,
        String learn,
        double horizon,
        long seed,
        long steps,
        double seconds,
        List<Point> curve) {
    /** One evaluation, {@code seconds} and {@code steps} after training began. */
    public record Point(double seconds, long steps, double value) {}

    public Training {
        curve = List.copyOf(curve);
    }

    /** Without what the machine had to do with it: seconds are 0. */
    public Training timeless() {
        return new Training(
                agent,
                start,
                learn,
                horizon,
                seed,
                steps,
                0,
                curve.stream().map(p -> new Point(0, p.steps, p.value)).toList());
    }
}
