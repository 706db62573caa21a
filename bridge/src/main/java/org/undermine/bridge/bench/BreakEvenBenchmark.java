package org.undermine.bridge.bench;

import java.util.List;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;
import org.undermine.agents.exact.BreakEven;
import org.undermine.agents.exact.Study;
import org.undermine.bridge.bench.Benchmark.Contestant;
import org.undermine.env.Scenario;

/** The alpha from which Nakamoto is attacked, to 1e-4 at eleven gammas. */
final class BreakEvenBenchmark {
    private static final Scenario NAKAMOTO = Scenario.of("nakamoto", Map.of());
    private static final int GAMMAS = 11;
    private static final double WIDTH = 1e-4;
    private static final double EPSILON = 1e-9;
    private static final double GAIN = 2e-10;

    private BreakEvenBenchmark() {}

    static Benchmark get() {
        return new Benchmark(
                "break-even",
                "break-even nakamoto --gamma 0:1:0.1 --width 1e-4, compilation included",
                "s",
                true,
                List.of(
                        new Contestant(
                                "halving, solved from nothing",
                                () -> Benchmark.seconds(() -> each(BreakEvenBenchmark::halve))),
                        new Contestant(
                                "following the best attack",
                                () -> Benchmark.seconds(
                                        () -> each((study, gamma) -> BreakEven.of(study, gamma, WIDTH, left -> {}))))));
    }

    private static void each(ObjDoubleConsumer<Study> search) {
        Study study = Study.of(NAKAMOTO, states -> {});
        for (int i = 0; i < GAMMAS; i++) search.accept(study, i / (GAMMAS - 1.0));
    }

    /** Each alpha is a question of its own. */
    private static void halve(Study study, double gamma) {
        double low = 0;
        double high = 0.5;
        while (high - low > WIDTH) {
            double middle = (low + high) / 2;
            var result = study.attack(middle, gamma, EPSILON);
            if (result.optimum().lower() > result.honest() + GAIN) high = middle;
            else low = middle;
        }
    }
}
