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
        known = new double[rows.rows()];
        value = new double[rows.rows()];
    }

    /** @throws IllegalArgumentException if there is no renewal state */
    public static OneSweep of(RatioMdp mdp) {
        int renewal = Renewal.of(mdp);
        try {
            var solver = new RatioSolver(mdp, renewal, Crew.ALONE).solve(false);
            var rows = PolicyRows.of(mdp, solver.policy(), renewal, Levels.of(mdp, renewal), Crew.ALONE);
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
            for (int e = first[r]; e < first[r + 1]; e++) row += target[e] * rows.p()[symbol[e]];
            value[r] = row;
            sum += row;
        }
        return sum;
    }

    /** The best choice of each state, by values that stay. */
    public double best() {
        long sum = 0;
        for (int s = value.length - 1; s >= 0; s--) sum += backup.best(s, value);
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
            for (int o = firstOutcome[c]; o < firstOutcome[c + 1]; o++)
                row += mdp.p()[probability[o]] * (mdp.reward()[payoff[o]] + target[o]);
            sum += row;
        }
        return sum;
    }
}
