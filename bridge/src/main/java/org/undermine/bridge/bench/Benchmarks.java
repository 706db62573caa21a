package org.undermine.bridge.bench;

import java.util.List;
import org.undermine.protocols.Names;

/** All benchmarks by name. */
public final class Benchmarks {
    private Benchmarks() {}

    public static List<Benchmark> all() {
        return List.of(
                EnvBenchmark.get(),
                VectorBenchmark.get(),
                ExploreBenchmark.get(),
                SweepBenchmark.get(),
                BreakEvenBenchmark.get(),
                NetworkBenchmark.get(),
                LearnBenchmark.playing(),
                LearnBenchmark.updating());
    }

    /** @throws IllegalArgumentException with the nearest name where there is no such benchmark */
    public static Benchmark named(String name) {
        return all().stream()
                .filter(b -> b.name().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(Names.unknown(
                        "benchmark", name, all().stream().map(Benchmark::name).toList())));
    }
}
