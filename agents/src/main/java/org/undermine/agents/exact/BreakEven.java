package org.undermine.agents.exact;

import java.util.function.DoubleConsumer;
import org.undermine.agents.Policies;

/**
 * From which share of the mining power an attack pays, at one gamma.
 *
 * <p>Found by bisection over alpha on certified bounds, never by asking whether the best policy differs from honest play:
 * ties are not attacks. Takes for granted that an attack which pays at some alpha pays at every greater one.
 *
 * @param low where no attack earns more than honest play by {@value #TIE}; 0 if it is not known to be greater
 * @param high where an attack is proved to earn more than honest play; 1 if none is up to one half
 */
public record BreakEven(double gamma, double low, double high) {
    static final double TIE = 1.3e-9;

    private static final double EPSILON = 1e-9; // of the certified interval
    private static final double GAIN = 2e-10; // above what evaluation may be off by
    private static final double FINEST = 1e-6; // below, gains near the break-even are lost in TIE

    /** An attack that pays at this alpha tends to pay at every alpha, so the least is asked next: small ones are slow. */
    private static final double NEXT_TO_NOTHING = 0.02;

    /**
     * @param width of the interval, at least 1e-6
     * @param progress told the width now and then; may throw to give up
     */
    public static BreakEven of(Study study, double gamma, double width, DoubleConsumer progress) {
        if (!(width >= FINEST && width <= 1))
            throw new IllegalArgumentException("width is " + width + "; allowed: " + FINEST + " to 1");
        double low = 0;
        double high = 0.5;
        int[] attack = paying(study, high, gamma, null);
        if (attack == null) return new BreakEven(gamma, high, 1);
        while (high - low > width) {
            progress.accept(high - low);
            double middle = low == 0 && high < NEXT_TO_NOTHING && width < high / 2 ? width : (low + high) / 2;
            int[] found = paying(study, middle, gamma, attack);
            if (found == null) {
                low = middle;
            } else {
                high = middle;
                attack = found;
            }
        }
        return new BreakEven(gamma, low, high);
    }

    /** An attack proved to pay: {@code known} if it still does, else the best there is; null if that pays too little. */
    private static int[] paying(Study study, double alpha, double gamma, int[] known) {
        double honest = study.value(Policies.named(study.scenario(), "honest"), alpha, gamma);
        if (known != null && study.value(known, alpha, gamma) > honest + GAIN) return known;
        Optimum best = Solver.optimum(study.at(alpha, gamma), EPSILON);
        return best.lower() > honest + GAIN ? best.policy() : null;
    }
}
