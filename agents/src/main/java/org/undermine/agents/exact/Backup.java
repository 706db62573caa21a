package org.undermine.agents.exact;

import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/**
 * Bellman's operator for reward - ratio * clock.
 *
 * <p>Every choice has an outcome, mostly one or two: loops that look for the end only afterwards are faster, by a tenth to a
 * quarter.
 */
final class Backup {
    private final int[] firstChoice;
    private final int[] firstOutcome;
    private final int[] target;
    private final char[] probability;
    private final char[] payoff;
    private final double[] p;
    private final double[] worth; // of each payoff

    Backup(RatioMdp mdp, double ratio) {
        ExplicitMdp table = mdp.table();
        firstChoice = table.firstChoice();
        firstOutcome = table.firstOutcome();
        target = table.target();
        probability = table.probability();
        payoff = table.payoff();
        p = mdp.p();
        worth = new double[mdp.reward().length];
        for (int i = 0; i < worth.length; i++) worth[i] = mdp.reward()[i] - ratio * mdp.clock()[i];
    }

    /** The expected reward - ratio * clock + h(next) of choice {@code c}. */
    double of(int c, double[] h) {
        double sum = 0;
        int o = firstOutcome[c];
        int end = firstOutcome[c + 1];
        do sum += p[probability[o]] * (worth[payoff[o]] + h[target[o]]);
        while (++o < end);
        return sum;
    }

    /** The same of the best choice of state {@code s}. */
    double most(int s, double[] h) {
        double most = Double.NEGATIVE_INFINITY;
        int end = firstChoice[s + 1];
        int o = firstOutcome[firstChoice[s]];
        for (int c = firstChoice[s]; c < end; c++) {
            int last = firstOutcome[c + 1];
            double sum = 0;
            do sum += p[probability[o]] * (worth[payoff[o]] + h[target[o]]);
            while (++o < last);
            if (sum > most) most = sum;
        }
        return most;
    }

    /** The best choice of state {@code s}, the first of equals. */
    int best(int s, double[] h) {
        int best = firstChoice[s];
        double worth = of(best, h);
        for (int c = best + 1; c < firstChoice[s + 1]; c++) {
            double other = of(c, h);
            if (other > worth) {
                worth = other;
                best = c;
            }
        }
        return best;
    }

    /**
     * The same where states after {@code s} have been dealt with already.
     *
     * @param h of n states what they are now, then of the same what they were before
     */
    double since(int s, int c, double[] h) {
        double sum = 0;
        int before = h.length / 2;
        int o = firstOutcome[c];
        int end = firstOutcome[c + 1];
        do {
            int t = target[o];
            sum += p[probability[o]] * (worth[payoff[o]] + h[t + (before & t - s - 1 >> 31)]); // before, if t <= s
        } while (++o < end);
        return sum;
    }

    /**
     * The best choice of state {@code s}, unless it is better than {@code kept} by no more than {@code tie}.
     *
     * @param h as {@link #since} has it
     */
    int better(int s, int kept, double[] h, double tie) {
        if (firstChoice[s + 1] - firstChoice[s] == 1) return kept;
        int best = kept;
        double worth = since(s, kept, h);
        for (int c = firstChoice[s]; c < firstChoice[s + 1]; c++) {
            if (c == kept) continue;
            double other = since(s, c, h);
            if (other > worth + tie) {
                worth = other;
                best = c;
            }
        }
        return best;
    }
}
