package org.undermine.agents.exact;

import java.util.function.DoubleConsumer;

/**
 * From which share of the mining power an attack pays, at one gamma.
 *
 * <p>Found on certified bounds, never by asking whether the best policy differs from honest play: ties are not attacks. The
 * best attack at one alpha is followed down to where it just pays; a little below, another is asked for.
 *
 * <p>What is proved: an attack pays at {@code high}, none by more than {@value #TIE} at {@code low}. That none pays below
 * {@code low} is taken for granted. For a chain paid per block it is true of attackers who may split their power: one with more
 * of it attacks with alpha and mines honestly with the rest, which earns its share of what the attack leaves to others. The
 * actions of a model do not include that, so for its attacks it is not proved.
 *
 * @param low where no attack earns more than honest play by {@value #TIE}; 0 if it is not known to be greater, as where gains
 *     shrink with alpha until they are below that: the interval is then wider than asked for
 * @param high where an attack is proved to earn more than honest play; 1 if none is up to one half
 */
public record BreakEven(double gamma, double low, double high) {
    static final double TIE = 1.3e-9;

    private static final double EPSILON = 1e-9; // of the certified interval
    private static final double GAIN = 2e-10; // above what evaluation may be off by
    private static final double NOISE = 1e-12; // of evaluation
    private static final double FINEST = 1e-6; // below, gains near the break-even are lost in TIE

    private static final double MANY = 0.45; // close to half of the power cycles are long, so that is asked first
    private static final double HALF = 0.5;

    /** An attack that pays at this alpha tends to pay at every alpha, so the least is asked next: small ones are slow. */
    private static final double NEXT_TO_NOTHING = 0.02;

    /**
     * @param width of the interval, at least 1e-6
     * @param progress told the width now and then; may throw to give up
     */
    public static BreakEven of(Study study, double gamma, double width, DoubleConsumer progress) {
        if (!(width >= FINEST && width <= 1))
            throw new IllegalArgumentException("width is " + width + "; allowed: " + FINEST + " to 1");
        var search = new Search(study, gamma);
        if (!search.pays(MANY) && !search.pays(HALF)) return new BreakEven(gamma, HALF, 1);
        double before = search.high;
        for (boolean step = true; search.high - search.low > width; before = search.high) {
            progress.accept(search.high - search.low);
            search.follow(width / 4);
            double left = search.high - search.low;
            step &= before - search.high > left / 8; // else it is no faster than halving
            boolean tiny = search.low == 0 && search.high < NEXT_TO_NOTHING && width < search.high / 2;
            if (left > width) search.pays(tiny ? width : step ? search.high - 0.99 * width : search.high - left / 2);
        }
        return new BreakEven(gamma, search.losesBelow() ? search.low : 0, search.high);
    }

    /** An interval, and an attack that pays at its upper end. */
    private static final class Search {
        private final Study study;
        private final double gamma;
        private double low;
        private double high = 1;
        private int[] attack;

        Search(Study study, double gamma) {
            this.study = study;
            this.gamma = gamma;
        }

        /** Whether any attack pays at {@code alpha}: then that is the upper end, else the lower one. */
        boolean pays(double alpha) {
            int[] start = attack == null ? null : study.choices(attack);
            Optimum best = Solver.from(start, study.at(alpha, gamma), EPSILON).optimum();
            if (best.lower() <= study.honest(alpha, gamma) + GAIN) {
                low = alpha;
                return false;
            }
            high = alpha;
            attack = best.policy();
            return true;
        }

        /** Whether the attack that pays above loses at the lower end; else it may gain there too, by less than can be told. */
        boolean losesBelow() {
            return low == 0 || study.value(attack, low, gamma) < study.honest(low, gamma) - NOISE;
        }

        /** Goes down to where the attack just pays, which is soon found. */
        void follow(double width) {
            double not = low;
            while (high - not > width) {
                double middle = (not + high) / 2;
                if (study.value(attack, middle, gamma) > study.honest(middle, gamma) + GAIN) high = middle;
                else not = middle;
            }
        }
    }
}
