package org.undermine.bridge.bench;

import java.util.List;
import java.util.Map;
import org.undermine.agents.exact.Solver;
import org.undermine.bridge.bench.Benchmark.Contestant;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Compiler;
import org.undermine.env.mdp.ExplicitMdp;

/** FC'16's model with forks of up to 95 blocks, solved to 1e-6 at 20 alphas x 5 gammas. */
final class SweepBenchmark {
    private static final Scenario FC16 = Scenario.of("nakamoto", Map.of("space", "fc16", "cutoff", 95));
    private static final int ALPHAS = 20;
    private static final int GAMMAS = 5;
    private static final double STEP = 0.0225; // up to 0.45
    private static final double EPSILON = 1e-6;

    private SweepBenchmark() {}

    static Benchmark get() {
        return new Benchmark(
                "sweep",
                "attack nakamoto --space fc16 --cutoff 95, compiled and solved to 1e-6 at 20 alphas x 5 gammas",
                "s",
                true,
                List.of(
                        new Contestant("compiled at each point", () -> Benchmark.seconds(() -> solve(null))),
                        new Contestant("compiled once", () -> Benchmark.seconds(() -> solve(compile())))));
    }

    private static ExplicitMdp compile() {
        return Compiler.compile(FC16.mdp()).table();
    }

    private static void solve(ExplicitMdp once) {
        for (int i = 1; i <= ALPHAS; i++) {
            for (int j = 0; j < GAMMAS; j++) {
                ExplicitMdp table = once == null ? compile() : once;
                Solver.optimum(table.at(STEP * i, j / (GAMMAS - 1.0), FC16.objective()), EPSILON);
            }
        }
    }
}
