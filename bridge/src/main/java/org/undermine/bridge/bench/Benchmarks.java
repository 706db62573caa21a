package org.undermine.bridge.bench;

import java.util.List;
import java.util.stream.Stream;
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
                SolverBenchmark.fixed(),
                SolverBenchmark.best(),
                NetworkBenchmark.get(),
                LearnBenchmark.playing(),
                LearnBenchmark.updating());
    }

    /** Those that take long, and are run only when they are asked for. */
    private static List<Benchmark> large() {
        return List.of(CompileBenchmark.get(), CompileBenchmark.large(), SolverBenchmark.methods());
    }

    /** @throws IllegalArgumentException with the nearest name where there is no such benchmark */
    public static Benchmark named(String name) {
        return Stream.concat(all().stream(), large().stream())
                .filter(b -> b.name().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(Names.unknown(
                        "benchmark", name, all().stream().map(Benchmark::name).toList())));
    }
}
