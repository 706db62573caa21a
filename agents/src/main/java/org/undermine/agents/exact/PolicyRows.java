package org.undermine.agents.exact;

import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/**
 * The equations of a fixed policy, value = constant + P value with value 0 where the cycle ends, gathered into arrays of their
 * own in the order of {@link Levels}.
 *
 * <p>A sweep solves them one after the other (Gauss and Seidel): states that come before are substituted. The values of the others
 * that are led to, few, are held during a sweep. So rows of one level can be shared out among threads, and the values are the
 * same for any number of them.
 *
 * @param first the first entry of each row, and the end
 * @param target of each entry: a state that comes before, or {@code ~s} for one that is held
 * @param symbol of each entry's probability, an index into {@link RatioMdp#p}
 * @param held the states that are led back to
 * @param reward expected in each row
 * @param clock expected in each row
 */
record PolicyRows(
        Levels levels,
        int[] first,
        int[] target,
        char[] symbol,
        double[] p,
        int[] held,
        double[] reward,
        double[] clock,
        Crew crew) {

    /** @param renewal where the cycle ends */
    static PolicyRows of(RatioMdp mdp, int[] policy, int renewal, Levels levels, Crew crew) {
        ExplicitMdp table = mdp.table();
        int n = policy.length;
        int[] state = levels.state();
        int[] firstOutcome = table.firstOutcome();
        int[] first = new int[n + 1];
        for (int r = 0; r < n; r++) {
            int c = policy[state[r]];
            first[r + 1] = first[r] + firstOutcome[c + 1] - firstOutcome[c];
        }
        var rows = new PolicyRows(
                levels,
                first,
                new int[first[n]],
                new char[first[n]],
                mdp.p(),
                null,
                new double[n],
                new double[n],
                crew);
        boolean[] back = new boolean[n]; // set by any thread, to true only
        crew.each(0, n, (from, to) -> rows.gather(mdp, policy, renewal, from, to, back));
        return rows.holding(back);
    }

    private void gather(RatioMdp mdp, int[] policy, int renewal, int from, int to, boolean[] back) {
        ExplicitMdp table = mdp.table();
        int[] next = table.target();
        char[] probability = table.probability();
        char[] payoff = table.payoff();
        int entry = first[from];
        for (int r = from; r < to; r++) {
            int s = levels.state()[r];
            int end = table.firstOutcome()[policy[s] + 1];
            double earned = 0;
            double passed = 0;
            for (int o = table.firstOutcome()[policy[s]]; o < end; o++) {
                double q = p[probability[o]];
                earned += q * mdp.reward()[payoff[o]];
                passed += q * mdp.clock()[payoff[o]];
                int t = next[o];
                boolean ends = t == renewal || q == 0;
                target[entry] = ends ? ~renewal : t > s ? t : ~t;
                symbol[entry++] = probability[o];
                if (!ends && t <= s) back[t] = true;
            }
            reward[r] = earned;
            clock[r] = passed;
        }
    }

    private PolicyRows holding(boolean[] back) {
        int count = 0;
        for (boolean b : back) if (b) count++;
        int[] held = new int[count];
        for (int s = 0, i = 0; i < count; s++) if (back[s]) held[i++] = s;
        return new PolicyRows(levels, first, target, symbol, p, held, reward, clock, crew);
    }

    int rows() {
        return reward.length;
    }

    int entries() {
        return target.length;
    }

    /**
     * One sweep over all rows.
     *
     * @param constant of each row; null for 0
     * @param known the value of each state held, 0 for the others
     * @param value of each state, written
     */
    void sweep(double[] constant, double[] known, double[] value) {
        int done = 0; // short levels one after the other, by whoever asks, so that threads meet seldom
        for (int d = 1; d < levels.first().length; d++) {
            int from = levels.first()[d - 1];
            int to = levels.first()[d];
            if (!crew.divides(to - from)) continue;
            solve(done, from, constant, known, value);
            crew.each(from, to, (low, high) -> solve(low, high, constant, known, value));
            done = to;
        }
        solve(done, rows(), constant, known, value);
    }

    private void solve(int from, int to, double[] constant, double[] known, double[] value) {
        int[] state = levels.state();
        int[] first = this.first;
        int[] target = this.target;
        char[] symbol = this.symbol;
        double[] p = this.p;
        int entry = first[from];
        for (int r = from; r < to; r++) {
            double sum = constant == null ? 0 : constant[r];
            for (int end = first[r + 1]; entry < end; entry++) {
                int t = target[entry];
                sum += p[symbol[entry]] * (t >= 0 ? value[t] : known[~t]);
            }
            value[state[r]] = sum;
        }
    }
}
