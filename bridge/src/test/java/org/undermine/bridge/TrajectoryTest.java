package org.undermine.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.env.Columns;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.Scenario;
import org.undermine.env.Share;
import org.undermine.env.VectorEnv;
import org.undermine.env.VectorEnv.Autoreset;

/** Java plays the trajectories that Python recorded: see {@code bridge/python/tests/trajectories.py}. */
class TrajectoryTest {
    private static final Path RECORDED = Path.of("python/tests/recordings/trajectories.csv");
    private static final long SEED = 789974133212406140L; // what numpy's generator of seed 3 says first, below 2^63
    private static final Share HALF = new Share("gamma", new double[] {0.5}, false);
    private static final Share FIXED = new Share("alpha", new double[] {0.4}, false);

    private static VectorEnv.Course course(String name) {
        return switch (name) {
            case "rules", "table" -> {
                var scenario = Scenario.of("nakamoto", name.equals("table") ? Map.of("cutoff", 8) : Map.of());
                yield new VectorEnv.Course(
                        name.equals("table") ? scenario.walker() : scenario.rememberer(),
                        new Share("alpha", new double[] {0.2, 0.45}, true),
                        new Share("gamma", new double[] {0, 0.5, 1}, false),
                        Learn.RATIO,
                        10);
            }
            case "votes" ->
                new VectorEnv.Course(
                        Scenario.of("parallel", Map.of("k", 3)).rememberer(), FIXED, HALF, Learn.TERMINATION, 12);
            default ->
                new VectorEnv.Course(
                        Scenario.of("tailstorm", Map.of("k", 2)).rememberer(), FIXED, HALF, Learn.EPISODE, 12);
        };
    }

    @ParameterizedTest
    @CsvSource({"rules, 7, 1", "rules, 1024, 2", "table, 7, 2", "votes, 7, 1", "votes, 64, 2", "episode, 7, 1"})
    void java_repeats_the_recording(String name, int n, int threads) throws IOException {
        try (var envs = new VectorEnv(course(name), n, Autoreset.NEXT_STEP, threads)) {
            Columns shows = envs.columns();
            int[] steps = new int[n];
            int[] actions = new int[n];
            var rows = List.of(new ArrayList<double[]>(), new ArrayList<double[]>());
            int[] numbers = {0, 5};
            List<double[]> first = recorded(name, 0);
            assertFalse(first.isEmpty());
            envs.reset(SEED);
            while (rows.get(0).size() < first.size() || rows.get(1).size() < first.size()) {
                byte[] before = shows.ended.clone();
                for (int i = 0; i < n; i++) actions[i] = action(shows, i, steps[i]);
                envs.step(actions, false);
                for (int i = 0; i < n; i++) if (before[i] == Columns.RUNNING) steps[i]++;
                for (int j = 0; j < 2; j++)
                    if (before[numbers[j]] == Columns.RUNNING)
                        rows.get(j).add(row(shows, numbers[j], actions[numbers[j]]));
            }
            for (int j = 0; j < 2; j++) {
                List<double[]> expected = recorded(name, numbers[j]);
                for (int t = 0; t < expected.size(); t++)
                    assertEquals(
                            Arrays.toString(expected.get(t)),
                            Arrays.toString(rows.get(j).get(t)),
                            "environment " + numbers[j] + ", step " + t);
            }
        }
    }

    private static int action(Columns shows, int i, int step) {
        if (shows.ended[i] != Columns.RUNNING) return 0;
        int[] legal = java.util.stream.IntStream.range(0, shows.a)
                .filter(action -> shows.masks[i * shows.a + action] != 0)
                .toArray();
        return legal[step % legal.length];
    }

    private static double[] row(Columns shows, int i, int action) {
        double[] row = new double[3 + shows.k];
        row[0] = action;
        row[1] = shows.rewards[i];
        row[2] = shows.ended[i];
        for (int f = 0; f < shows.k; f++) row[3 + f] = shows.observations[i * shows.k + f];
        return row;
    }

    private static List<double[]> recorded(String name, int number) throws IOException {
        return Files.readAllLines(RECORDED).stream()
                .map(line -> line.split(","))
                .filter(row -> row[0].equals(name) && row[1].equals(Integer.toString(number)))
                .map(row -> Arrays.stream(row)
                        .skip(2)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }
}
