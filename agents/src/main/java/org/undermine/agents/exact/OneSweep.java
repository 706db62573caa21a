package org.undermine.agents.exact;

import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/** What a solver does over and over, once, by one thread, beside loops that only read the same arrays: for benchmarks. */
public final class OneSweep {
    private final RatioMdp mdp;
    private final PolicyRows rows;
    private final Backup backup;
    private final double[] known;
    private final double[] value;

    private OneSweep(RatioMdp mdp, PolicyRows rows, double ratio) {
        this.mdp = mdp;
        this.rows = rows;
        backup = new Backup(mdp, ratio);
        known = new double[rows.held().length];
        value = rows.values();
    }

    /** @throws IllegalArgumentException if there is no renewal state */
    public static OneSweep of(RatioMdp mdp) {
        int renewal = Renewal.of(mdp);
        try {
            var solver = new RatioSolver(mdp, renewal, Crew.ALONE).solve(false);
            var rows = PolicyRows.of(mdp, solver.policy(), renewal, Relay.of(mdp.table()), Crew.ALONE);
            return new OneSweep(mdp, rows, solver.ratio());
        } catch (RatioSolver.SlowCycles e) {
            throw new IllegalArgumentException("cycles are too long", e);
        }
    }

    /** Outcomes of the best policy. */
    public int chosen() {
        return rows.entries();
    }

    /** Outcomes of all choices. */
    public int all() {
        return mdp.table().outcomes();
    }

    /** Values of the best policy, from those before. */
    public double fixed() {
        rows.sweep(rows.reward(), known, value);
        return value[0];
    }

    /** Reads the arrays that {@link #fixed} reads. */
    public double streamFixed() {
        int[] first = rows.first();
        int[] target = rows.target();
        char[] symbol = rows.symbol();
        double sum = 0;
        for (int r = 0; r < rows.rows(); r++) {
            double row = rows.reward()[r];
            int e = first[r];
            int end = first[r + 1];
            do row += target[e] * rows.p()[symbol[e]];
            while (++e < end);
            value[r] = row;
            sum += row;
        }
        return sum;
    }

    /** What the best choice of each state is worth, by values that stay. */
    public double best() {
        double sum = 0;
        for (int s = rows.rows() - 1; s >= 0; s--) sum += backup.most(s, value);
        return sum;
    }

    /** Reads the arrays that {@link #best} reads. */
    public double streamBest() {
        ExplicitMdp table = mdp.table();
        int[] firstOutcome = table.firstOutcome();
        int[] target = table.target();
        char[] probability = table.probability();
        char[] payoff = table.payoff();
        double sum = 0;
        for (int c = 0; c < table.choices(); c++) {
            double row = 0;
            int o = firstOutcome[c];
            int end = firstOutcome[c + 1];
            do row += mdp.p()[probability[o]] * (mdp.reward()[payoff[o]] + target[o]);
            while (++o < end);
            sum += row;
        }
        return sum;
    }
}
