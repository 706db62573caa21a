package org.undermine.agents.exact;

import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/**
 * The best long-run reward per unit of the clock.
 *
 * <p>There is a renewal state that every policy reaches again and again ({@link Renewal}); the process splits into
 * independent cycles there, and a policy's ratio is its reward per cycle over its clock per cycle. For each state the
 * solver keeps both, from there to the end of the cycle. One sweep in place (Gauss and Seidel), from the states found
 * last to those found first, is a step of modified policy iteration: with {@code improve} it takes, in every state, the
 * choice with the greatest reward - ratio * clock; without, it keeps the policy. After each sweep the ratio is that of
 * the renewal state's cycle (Dinkelbach).
 *
 * <p>What comes out is a policy, its ratio and an estimate of the best one; {@link Bound} turns them into theorems.
 */
final class RatioSolver {
    /** Cycles are so long that sweeping them is no way to a value: {@link RelativeValueIteration} is. */
    static final class SlowCycles extends Exception {
        private static final long serialVersionUID = 1;
    }

    private static final int SWEEPS = 5_000;
    private static final double PRECISION = 1e-14; // of the ratio of a policy that is started from
    private static final double NOISE = 1e-16; // changes of a ratio that rounding alone can bring
    private static final double TIE = 1e-14; // relative: what is better by less is no better
    private static final int EVALUATIONS = 12; // sweeps of a fixed policy for one that improves it

    private final RatioMdp mdp;
    private final ExplicitMdp table;
    private final int renewal;
    private final double[] value; // reward, clock of state 0, reward, clock of state 1, ...
    private final int[] policy; // the choice of each state
    private double ratio;
    private long work; // outcomes gone through

    /** @throws SlowCycles if there is no renewal state: then cycles never end */
    RatioSolver(RatioMdp mdp, int renewal) throws SlowCycles {
        if (renewal == Renewal.NONE) throw new SlowCycles();
        this.mdp = mdp;
        this.renewal = renewal;
        table = mdp.table();
        value = new double[2 * table.states()];
        policy = new int[table.states()];
        System.arraycopy(table.firstChoice(), 0, policy, 0, policy.length);
    }

    /** Starts from a policy and its values, found on the states that it reaches, instead of from nothing. */
    RatioSolver from(int[] choices) throws SlowCycles {
        System.arraycopy(choices, 0, policy, 0, policy.length);
        Chain chain = Chain.of(mdp, s -> choices[s]);
        int[] state = chain.state();
        int home = 0;
        while (state[home] != renewal) home++;
        var alone = new RatioSolver(chain.mdp(), home).evaluate(PRECISION);
        for (int s = 0; s < state.length; s++) System.arraycopy(alone.value, 2 * s, value, 2 * state[s], 2);
        ratio = alone.ratio;
        work += alone.work;
        return this;
    }

    int[] policy() {
        return policy;
    }

    /** How many outcomes were gone through, in sweeps over all of the table's. */
    double sweeps() {
        return (double) work / table.outcomes();
    }

    double ratio() {
        return ratio;
    }

    /** Reward - {@code ratio} * clock from each state to the end of its cycle. */
    double[] potential(double ratio) {
        double[] h = new double[table.states()];
        for (int s = 0; s < h.length; s++) if (s != renewal) h[s] = value[2 * s] - ratio * value[2 * s + 1];
        return h;
    }

    /** Improves the policy until neither it nor its ratio changes by more than {@code precision}. */
    RatioSolver solve(double precision) throws SlowCycles {
        double lastChange = 1;
        for (int n = 0; n < SWEEPS; n += EVALUATIONS) {
            double before = ratio;
            boolean improved = sweep(true);
            for (int i = 0; i < EVALUATIONS; i++) sweep(false);
            double change = Math.abs(ratio - before);
            if (!improved && left(change, lastChange) <= precision) return this;
            lastChange = change;
        }
        throw new SlowCycles();
    }

    /** Evaluates the policy until its ratio stands still to {@code precision}. */
    RatioSolver evaluate(double precision) throws SlowCycles {
        double lastChange = 1;
        for (int n = 0; n < SWEEPS; n += EVALUATIONS) {
            double before = ratio;
            for (int i = 0; i < EVALUATIONS; i++) sweep(false);
            double change = Math.abs(ratio - before);
            if (left(change, lastChange) <= precision) return this;
            lastChange = change;
        }
        throw new SlowCycles();
    }

    /** How far there is still to go where changes keep shrinking as they did last. */
    private static double left(double change, double lastChange) {
        if (change <= NOISE) return 0;
        return change < lastChange ? change * change / (lastChange - change) : Double.POSITIVE_INFINITY;
    }

    /** One sweep; tells whether a choice changed for more than rounding. */
    private boolean sweep(boolean improve) {
        boolean improved = false;
        double cycleReward = 0;
        double cycleClock = 0;
        for (int s = table.states() - 1; s >= 0; s--) {
            int kept = policy[s];
            int from = improve ? table.firstChoice()[s] : kept;
            int to = improve ? table.firstChoice()[s + 1] : kept + 1;
            double bestReward = 0;
            double bestClock = 0;
            double best = Double.NEGATIVE_INFINITY;
            int choice = kept;
            for (int i = from - 1; i < to; i++) {
                int c = i < from
                        ? kept
                        : i; // the kept choice first: another one has to be better by more than rounding
                if (i == kept) continue;
                double reward = 0;
                double clock = 0;
                work += table.firstOutcome()[c + 1] - table.firstOutcome()[c];
                for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++) {
                    int t = table.target()[o];
                    double p = mdp.probability(o);
                    boolean ends = t == renewal;
                    reward += p * (mdp.reward(o) + (ends ? 0 : value[2 * t]));
                    clock += p * (mdp.clock(o) + (ends ? 0 : value[2 * t + 1]));
                }
                double worth = reward - ratio * clock;
                if (worth > best + TIE * Math.abs(bestReward) || best == Double.NEGATIVE_INFINITY) {
                    best = worth;
                    bestReward = reward;
                    bestClock = clock;
                    choice = c;
                }
            }
            policy[s] = choice;
            improved |= choice != kept;
            value[2 * s] = bestReward;
            value[2 * s + 1] = bestClock;
            if (s == renewal) {
                cycleReward = bestReward;
                cycleClock = bestClock;
            }
        }
        if (cycleClock > 0) ratio = cycleReward / cycleClock;
        return improved;
    }
}
