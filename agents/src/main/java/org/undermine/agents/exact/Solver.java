package org.undermine.agents.exact;

import java.util.Arrays;
import org.undermine.env.mdp.RatioMdp;

/** Finds the best policy of a process and proves it, by the way that suits the process. */
public final class Solver {
    private static final double EXACT = 1e-11; // how far below the policy's value the lower bound may lie

    /**
     * Solves and proves.
     *
     * @param epsilon the greatest upper - lower, from 1e-10 on
     * @throws IllegalArgumentException if no proof of that width can be had in doubles
     */
    public static Optimum optimum(RatioMdp mdp, double epsilon) {
        return from(null, mdp, epsilon).optimum();
    }

    /**
     * @param method that found it
     * @param sweeps how much was done until the policy was found, in sweeps over the whole table
     */
    record Solved(Optimum optimum, Method method, double sweeps) {}

    /** Solves and proves by one thread; where the search starts changes how long it takes, and proves nothing. */
    static Solved from(int[] start, RatioMdp mdp, double epsilon) {
        return from(start, mdp, epsilon, Method.AUTO, 1);
    }

    /**
     * The same by several threads, which find the same to the last bit.
     *
     * @param start the choice of each state; null for the first ones
     * @throws IllegalArgumentException one line, if there is no proof of that width by {@code method}
     */
    static Solved from(int[] start, RatioMdp mdp, double epsilon, Method method, int threads) {
        double certain = Certain.ratio(mdp);
        if (!Double.isNaN(certain)) {
            var bound = new Bound(certain, new double[mdp.table().states()]);
            return new Solved(between(bound, bound, mdp, mdp.table().firstChoice()), method, 0);
        }
        if (method == Method.RELATIVE_VALUE_ITERATION) return byBracket(start, mdp, epsilon);
        int renewal = Renewal.of(mdp);
        try (var crew = new Crew(threads)) {
            return byCycles(start, mdp, renewal, epsilon, method, crew);
        } catch (RatioSolver.SlowCycles e) {
            if (method == Method.AUTO) return byBracket(start, mdp, epsilon);
            throw new IllegalArgumentException("solver is " + method + "; "
                    + (renewal == Renewal.NONE
                            ? "there is no state near the start that every policy comes back to"
                            : "cycles are too long for it to prove an interval of " + epsilon)
                    + "; " + Method.RELATIVE_VALUE_ITERATION + " may");
        }
    }

    private static Solved byBracket(int[] start, RatioMdp mdp, double epsilon) {
        var bracket = new RelativeValueIteration(mdp);
        if (start != null) bracket.from(start, earned(mdp, start, epsilon / 4));
        bracket.solve(epsilon);
        return new Solved(
                between(bracket.lower(), bracket.upper(), mdp, bracket.policy()),
                Method.RELATIVE_VALUE_ITERATION,
                bracket.sweeps());
    }

    private static Solved byCycles(int[] start, RatioMdp mdp, int renewal, double epsilon, Method asked, Crew crew)
            throws RatioSolver.SlowCycles {
        Method method = asked == Method.AUTO ? Method.MODIFIED_POLICY_ITERATION : asked;
        var solver = new RatioSolver(mdp, renewal, crew);
        if (start != null) solver.from(start);
        solver.solve(method == Method.POLICY_ITERATION);
        double slack = Math.min(EXACT, epsilon / 4);
        Bound lower = Bound.lower(mdp, renewal, solver, slack);
        Bound upper = Bound.upper(mdp, renewal, solver, 0.9 * (epsilon - slack));
        if (lower.ratio() < 0 && mdp.noneNegative()) lower = new Bound(0, new double[lower.potential().length]);
        if (upper.ratio() > 1 && mdp.atMostClock()) upper = new Bound(1, new double[upper.potential().length]);
        if (upper.ratio() - lower.ratio() > epsilon) throw new RatioSolver.SlowCycles();
        return new Solved(between(lower, upper, mdp, solver.policy()), method, solver.sweeps());
    }

    /**
     * What a policy earns at least, at most {@code width} less than it does earn. The potential is of the states that it
     * reaches; it is 0 elsewhere.
     *
     * @param choices the choice of each state
     */
    static Bound earned(RatioMdp mdp, int[] choices, double width) {
        Chain chain = Chain.of(mdp, s -> choices[s]);
        Optimum onlyOne = optimum(chain.mdp(), width);
        double[] potential = new double[mdp.table().states()];
        for (int s = 0; s < chain.state().length; s++) potential[chain.state()[s]] = onlyOne.below()[s];
        return new Bound(onlyOne.lower(), potential);
    }

    /** How far a policy moves the clock in a step, in the mean. */
    static double pace(RatioMdp mdp, int[] policy) {
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
