package org.undermine.bridge.bench;

import java.util.List;
import java.util.Map;
import org.undermine.bridge.bench.Benchmark.Contestant;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Compiler;

/** How fast one thread turns rules into a table, by the plain compiler. */
final class ExploreBenchmark {
    private ExploreBenchmark() {}

    static Benchmark get() {
        return new Benchmark(
                "explore",
                "canonical states a second, one thread: rules on blocks, beside FC'16's counters",
                "states/s",
                false,
                List.of(
                        nakamoto("fc16, cutoff 95", Map.of("space", "fc16", "cutoff", 95)),
                        nakamoto("free, window 8", Map.of("space", "free", "own", "ignored", "cutoff", 8)),
                        nakamoto("free, window 10", Map.of("space", "free", "own", "ignored", "cutoff", 10)),
                        nakamoto("withholding, cutoff 30", Map.of("space", "withholding", "cutoff", 30)),
                        free("parallel"),
                        free("simple-parallel"),
                        free("tree-parallel"),
                        free("dag-parallel"),
                        free("tailstorm"),
                        free("ethereum-whitepaper"),
                        free("ethereum-byzantium"),
                        free("ghostdag")));
    }

    private static Contestant nakamoto(String name, Map<String, Object> typed) {
        return contestant(name, Scenario.of("nakamoto", typed));
    }

    private static Contestant free(String protocol) {
        return contestant(protocol + ", window 7", Scenario.of(protocol, Map.of("space", "free", "cutoff", 7)));
    }

    private static Contestant contestant(String name, Scenario scenario) {
        return new Contestant(name, () -> {
            int[] states = {0};
            double seconds = Benchmark.seconds(
                    () -> states[0] = Compiler.compile(scenario.mdp()).table().states());
            return states[0] / seconds;
        });
    }
}
