package org.undermine.agents.exact;

import org.undermine.env.mdp.RatioMdp;

/**
 * The best long-run ratio of a process, between two bounds that are theorems.
 *
 * @param lower what the policy earns at least; its exact value but for {@link Bound}'s slack
 * @param upper what no policy exceeds
 * @param policy the action of each state
 * @param below potential of each state that proves {@code lower}, see {@link Bound}
 * @param above potential of each state that proves {@code upper}
 */
public record Optimum(double lower, double upper, int[] policy, double[] below, double[] above) {
    private static final double PRECISION = 1e-14;
    private static final double EXACT = 1e-11; // how far below the policy's value the lower bound may lie

    /**
     * Solves and proves.
     *
     * @param epsilon the greatest upper - lower, from 1e-10 on
     * @throws IllegalArgumentException if no proof of that width can be had in doubles
     */
    public static Optimum of(RatioMdp mdp, double epsilon) {
        double certain = Certain.ratio(mdp);
        if (!Double.isNaN(certain)) {
            var bound = new Bound(certain, new double[mdp.table().states()]);
            return new Optimum(bound, bound, mdp, mdp.table().firstChoice());
        }
        try {
            return byCycles(mdp, Renewal.of(mdp), epsilon);
        } catch (RatioSolver.SlowCycles e) {
            var bracket = new RelativeValueIteration(mdp).solve(epsilon);
            return new Optimum(bracket.lower(), bracket.upper(), mdp, bracket.policy());
        }
    }

    private static Optimum byCycles(RatioMdp mdp, int renewal, double epsilon) throws RatioSolver.SlowCycles {
        var solver = new RatioSolver(mdp, renewal)
                .solve(Math.min(1e-13, epsilon / 100))
                .evaluate(PRECISION);
        double slack = Math.min(EXACT, epsilon / 4);
        Bound lower = Bound.lower(mdp, renewal, solver, slack);
        Bound upper = Bound.upper(mdp, renewal, solver, 0.9 * (epsilon - slack));
        if (lower.ratio() < 0) lower = new Bound(0, new double[lower.potential().length]); // no reward is negative
        if (upper.ratio() > 1 && atMostClock(mdp)) upper = new Bound(1, new double[upper.potential().length]);
        if (upper.ratio() - lower.ratio() > epsilon) throw new RatioSolver.SlowCycles();
        return new Optimum(lower, upper, mdp, solver.policy());
    }

    private Optimum(Bound lower, Bound upper, RatioMdp mdp, int[] policy) {
        this(lower.ratio(), upper.ratio(), actions(mdp, policy), lower.potential(), upper.potential());
    }

    private static boolean atMostClock(RatioMdp mdp) {
        for (int i = 0; i < mdp.reward().length; i++) if (mdp.reward()[i] > mdp.clock()[i]) return false;
        return true;
    }

    private static int[] actions(RatioMdp mdp, int[] policy) {
        int[] actions = new int[mdp.table().states()];
        for (int s = 0; s < actions.length; s++) actions[s] = mdp.table().action()[policy[s]];
        return actions;
    }
}
