package org.undermine.bridge.bench;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.undermine.bridge.bench.Benchmark.Contestant;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.Scenario;
import org.undermine.env.Share;
import org.undermine.env.VectorEnv;

/** How fast 1,024 environments step together, without Python: {@code python -m undermine.bench vector} is with it. */
final class VectorBenchmark {
    private static final Share ALPHA = new Share("alpha", new double[] {0.35}, false);
    private static final Share GAMMA = new Share("gamma", new double[] {0.5}, false);
    private static final int N = 1024;
    private static final int STEPS = 300;

    private VectorBenchmark() {}

    static Benchmark get() {
        Scenario fork = Scenario.of("nakamoto", Map.of());
        Scenario parallel = Scenario.of("parallel", Map.of("k", 8));
        Scenario tailstorm = Scenario.of("tailstorm", Map.of("k", 8));
        return new Benchmark(
                "vector",
                "steps a second of 1,024 environments, random actions, in Java",
                "steps/s",
                false,
                List.of(
                        contestant("nakamoto by its rules", fork::maker, 1),
                        contestant("the same, remembering", fork::rememberer, 1),
                        contestant("remembering, 2 threads", fork::rememberer, 2),
                        contestant("nakamoto by its table", fork::walker, 1),
                        contestant("the same, 2 threads", fork::walker, 2),
                        contestant("parallel k=8 by its rules", parallel::maker, 1),
                        contestant("the same, remembering", parallel::rememberer, 1),
                        contestant("tailstorm k=8 by its rules", tailstorm::maker, 1),
                        contestant("the same, remembering", tailstorm::rememberer, 1)));
    }

    private static Contestant contestant(String name, Supplier<Scenario.Maker> maker, int threads) {
        VectorEnv[] made = {null};
        return new Contestant(name, () -> {
            if (made[0] == null) {
                var course = new VectorEnv.Course(maker.get(), ALPHA, GAMMA, Learn.RATIO, 100);
                made[0] = new VectorEnv(course, N, VectorEnv.Autoreset.NEXT_STEP, threads);
                made[0].reset(1);
            }
            return N * STEPS / Benchmark.seconds(() -> play(made[0]));
        });
    }

    private static void play(VectorEnv envs) {
        var random = new SplittableRandom(1);
        int[] actions = new int[N];
        int choices = envs.actions().size();
        for (int t = 0; t < STEPS; t++) {
            for (int i = 0; i < N; i++) actions[i] = (int) ((random.nextLong() >>> 33) % choices);
            envs.step(actions, true);
        }
    }
}
