package org.undermine.agents.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/** What a small process comes to, by trying every policy and solving for where it ends. */
final class AllPolicies {
    private static final double CLOSE = 1e-11;

    private final RatioMdp mdp;
    private final ExplicitMdp table;
    private final List<double[]> ends =
            new ArrayList<>(); // the ratios of the recurrent classes of each policy; NaN: no clock

    AllPolicies(RatioMdp mdp) {
        this.mdp = mdp;
        table = mdp.table();
        each(new int[table.states()], 0);
    }

    private void each(int[] choices, int s) {
        if (s == choices.length) {
            ends.add(ratios(i -> choices[i]));
            return;
        }
        for (int c = table.firstChoice()[s]; c < table.firstChoice()[s + 1]; c++) {
            choices[s] = c;
            each(choices, s + 1);
        }
    }

    /** Whether some policy may end where the clock never moves. */
    boolean standsStill() {
        return ends.stream().anyMatch(e -> Arrays.stream(e).anyMatch(Double::isNaN));
    }

    /** The greatest ratio of any recurrent class that some policy may end in. */
    double best() {
        return ends.stream().flatMapToDouble(Arrays::stream).max().orElseThrow();
    }

    /** Whether some policy has that ratio wherever it ends. */
    boolean certain() {
        double best = best();
        return ends.stream().anyMatch(e -> Arrays.stream(e).allMatch(r -> r >= best - CLOSE));
    }

    /** The least ratio that a policy may end with. */
    double worst(IntUnaryOperator choice) {
        return Arrays.stream(ratios(choice)).min().orElseThrow();
    }

    /** Of the recurrent classes that a policy may end in. */
    private double[] ratios(IntUnaryOperator choice) {
        int n = table.states();
        var follow = new BitSet[n];
        for (int s = 0; s < n; s++) follow[s] = after(s, choice);
        var ratios = new ArrayList<Double>();
        for (int s = 0; s < n; s++) {
            BitSet all = follow[s];
            int first = s;
            boolean reached = s == 0 || follow[0].get(s);
            boolean recurrent = all.stream().allMatch(t -> follow[t].get(first));
            if (reached && recurrent && all.nextSetBit(0) == s)
                ratios.add(ratio(all.stream().toArray(), choice));
        }
        return ratios.stream().mapToDouble(r -> r).toArray();
    }

    /** The states that may follow {@code s}, sooner or later. */
    private BitSet after(int s, IntUnaryOperator choice) {
        var found = new BitSet();
        var open = new ArrayList<>(List.of(s));
        while (!open.isEmpty()) {
            int c = choice.applyAsInt(open.remove(open.size() - 1));
            for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++) {
                int t = table.target()[o];
                if (mdp.probability(o) == 0 || found.get(t)) continue;
                found.set(t);
                open.add(t);
            }
        }
        return found;
    }

    /** Stationary shares x of a class solve x (P - I) = 0 and sum to one. */
    private double ratio(int[] states, IntUnaryOperator choice) {
        int n = states.length;
        double[][] a = new double[n][n + 1];
        double[] reward = new double[n];
        double[] clock = new double[n];
        for (int i = 0; i < n; i++) {
            a[i][i] -= 1;
            int c = choice.applyAsInt(states[i]);
            for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++) {
                a[Arrays.binarySearch(states, table.target()[o])][i] += mdp.probability(o);
                reward[i] += mdp.probability(o) * mdp.reward(o);
                clock[i] += mdp.probability(o) * mdp.clock(o);
            }
        }
        for (int i = 0; i <= n; i++) a[0][i] = 1; // one equation follows from the others
        double[] share = RandomMdpTest.solve(a);
        double r = 0;
        double k = 0;
        for (int i = 0; i < n; i++) {
            r += share[i] * reward[i];
            k += share[i] * clock[i];
        }
        return k == 0 ? Double.NaN : r / k;
    }
}
