package org.undermine.agents.exact;

import java.util.Arrays;
import org.undermine.env.mdp.RatioMdp;

/**
 * Bisection on the ratio, its sign decided by relative value iteration: the least and the greatest drift of any h bound
 * the best mean of reward - ratio * clock from below and above (Odoni 1969; MacQueen 1966).
 *
 * <p>Slower than {@link RatioSolver} where cycles are short, but it does not need cycles: used where alpha is so great
 * that an attack is all but never over. Each end of the bracket comes with the h that proves it.
 */
final class RelativeValueIteration {
    private static final double DAMPING = 0.8; // part of each step taken, so that periodic processes converge
    private static final double NEAR = 1e-3; // a policy worth starting from is about that near to the best
    private static final int PROBES = 400;
    private static final int FIRST_BUDGET = 1_000; // sweeps before another ratio is tried
    private static final int LAST_BUDGET = 1_000_000;

    private final RatioMdp mdp;
    private final double[] h;
    private final double[] drift;
    private final int[] greedy;
    private Bound lower;
    private Bound upper;
    private int[] policy;
    private double part = 0.5; // of the bracket, where the next ratio is tried
    private int sweeps;

    RelativeValueIteration(RatioMdp mdp) {
        this.mdp = mdp;
        h = new double[mdp.table().states()];
        drift = new double[h.length];
        greedy = new int[h.length];
        lower = mdp.noneNegative() ? new Bound(0, new double[h.length]) : null;
        policy = Arrays.copyOf(mdp.table().firstChoice(), h.length);
    }

    /** Starts from a policy and what it is proved to earn, instead of from nothing. */
    RelativeValueIteration from(int[] choices, Bound earned) {
        lower = earned;
        policy = choices;
        System.arraycopy(earned.potential(), 0, h, 0, h.length);
        part = NEAR;
        return this;
    }

    /** How many times all states were gone through. */
    double sweeps() {
        return sweeps;
    }

    Bound lower() {
        return lower;
    }

    Bound upper() {
        return upper;
    }

    /** The choice of each state that earns {@link #lower}. */
    int[] policy() {
        return policy;
    }

    /**
     * Narrows the bracket to {@code epsilon}. Its lower end is what a policy is proved to earn, if it starts from one; where no
     * reward is negative, 0 needs no more proof than h = 0; nor does 1 as the upper one, where no outcome pays more than its
     * clock. Elsewhere ends are looked for first.
     */
    RelativeValueIteration solve(double epsilon) {
        double low = lower == null ? 0 : lower.ratio();
        double high = Math.max(1, 2 * low);
        upper = mdp.atMostClock() ? new Bound(high = 1, new double[h.length]) : null;
        int budget = FIRST_BUDGET;
        for (int n = 0; n < PROBES && !(closed() && high - low <= epsilon); n++) {
            double ratio = upper == null ? high : lower == null ? low : low + part * (high - low);
            double sign = sign(ratio, budget);
            if (sign > 0) {
                low = ratio;
                lower = new Bound(ratio, h.clone());
                policy = greedy.clone();
                if (upper == null) high = 2 * Math.max(high, low);
            } else if (sign < 0) {
                high = ratio;
                upper = new Bound(ratio, h.clone());
                if (lower == null) low = Math.min(2 * low, high - 1);
            } else if (upper == null) {
                high *= 1.5; // on the very ratio, perhaps
            } else if (lower == null) {
                low = 1.5 * low - 0.5;
            } else {
                if (budget == LAST_BUDGET) break;
                budget *= 2;
                part = part == 0.5 ? 0.25 : part == 0.25 ? 0.75 : 0.5; // the last one may have been too near
                continue;
            }
            part = 0.5;
        }
        if (!closed() || high - low > epsilon)
            throw new IllegalArgumentException("epsilon is " + epsilon + "; only "
                    + (closed() ? high - low : "half of the interval") + " could be proved");
        return this;
    }

    private boolean closed() {
        return lower != null && upper != null;
    }

    /** 1 if every drift at {@code ratio} is above zero, -1 if every one is below, 0 if the budget is spent first. */
    private double sign(double ratio, int budget) {
        var backup = new Backup(mdp, ratio);
        for (int n = 0; n < budget; n++) {
            sweeps++;
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            double size = 1;
            for (int s = h.length - 1; s >= 0; s--) {
                greedy[s] = backup.best(s, h);
                drift[s] = backup.of(greedy[s], h) - h[s];
                least = Math.min(least, drift[s]);
                greatest = Math.max(greatest, drift[s]);
                size = Math.max(size, Math.abs(h[s]));
            }
            double margin = 64 * Math.ulp(size);
            if (least > margin) return 1;
            if (greatest < -margin) return -1;
            for (int s = 0; s < h.length; s++) h[s] += DAMPING * drift[s];
            double base = h[0];
            for (int s = 0; s < h.length; s++) h[s] -= base;
        }
        return 0;
    }
}
