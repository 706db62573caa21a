package org.undermine.agents.exact;

import java.util.function.DoubleConsumer;
import org.undermine.env.mdp.Objective;

/**
 * From which worth of a payment double spends pay, at one alpha and gamma: where the best attack earns more than it does
 * without payments. Where selfish mining pays, that is not honest play.
 *
 * <p>A policy earns a line in the payment's value, rising or level, so the best attack's revenue is convex and does not fall:
 * there is one least value. It is found by Newton's method: where the best policy's line crosses what is earned without
 * payments, the next one is asked for.
 */
public final class LeastPayment {
    private static final double EPSILON = 1e-9;
    private static final double RELATIVE = 1e-14; // what doubles leave of a large payment
    private static final double FINEST = 1e-6;
    private static final double DEAREST = 1e9;
    private static final double NEXT_TO_NOTHING = 1e-5; // rewards

    private LeastPayment() {}

    /**
     * An interval that holds it: at {@code low} no attack earns more by 1.3e-9, or by 1.3e-14 of the payment where that is
     * more; at {@code high} one is proved to, and high is infinite if none is at 1e9. Low is 0 where none is known.
     *
     * @param study of any objective; its table is asked
     * @param confirmations at least 1
     * @param width of the interval as a part of {@code high}, at least 1e-6; never below 1e-5 rewards
     * @param progress told the value that is tried; may throw to give up
     */
    public static BreakEvenPrize of(
            Study study, int confirmations, double alpha, double gamma, double width, DoubleConsumer progress) {
        if (!(width >= FINEST && width <= 1))
            throw new IllegalArgumentException("width is " + width + "; allowed: " + FINEST + " to 1");
        double without = Solver.optimum(
                        study.withObjective(Objective.doubleSpend(confirmations, 0))
                                .at(alpha, gamma),
                        EPSILON)
                .upper();
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        int[] attack = null;
        double next = 1;
        while (attack == null ? low < DEAREST : high - low > Math.max(NEXT_TO_NOTHING, width * high)) {
            progress.accept(next);
            Study at = study.withObjective(Objective.doubleSpend(confirmations, next));
            Optimum best = Solver.optimum(at.at(alpha, gamma), 5 * margin(next));
            if (best.lower() > without + margin(next)) {
                high = next;
                attack = best.policy();
            } else {
                low = next;
            }
            if (attack == null) next = Math.min(DEAREST, 10 * next);
            else next = between(low, crossing(study, confirmations, alpha, gamma, attack, high, without), high, width);
        }
        return new BreakEvenPrize(alpha, gamma, low, high);
    }

    private static double margin(double value) {
        return Math.max(EPSILON, value * RELATIVE) / 5;
    }

    /** Where the policy, which pays at {@code high}, earns as little as is earned without payments. */
    private static double crossing(
            Study study, int confirmations, double alpha, double gamma, int[] attack, double high, double without) {
        double dear = earned(study, confirmations, alpha, gamma, attack, high);
        double slope = (dear - earned(study, confirmations, alpha, gamma, attack, 0)) / high;
        return high - (dear - without - 2 * margin(high)) / slope;
    }

    private static double earned(
            Study study, int confirmations, double alpha, double gamma, int[] attack, double value) {
        return study.withObjective(Objective.doubleSpend(confirmations, value)).value(attack, alpha, gamma);
    }

    /** What to try: the crossing if that is a step on, a little below {@code high} if it is none, the middle where it is too low. */
    private static double between(double low, double crossing, double high, double width) {
        double step = Math.max(NEXT_TO_NOTHING, width * high) / 2;
        if (crossing >= high - step) return Math.max((low + high) / 2, high - step);
        return crossing <= low ? (low + high) / 2 : crossing;
    }
}
