package org.undermine.bridge.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.undermine.agents.learn.Parts;
import org.undermine.agents.learn.Ppo;
import org.undermine.bridge.bench.Benchmark.Contestant;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.Rows;
import org.undermine.env.Scenario;
import org.undermine.env.Share;
import org.undermine.env.TableEnv;
import org.undermine.env.mdp.Compiler;

/**
 * How fast PPO plays and learns on one thread, in seconds of that thread's processor time: who else wants the processor makes
 * little difference. {@code python -m undermine.bench learn} has torch beside it.
 */
final class LearnBenchmark {
    private static final Share ALPHA = new Share("alpha", new double[] {0.35}, false);
    private static final Share GAMMA = new Share("gamma", new double[] {0.5}, false);
    private static final int STEPS = 100;
    private static final int UPDATES = 20;
    private static final List<Integer> BATCHES = List.of(64, 256, 1024, 4096);
    private static final Ppo.Parameters PARAMETERS = Ppo.Parameters.DEFAULT;

    private LearnBenchmark() {}

    /** A step is one of one environment. */
    static Benchmark playing() {
        var table = new Part(Scenario.of("nakamoto", Map.of()), true);
        var dice = new Part(Scenario.of("nakamoto", Map.of()), false);
        var rules = new Part(Scenario.of("parallel", Map.of("k", 8)), false);
        var far = new Part(Scenario.of("parallel", Map.of("k", 8)), true);
        return new Benchmark(
                "learn",
                "steps of 1,024 environments a second of processor time, one thread; PPO's networks have 64 x 64",
                "steps/s",
                false,
                List.of(
                        table.contestant("walks, nakamoto", p -> p.play(STEPS)),
                        table.contestant("their advantages", p -> p.judge(PARAMETERS)),
                        table.improving("all of PPO, walking"),
                        dice.contestant("rollout, nakamoto", p -> p.play(STEPS)),
                        dice.contestant("its environments alone", p -> p.step(STEPS)),
                        dice.contestant("its advantages", p -> p.judge(PARAMETERS)),
                        dice.improving("all of PPO, with dice"),
                        dice.contestant("networks asked each time", p -> {
                            for (int t = 0; t < STEPS / 10; t++) p.ask(10 * Ppo.ENVIRONMENTS);
                        }),
                        far.contestant("walks, parallel k=8", p -> p.play(STEPS)),
                        rules.contestant("rollout, parallel k=8", p -> p.play(STEPS)),
                        rules.contestant("environments, parallel k=8", p -> p.step(STEPS))));
    }

    static Benchmark updating() {
        var part = new Part(Scenario.of("nakamoto", Map.of("cutoff", 5)), true);
        var contestants = new ArrayList<Contestant>();
        for (int rows : BATCHES)
            contestants.add(new Contestant(rows + " rows", () -> {
                Parts parts = part.parts();
                return UPDATES
                        / seconds(() -> {
                            for (int i = 0; i < UPDATES; i++) parts.update(rows);
                        });
            }));
        return new Benchmark(
                "update",
                "steps of Adam a second of processor time, network of 10 x 64 x 64 x 4, DL4J by external errors",
                "updates/s",
                false,
                contestants);
    }

    /** Made when first needed, and then kept. */
    private static final class Part {
        private final Scenario scenario;
        private final boolean walks;
        private Parts parts;
        private Ppo ppo;

        /** @param walks whether looking ahead; else with dice, by its rules or on its table where that is a small one */
        Part(Scenario scenario, boolean walks) {
            this.scenario = scenario;
            this.walks = walks;
        }

        private Parts parts() {
            if (parts == null) make();
            return parts;
        }

        private void make() {
            boolean small = scenario.tableCutoff() > 0;
            Rows rows = small ? Rows.of(Compiler.compile(scenario.mdp())) : null;
            Scenario.Maker maker =
                    small ? (a, g) -> new TableEnv(rows, a, g, scenario.objective()) : scenario.rememberer();
            var environments = Ppo.environments(maker, ALPHA, GAMMA, Learn.RATIO, 0, 1);
            if (walks) {
                parts = Parts.walking(environments, scenario.mdp(), scenario.objective(), ALPHA, GAMMA, PARAMETERS);
                ppo = Ppo.walking(scenario.mdp(), scenario.objective(), ALPHA, GAMMA, PARAMETERS, 1, 1);
            } else {
                parts = Parts.playing(environments, PARAMETERS);
                ppo = Ppo.playing(environments, PARAMETERS, 1, 1);
            }
            parts.play(STEPS);
        }

        Contestant contestant(String name, Consumer<Parts> job) {
            return new Contestant(name, () -> {
                Parts parts = parts();
                return (double) STEPS * Ppo.ENVIRONMENTS / seconds(() -> job.accept(parts));
            });
        }

        Contestant improving(String name) {
            return new Contestant(name, () -> {
                parts();
                long before = ppo.steps();
                double seconds = seconds(() -> ppo.improve(0.5));
                return (ppo.steps() - before) / seconds;
            });
        }
    }

    /** Of processor time of this thread. */
    private static double seconds(Runnable job) {
        var clock = ManagementFactory.getThreadMXBean();
        long start = clock.getCurrentThreadCpuTime();
        job.run();
        return (clock.getCurrentThreadCpuTime() - start) / 1e9;
    }
}
