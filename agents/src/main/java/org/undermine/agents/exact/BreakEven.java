package org.undermine.agents.exact;

import java.util.function.DoubleConsumer;
import org.undermine.agents.Policies;
import org.undermine.env.mdp.RatioMdp;

/**
 * The least alpha from which attacking pays, between two that are proved.
 *
 * <p>Ties are no attacks: attacking pays where the proved lower bound of the optimum is above honest play by more than
 * {@code gain}, and does not pay where the upper bound is not. Where neither is proved, alpha is left inside the
 * interval. Bisection takes for granted that what pays at one alpha pays at any greater one.
 */
public final class BreakEven {
    /** Attacking is proved not to pay at {@code low}, and to pay at {@code high}; 1 where no alpha up to 1/2 does. */
    public record Interval(double low, double high) {}

    private enum Verdict {
        PAYS,
        DOES_NOT,
        OPEN
    }

    private static final double HALF = 0.5;
    private static final double SHARPER = 4; // than the gain, that few alphas stay open

    private final Study study;
    private final int[] honest;
    private final double gamma;
    private final double gain;
    private final double width;
    private final DoubleConsumer asked;

    private BreakEven(Study study, double gamma, double gain, double width, DoubleConsumer asked) {
        this.study = study;
        this.gamma = gamma;
        this.gain = gain;
        this.width = width;
        this.asked = asked;
        honest = PolicyValue.choices(study.compiled(), Policies.named(study.scenario(), "honest"));
    }

    /**
     * @param gain the least gain that counts, from 1e-9 on
     * @param width of the interval wanted; it is wider where no more can be proved
     * @param asked told each alpha that is solved
     */
    public static Interval of(Study study, double gamma, double gain, double width, DoubleConsumer asked) {
        return new BreakEven(study, gamma, gain, width, asked).search();
    }

    private Interval search() {
        double low = 0;
        double high = HALF;
        if (verdict(high) == Verdict.DOES_NOT) return new Interval(high, 1);
        while (high - low > width) {
            double middle = (low + high) / 2;
            switch (verdict(middle)) {
                case PAYS -> high = middle;
                case DOES_NOT -> low = middle;
                case OPEN -> {
                    return new Interval(edge(low, middle, Verdict.DOES_NOT), edge(high, middle, Verdict.PAYS));
                }
            }
        }
        return new Interval(low, high);
    }

    /** How far from {@code proved} towards {@code open} the verdict still holds. */
    private double edge(double proved, double open, Verdict verdict) {
        while (Math.abs(open - proved) > width) {
            double middle = (open + proved) / 2;
            if (verdict(middle) == verdict) proved = middle;
            else open = middle;
        }
        return proved;
    }

    private Verdict verdict(double alpha) {
        asked.accept(alpha);
        RatioMdp mdp = study.at(alpha, gamma);
        Optimum optimum;
        try {
            optimum = Optimum.of(mdp, gain / SHARPER);
        } catch (IllegalArgumentException e) { // no proof of that width can be had
            return Verdict.OPEN;
        }
        double enough = PolicyValue.of(mdp, honest) + gain;
        return optimum.lower() > enough ? Verdict.PAYS : optimum.upper() <= enough ? Verdict.DOES_NOT : Verdict.OPEN;
    }
}
