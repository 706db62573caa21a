package org.undermine.agents.exact;

import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/**
 * The equations of a fixed policy, value = constant + P value with value 0 where the cycle ends, one of each state, gathered
 * into arrays of their own.
 *
 * <p>A sweep solves them one after the other (Gauss and Seidel), in the order of {@link Relay}: states that come before are
 * substituted. The values of the others that are led to, few, are held during a sweep.
 *
 * @param first the first entry of each row, and the end
 * @param target of each entry, an index into {@link #values}
 * @param symbol of each entry's probability, an index into {@link RatioMdp#p}
 * @param held the states that are led back to
 * @param reward expected in each row
 * @param clock expected in each row
 */
record PolicyRows(
        int[] first,
        int[] target,
        char[] symbol,
        double[] p,
        int[] held,
        double[] reward,
        double[] clock,
        Relay relay,
        Crew crew) {

    /** @param renewal where the cycle ends */
    static PolicyRows of(RatioMdp mdp, int[] policy, int renewal, Relay relay, Crew crew) {
        ExplicitMdp table = mdp.table();
        int n = policy.length;
        int[] firstOutcome = table.firstOutcome();
        int[] first = new int[n + 1];
        for (int s = 0; s < n; s++) first[s + 1] = first[s] + firstOutcome[policy[s] + 1] - firstOutcome[policy[s]];
        int[] target = new int[first[n]];
        char[] symbol = new char[first[n]];
        double[] reward = new double[n];
        double[] clock = new double[n];
        boolean[] back = new boolean[n]; // set by any thread, to true only
        crew.each(0, n, (from, to) -> {
            for (int s = from; s < to; s++) {
                int entry = first[s];
                double earned = 0;
                double passed = 0;
                for (int o = firstOutcome[policy[s]]; entry < first[s + 1]; o++) {
                    double q = mdp.probability(o);
                    earned += q * mdp.reward(o);
                    passed += q * mdp.clock(o);
                    int t = table.target()[o];
                    boolean ends = t == renewal || q == 0;
                    target[entry] = ends ? ~renewal : t > s ? t : ~t;
                    symbol[entry++] = table.probability()[o];
                    if (!ends && t <= s) back[t] = true;
                }
                reward[s] = earned;
                clock[s] = passed;
            }
        });
        int[] slot = new int[n]; // among the values, of each state that is held
        int held = 0;
        for (int s = 0; s < n; s++) if (back[s]) slot[s] = n + held++;
        slot[renewal] = n + held;
        crew.each(0, target.length, (from, to) -> {
            for (int e = from; e < to; e++) if (target[e] < 0) target[e] = slot[~target[e]];
        });
        return new PolicyRows(first, target, symbol, mdp.p(), states(back, held), reward, clock, relay, crew);
    }

    private static int[] states(boolean[] back, int count) {
        int[] held = new int[count];
        for (int s = 0, k = 0; k < count; s++) if (back[s]) held[k++] = s;
        return held;
    }

    int rows() {
        return reward.length;
    }

    int entries() {
        return target.length;
    }

    /** Room for the value of each state, then of each one that is held, then 0 for the end of the cycle. */
    double[] values() {
        return new double[rows() + held.length + 1];
    }

    /**
     * One sweep over all rows.
     *
     * @param constant of each row; null for 0
     * @param known the value of each state held
     * @param values as {@link #values} has them; those of the states are written
     */
    void sweep(double[] constant, double[] known, double[] values) {
        System.arraycopy(known, 0, values, rows(), known.length);
        relay.run(crew, (from, to) -> solve(from, to, constant, values));
    }

    private void solve(int from, int to, double[] constant, double[] values) {
        int[] first = this.first;
        int[] target = this.target;
        char[] symbol = this.symbol;
        double[] p = this.p;
        for (int s = to - 1; s >= from; s--) {
            double sum = constant == null ? 0 : constant[s];
            int e = first[s];
            int end = first[s + 1];
            do sum += p[symbol[e]] * values[target[e]];
            while (++e < end);
            values[s] = sum;
        }
    }
}
