package org.undermine.bridge.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.undermine.bridge.bench.Benchmark.Contestant;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Compiler;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.Explorer;
import org.undermine.env.mdp.Packed;

/** How much faster threads and bytes make a table than one thread and objects do. */
final class CompileBenchmark {
    private static final int WINDOW = 10; // 632,522 states
    private static final int LARGE = 13; // some 32 million

    private CompileBenchmark() {}

    static Benchmark get() {
        return of("compile", WINDOW);
    }

    /** Takes minutes a round, and 12 GiB. */
    static Benchmark large() {
        return of("compile-large", LARGE);
    }

    private static Benchmark of(String name, int window) {
        var scenario = Scenario.of("nakamoto", Map.of("space", "free", "own", "ignored", "cutoff", window));
        int cores = Runtime.getRuntime().availableProcessors();
        return new Benchmark(
                name,
                "canonical states a second, Nakamoto free --own ignored --cutoff " + window,
                "states/s",
                false,
                List.of(
                        contestant(
                                "plain compiler",
                                () -> Compiler.compile(scenario.mdp()).table()),
                        contestant("explorer, 1 thread", () -> explored(scenario, 1)),
                        contestant("explorer, " + cores + " threads", () -> explored(scenario, cores))));
    }

    private static ExplicitMdp explored(Scenario scenario, int threads) {
        return Explorer.compile((Packed<?>) scenario.mdp(), threads, states -> {})
                .table();
    }

    private static Contestant contestant(String name, Supplier<ExplicitMdp> compile) {
        return new Contestant(name, () -> {
            int[] states = {0};
            double seconds = Benchmark.seconds(() -> states[0] = compile.get().states());
            return states[0] / seconds;
        });
    }
}
