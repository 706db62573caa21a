package org.undermine.bridge.bench;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.undermine.bridge.bench.Benchmark.Contestant;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.TableEnv;
import org.undermine.env.mdp.Compiler;

/** How fast an attack is played: observe, legal actions, one of them at random, step. */
final class EnvBenchmark {
    private static final double ALPHA = 0.35;
    private static final double GAMMA = 0.5;
    private static final int STEPS = 300_000;

    private EnvBenchmark() {}

    static Benchmark get() {
        Scenario fork = Scenario.of("nakamoto", Map.of("space", "withholding", "cutoff", 30));
        Scenario free = Scenario.of("nakamoto", Map.of("space", "free", "own", "ignored", "cutoff", 8));
        Scenario parallel = Scenario.of("parallel", Map.of("k", 8));
        Scenario tailstorm = Scenario.of("tailstorm", Map.of("k", 8));
        return new Benchmark(
                "env",
                "steps a second with random legal actions, in Java, one thread",
                "steps/s",
                false,
                List.of(
                        contestant("AttackEnv, withholding", () -> fork.env(ALPHA, GAMMA)),
                        contestant("the same, remembering", () -> remembering(fork)),
                        contestant("TableEnv, withholding", () -> table(fork)),
                        contestant("AttackEnv, parallel k=8", () -> parallel.env(ALPHA, GAMMA)),
                        contestant("AttackEnv, tailstorm k=8", () -> tailstorm.env(ALPHA, GAMMA)),
                        contestant("AttackEnv, free", () -> free.env(ALPHA, GAMMA)),
                        contestant("TableEnv, free", () -> table(free))));
    }

    private static Env table(Scenario scenario) {
        return new TableEnv(Compiler.compile(scenario.mdp()), ALPHA, GAMMA, scenario.objective());
    }

    private static Env remembering(Scenario scenario) {
        return scenario.rememberer().env(ALPHA, GAMMA);
    }

    private static Contestant contestant(String name, Supplier<Env> make) {
        Env[] made = {null};
        return new Contestant(name, () -> {
            if (made[0] == null) made[0] = make.get();
            return STEPS / Benchmark.seconds(() -> play(made[0]));
        });
    }

    private static void play(Env env) {
        var random = new SplittableRandom(1);
        float[] observation = new float[env.features().size()];
        boolean[] legal = new boolean[env.actions().size()];
        env.reset(1);
        for (int i = 0; i < STEPS; i++) {
            env.observe(observation, 0);
            env.legal(legal);
            int action = random.nextInt(legal.length);
            while (!legal[action]) action = action + 1 == legal.length ? 0 : action + 1;
            env.step(action);
        }
    }
}
