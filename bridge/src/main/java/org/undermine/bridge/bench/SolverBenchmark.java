package org.undermine.bridge.bench;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.undermine.agents.exact.Method;
import org.undermine.agents.exact.OneSweep;
import org.undermine.agents.exact.Study;
import org.undermine.bridge.bench.Benchmark.Contestant;
import org.undermine.env.Scenario;

/** What sweeps cost beside reading memory, and what policy iteration saves of them. Processor time of one thread. */
final class SolverBenchmark {
    private static final Scenario FREE =
            Scenario.of("nakamoto", Map.of("space", "free", "own", "ignored", "cutoff", 10));
    private static final Scenario FC16 = Scenario.of("nakamoto", Map.of("space", "fc16", "cutoff", 95));
    private static final double[] ALPHAS = {0.1, 0.3, 0.4};
    private static final double[] GAMMAS = {0, 0.5};
    private static final double EPSILON = 1e-9;
    private static final int SWEEPS = 20;

    private static OneSweep sweep;
    private static Study study;

    private SolverBenchmark() {}

    static Benchmark fixed() {
        return new Benchmark(
                "sweep-policy",
                "outcomes a second of a fixed policy, 632,522 states, beside a loop that only reads the same arrays",
                "outcomes/s",
                false,
                List.of(
                        speed("reads", OneSweep::streamFixed, OneSweep::chosen),
                        speed("evaluates", OneSweep::fixed, OneSweep::chosen)));
    }

    static Benchmark best() {
        return new Benchmark(
                "sweep-max",
                "outcomes a second of all choices, 632,522 states, beside a loop that only reads the same arrays",
                "outcomes/s",
                false,
                List.of(
                        speed("reads", OneSweep::streamBest, OneSweep::all),
                        speed("takes the best", OneSweep::best, OneSweep::all)));
    }

    static Benchmark methods() {
        return new Benchmark(
                "solve",
                "attack nakamoto --space fc16 --cutoff 95 -e 1e-9 at 6 points, compiled before",
                "s",
                true,
                List.of(
                        method(Method.RELATIVE_VALUE_ITERATION),
                        method(Method.POLICY_ITERATION),
                        method(Method.MODIFIED_POLICY_ITERATION)));
    }

    private static Contestant speed(String name, ToDoubleFunction<OneSweep> once, ToIntFunction<OneSweep> outcomes) {
        return new Contestant(name, () -> {
            OneSweep sweep = sweep();
            double seconds = seconds(() -> {
                for (int i = 0; i < SWEEPS; i++) once.applyAsDouble(sweep);
            });
            return (double) SWEEPS * outcomes.applyAsInt(sweep) / seconds;
        });
    }

    private static Contestant method(Method method) {
        return new Contestant(method.toString(), () -> {
            Study fc16 = study();
            return seconds(() -> {
                for (double alpha : ALPHAS)
                    for (double gamma : GAMMAS) fc16.attack(alpha, gamma, EPSILON, null, method, 1);
            });
        });
    }

    private static synchronized OneSweep sweep() {
        if (sweep == null) sweep = OneSweep.of(Study.of(FREE, 1, states -> {}).at(1.0 / 3, 0.5));
        return sweep;
    }

    private static synchronized Study study() {
        if (study == null) {
            study = Study.of(FC16, states -> {});
            study.attack(ALPHAS[0], GAMMAS[0], EPSILON); // compiles the ceiling's model
        }
        return study;
    }

    private static double seconds(Runnable job) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        job.run();
        return (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }
}
