package org.undermine.agents.exact;

import static org.undermine.agents.exact.Directed.productDown;
import static org.undermine.agents.exact.Directed.productUp;
import static org.undermine.agents.exact.Directed.sumDown;
import static org.undermine.agents.exact.Directed.sumUp;

import java.math.RoundingMode;
import java.util.BitSet;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.Fraction;
import org.undermine.env.mdp.Objective;
import org.undermine.env.mdp.Payoff;
import org.undermine.env.mdp.Probability;

/** The {@link Checker}'s arithmetic: signs of r - ratio * c + E h(next) - h, with every number an interval. */
final class Drift {
    private final ExplicitMdp table;
    private final double[] least; // probability of each symbol
    private final double[] most;
    private final double[][] reward; // least and most of each payoff
    private final double[][] clock;

    Drift(ExplicitMdp table, double alpha, double gamma, Objective objective) {
        this.table = table;
        int n = table.probabilities().size();
        least = new double[n];
        most = new double[n];
        for (int i = 0; i < n; i++) probability(i, table.probabilities().get(i), alpha, gamma);
        reward = new double[table.payoffs().size()][];
        clock = new double[reward.length][];
        for (int i = 0; i < reward.length; i++) {
            Payoff.Amounts paid = table.payoffs().get(i).at(alpha, table.unit());
            double amount = objective.reward(paid, table.unit());
            reward[i] = objective.isExact(paid) ? around(amount) : widened(amount);
            clock[i] = around(objective.clock(paid));
        }
    }

    /** A whole number of units is exact where a unit is one, and so is none; else two roundings may be in it. */
    private double[] around(double amount) {
        if (table.unit() == 1 || amount == 0) return new double[] {amount, amount};
        return widened(amount);
    }

    private static double[] widened(double amount) {
        return new double[] {Math.nextDown(Math.nextDown(amount)), Math.nextUp(Math.nextUp(amount))};
    }

    private void probability(int i, Probability p, double alpha, double gamma) {
        double low = 1;
        double high = 1;
        double[][] factors = {{alpha, p.a()}, {Double.NaN, p.b(), alpha}, {gamma, p.g()}, {Double.NaN, p.d(), gamma}};
        for (double[] f : factors) {
            boolean complement = Double.isNaN(f[0]);
            double factorLow = complement ? sumDown(1, -f[2]) : f[0];
            double factorHigh = complement ? sumUp(1, -f[2]) : f[0];
            for (int e = 0; e < f[1]; e++) {
                low = productDown(low, factorLow);
                high = productUp(high, factorHigh);
            }
        }
        if (p.own() != null) {
            Fraction own =
                    p.heads() ? p.own().heads(alpha) : p.own().heads(alpha).complement();
            low = productDown(low, down(own));
            high = productUp(high, up(own));
        }
        boolean exact = p.among() == 1 || high == 0; // what cannot happen cannot be rounded into happening
        least[i] = exact ? low : Math.max(0, Math.nextDown(productDown(low, p.part()) / p.among()));
        most[i] = exact ? high : Math.nextUp(productUp(high, p.part()) / p.among());
    }

    /** The nearest double may lie on either side of the digits that it is made from. */
    private static double down(Fraction f) {
        if (f.part().signum() == 0) return 0;
        if (f.part().equals(f.among())) return 1;
        return Math.nextDown(f.rounded(RoundingMode.FLOOR).doubleValue());
    }

    private static double up(Fraction f) {
        if (f.part().signum() == 0) return 0;
        if (f.part().equals(f.among())) return 1;
        return Math.nextUp(f.rounded(RoundingMode.CEILING).doubleValue());
    }

    /** No choice of any state that can be reached drifts up. */
    void atMostZero(double ratio, double[] h) throws Checker.Refused {
        BitSet reached = reached(null);
        for (int s = reached.nextSetBit(0); s >= 0; s = reached.nextSetBit(s + 1))
            for (int c = table.firstChoice()[s]; c < table.firstChoice()[s + 1]; c++) {
                double most = most(c, ratio, h, h[s]);
                Checker.require(most <= 0, "state " + s + " breaks the bound " + ratio + " by up to " + most);
            }
    }

    /** The policy drifts down in no state that it reaches. */
    void atLeastZero(double ratio, double[] h, int[] choices) throws Checker.Refused {
        BitSet reached = reached(choices);
        for (int s = reached.nextSetBit(0); s >= 0; s = reached.nextSetBit(s + 1)) {
            double least = sumDown(least(choices[s], ratio, h), -h[s]);
            Checker.require(least >= 0, "state " + s + " misses the bound " + ratio + " by up to " + -least);
        }
    }

    /** By how much the choice drifts at the most: probabilities sum to one, so {@code now} can be taken from each next one. */
    private double most(int c, double ratio, double[] h, double now) {
        double sum = 0;
        for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++) {
            int i = table.payoff()[o];
            double lost = ratio >= 0 ? productDown(ratio, clock[i][0]) : productDown(ratio, clock[i][1]);
            double worth = sumUp(sumUp(reward[i][1], -lost), sumUp(h[table.target()[o]], -now));
            int p = table.probability()[o];
            sum = sumUp(sum, productUp(worth >= 0 ? most[p] : least[p], worth));
        }
        return sum;
    }

    private double least(int c, double ratio, double[] h) {
        double sum = 0;
        for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++) {
            int i = table.payoff()[o];
            double lost = ratio >= 0 ? productUp(ratio, clock[i][1]) : productUp(ratio, clock[i][0]);
            double worth = sumDown(sumDown(reward[i][0], -lost), h[table.target()[o]]);
            int p = table.probability()[o];
            sum = sumDown(sum, productDown(worth >= 0 ? least[p] : most[p], worth));
        }
        return sum;
    }

    /** The states reached from the start: by the policy that takes the given choices, or by any if null. */
    private BitSet reached(int[] choices) {
        var reached = new BitSet(table.states());
        int[] stack = new int[table.states()];
        int size = 1;
        reached.set(0);
        while (size > 0) {
            int s = stack[--size];
            int from = choices == null ? table.firstChoice()[s] : choices[s];
            int to = choices == null ? table.firstChoice()[s + 1] : choices[s] + 1;
            for (int o = table.firstOutcome()[from]; o < table.firstOutcome()[to]; o++) {
                int t = table.target()[o];
                if (most[table.probability()[o]] == 0 || reached.get(t)) continue;
                reached.set(t);
                stack[size++] = t;
            }
        }
        return reached;
    }
}
