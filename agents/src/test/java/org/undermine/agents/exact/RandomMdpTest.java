package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.env.mdp.Compiler;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Objective;
import org.undermine.env.mdp.Payoff;
import org.undermine.env.mdp.Probability;
import org.undermine.env.mdp.RatioMdp;

/** Small random processes, every policy of which is tried and evaluated by Gaussian elimination. */
class RandomMdpTest {
    private static final double ALPHA = 0.4;
    private static final double GAMMA = 0.3;

    /** From every choice the start comes with probability 1 - alpha, so that every policy returns to it. */
    private record RandomMdp(long seed, int size) implements Mdp<Integer> {
        @Override
        public Integer start() {
            return 0;
        }

        @Override
        public List<String> actions() {
            return List.of("x", "y", "z");
        }

        @Override
        public void explore(Integer state, Choices<Integer> to) {
            var random = new Random(31 * seed + state);
            for (int action = 0; action <= random.nextInt(3); action++) {
                to.choice(action);
                to.outcome(Probability.ALPHA.gamma(true), random.nextInt(size), paid(random));
                to.outcome(Probability.ALPHA.gamma(false), random.nextInt(size), paid(random));
                to.outcome(Probability.NOT_ALPHA, 0, new Payoff.Paid(0, 1, 1, 1));
            }
        }

        private static Payoff paid(Random random) {
            int reward = random.nextInt(4);
            return new Payoff.Paid(reward, 0, reward + random.nextInt(2), 1);
        }

        @Override
        public List<Feature> features() {
            return List.of();
        }

        @Override
        public void observe(Integer state, float[] into, int offset) {}
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void bounds_hold_the_best_of_all_policies_and_every_method_finds_it(long seed) throws Exception {
        for (int i = 0; i < 100; i++) {
            ExplicitMdp table =
                    Compiler.compile(new RandomMdp(1000 * seed + i, 2 + i % 6)).table();
            RatioMdp mdp = table.at(ALPHA, GAMMA, Objective.PROGRESS);
            String message = "seed " + seed + ", process " + i;
            double best = best(mdp, new int[table.states()], 0);
            var drift = new Drift(table, ALPHA, GAMMA, Objective.PROGRESS);
            for (Method method : Method.values()) {
                Optimum found = Solver.from(null, mdp, 1e-8, method, 1).optimum();
                String said = message + ", " + method + ": " + best + " " + found;
                assertTrue(found.lower() <= best + 1e-13 && best <= found.upper() + 1e-13, said);
                boolean bisects = method == Method.RELATIVE_VALUE_ITERATION;
                assertEquals(best, found.lower(), bisects ? 1e-8 : 1e-10, said);
                drift.atMostZero(found.upper(), found.above());
            }
            var bracket = new RelativeValueIteration(mdp).solve(1e-8);
            assertTrue(
                    bracket.lower().ratio() <= best + 1e-13
                            && best <= bracket.upper().ratio() + 1e-13,
                    message);
            drift.atMostZero(bracket.upper().ratio(), bracket.upper().potential());
            drift.atLeastZero(bracket.lower().ratio(), bracket.lower().potential(), bracket.policy());
        }
    }

    private static double best(RatioMdp mdp, int[] choices, int s) {
        if (s == choices.length) return ratio(mdp, choices);
        double best = 0;
        for (int c = mdp.table().firstChoice()[s]; c < mdp.table().firstChoice()[s + 1]; c++) {
            choices[s] = c;
            best = Math.max(best, best(mdp, choices, s + 1));
        }
        return best;
    }

    /** Stationary shares x solve x (P - I) = 0 and sum to one. */
    private static double ratio(RatioMdp mdp, int[] choices) {
        int n = choices.length;
        double[][] a = new double[n][n + 1];
        double[] reward = new double[n];
        double[] clock = new double[n];
        ExplicitMdp table = mdp.table();
        for (int s = 0; s < n; s++) {
            a[s][s] -= 1;
            for (int o = table.firstOutcome()[choices[s]]; o < table.firstOutcome()[choices[s] + 1]; o++) {
                a[table.target()[o]][s] += mdp.probability(o);
                reward[s] += mdp.probability(o) * mdp.reward(o);
                clock[s] += mdp.probability(o) * mdp.clock(o);
            }
        }
        for (int s = 0; s <= n; s++) a[0][s] = 1; // one equation follows from the others
        double[] share = solve(a);
        double r = 0;
        double c = 0;
        for (int s = 0; s < n; s++) {
            r += share[s] * reward[s];
            c += share[s] * clock[s];
        }
        return r / c;
    }

    static double[] solve(double[][] a) {
        int n = a.length;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) pivot = i;
            double[] row = a[pivot];
            a[pivot] = a[k];
            a[k] = row;
            for (int i = 0; i < n; i++) {
                if (i == k) continue;
                double factor = a[i][k] / row[k];
                for (int j = k; j <= n; j++) a[i][j] -= factor * row[j];
            }
        }
        double[] x = new double[n];
        for (int k = 0; k < n; k++) x[k] = a[k][n] / a[k][k];
        return x;
    }
}
