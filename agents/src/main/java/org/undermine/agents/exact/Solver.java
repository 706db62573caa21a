package org.undermine.agents.exact;

import java.util.Arrays;
import org.undermine.env.mdp.RatioMdp;

/** Finds the best policy of a process and proves it, by the way that suits the process. */
public final class Solver {
    private static final double PRECISION = 1e-14;
    private static final double EXACT = 1e-11; // how far below the policy's value the lower bound may lie

    /**
     * Solves and proves.
     *
     * @param epsilon the greatest upper - lower, from 1e-10 on
     * @throws IllegalArgumentException if no proof of that width can be had in doubles
     */
    public static Optimum optimum(RatioMdp mdp, double epsilon) {
        double certain = Certain.ratio(mdp);
        if (!Double.isNaN(certain)) {
            var bound = new Bound(certain, new double[mdp.table().states()]);
            return between(bound, bound, mdp, mdp.table().firstChoice());
        }
        try {
            return byCycles(mdp, Renewal.of(mdp), epsilon);
        } catch (RatioSolver.SlowCycles e) {
            var bracket = new RelativeValueIteration(mdp).solve(epsilon);
            return between(bracket.lower(), bracket.upper(), mdp, bracket.policy());
        }
    }

    private static Optimum byCycles(RatioMdp mdp, int renewal, double epsilon) throws RatioSolver.SlowCycles {
        var solver = new RatioSolver(mdp, renewal)
                .solve(Math.min(1e-13, epsilon / 100))
                .evaluate(PRECISION);
        double pace = pace(mdp, solver.policy());
        double slack = Math.min(EXACT, epsilon / 4);
        Bound lower = Bound.lower(mdp, renewal, solver, pace, slack);
        Bound upper = Bound.upper(mdp, renewal, solver, pace, 0.9 * (epsilon - slack));
        if (lower.ratio() < 0 && mdp.noneNegative()) lower = new Bound(0, new double[lower.potential().length]);
        if (upper.ratio() > 1 && mdp.atMostClock()) upper = new Bound(1, new double[upper.potential().length]);
        if (upper.ratio() - lower.ratio() > epsilon) throw new RatioSolver.SlowCycles();
        return between(lower, upper, mdp, solver.policy());
    }

    /** How far a policy moves the clock in a step, in the mean. */
    private static double pace(RatioMdp mdp, int[] policy) {
        double[] ones = new double[mdp.clock().length];
        Arrays.fill(ones, 1);
        return PolicyValue.of(new RatioMdp(mdp.table(), mdp.p(), mdp.clock(), ones), s -> policy[s]);
    }

    private static Optimum between(Bound lower, Bound upper, RatioMdp mdp, int[] policy) {
        int[] actions = new int[mdp.table().states()];
        for (int s = 0; s < actions.length; s++) actions[s] = mdp.table().action()[policy[s]];
        return new Optimum(lower.ratio(), upper.ratio(), actions, lower.potential(), upper.potential());
    }
}
