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
    static final double TIE = 1.2e-9;

    private static final double EPSILON = 1e-9; // of the certified interval
    private static final double GAIN = 1e-10; // above what the evaluation of honest play may be off by
    private static final double FINEST = 1e-6; // below, gains near the break-even are lost in TIE

    /**
     * @param width of the interval, at least 1e-6
     * @param progress told the width now and then; may throw to give up
     */
    public static BreakEven of(Study study, double gamma, double width, DoubleConsumer progress) {
        if (!(width >= FINEST && width <= 1))
            throw new IllegalArgumentException("width is " + width + "; allowed: " + FINEST + " to 1");
        double low = 0;
        double high = 0.5;
        if (!pays(study, high, gamma)) return new BreakEven(gamma, high, 1);
        while (high - low > width) {
            progress.accept(high - low);
            double middle = (low + high) / 2;
            if (pays(study, middle, gamma)) high = middle;
            else low = middle;
        }
        return new BreakEven(gamma, low, high);
    }

    private static boolean pays(Study study, double alpha, double gamma) {
        double honest = study.value(Policies.named(study.scenario(), "honest"), alpha, gamma);
        return Optimum.of(study.at(alpha, gamma), EPSILON).lower() > honest + GAIN;
    }
}
