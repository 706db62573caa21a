package org.undermine.bridge.bench;

import java.util.List;
import java.util.Map;
import org.undermine.bridge.bench.Benchmark.Contestant;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Compiler;

/** How fast one thread turns rules into a table. */
final class ExploreBenchmark {
    private ExploreBenchmark() {}

    static Benchmark get() {
        return new Benchmark(
                "explore",
                "canonical states a second, one thread: rules on blocks, beside FC'16's counters",
                "states/s",
                false,
                List.of(
                        contestant("fc16, cutoff 95", Map.of("space", "fc16", "cutoff", 95)),
                        contestant(
                                "free, own ignored, window 8", Map.of("space", "free", "own", "ignored", "cutoff", 8)),
                        contestant("withholding, cutoff 30", Map.of("space", "withholding", "cutoff", 30))));
    }

    private static Contestant contestant(String name, Map<String, Object> typed) {
        Scenario scenario = Scenario.of("nakamoto", typed);
        return new Contestant(name, () -> {
            int[] states = {0};
            double seconds = Benchmark.seconds(
                    () -> states[0] = Compiler.compile(scenario.mdp()).table().states());
            return states[0] / seconds;
        });
    }
}
