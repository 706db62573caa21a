package org.undermine.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.VectorEnv.Autoreset;

class VectorEnvTest {
    private static final int STEPS = 400;

    private static VectorEnv.Course course(String protocol, String space) {
        Scenario scenario = Scenario.of(protocol, Map.of("space", space, "cutoff", 6));
        return new VectorEnv.Course(
                scenario.maker(),
                new Share("alpha", new double[] {0.2, 0.45}, true),
                new Share("gamma", new double[] {0, 0.5, 1}, false),
                Learn.RATIO,
                10);
    }

    /** What environment {@code i} shows in its first steps, seeded with 3 and playing by what it sees alone. */
    private static List<String> played(VectorEnv envs, int i) {
        var shown = new ArrayList<String>();
        Columns shows = envs.columns();
        envs.reset(3);
        int[] actions = new int[shows.n];
        while (shown.size() < STEPS) {
            boolean starts =
                    shows.ended[i] != Columns.RUNNING && shows.lastLengths.length == 0; // a step that only resets
            for (int e = 0; e < shows.n; e++)
                actions[e] = (int) (Math.abs(7 * shows.progress[e] + shows.lengths[e]) % shows.a);
            envs.step(actions, true);
            if (starts) continue;
            boolean over = shows.ended[i] != Columns.RUNNING && shows.lastLengths.length > 0;
            float[] seen = over ? shows.lastObservations : shows.observations;
            shown.add(actions[i] + " " + shows.rewards[i] + " " + shows.ended[i] + " "
                    + (over ? shows.lastEarned[i] : shows.earned[i])
                    + Arrays.toString(Arrays.copyOfRange(seen, i * shows.k, (i + 1) * shows.k)));
        }
        return shown;
    }

    @ParameterizedTest
    @CsvSource({"nakamoto, withholding", "nakamoto, fc16", "parallel, withholding"})
    void what_one_does_depends_on_seed_and_number_alone(String protocol, String space) {
        var course = course(protocol, space);
        for (int i : new int[] {0, 6}) {
            List<String> expected = null;
            for (int n : new int[] {i + 1, 7, 60})
                for (int threads : new int[] {1, 2})
                    for (var autoreset : new Autoreset[] {Autoreset.NEXT_STEP, Autoreset.SAME_STEP})
                        try (var envs = new VectorEnv(course, n, autoreset, threads)) {
                            List<String> shown = played(envs, i);
                            if (expected == null) expected = shown;
                            assertEquals(
                                    expected,
                                    shown,
                                    "number " + i + " of " + n + ", " + threads + " threads, " + autoreset);
                        }
        }
    }

    /** Long enough for what is too little memory to be given up. */
    @ParameterizedTest
    @CsvSource({"20000, 1", "10000000, 2"})
    void what_is_remembered_changes_nothing(long memory, int threads) {
        int n = 70;
        var rules = course("parallel", "withholding");
        var remembers = new VectorEnv.Course(
                Scenario.of("parallel", Map.of("cutoff", 6)).rememberer(memory),
                rules.alpha(),
                rules.gamma(),
                rules.learn(),
                rules.horizon());
        try (var expected = new VectorEnv(rules, n, Autoreset.NEXT_STEP, 1);
                var actual = new VectorEnv(remembers, n, Autoreset.NEXT_STEP, threads)) {
            expected.reset(3);
            actual.reset(3);
            int[] actions = new int[n];
            for (int t = 0; t < 1_200; t++) {
                for (int i = 0; i < n; i++) actions[i] = (int) (t * 7L + i * 5L + t * (long) i) % expected.columns().a;
                expected.step(actions, true);
                actual.step(actions.clone(), false);
                assertArrayEquals(expected.columns().observations, actual.columns().observations, "step " + t);
                assertArrayEquals(expected.columns().masks, actual.columns().masks, "step " + t);
                assertArrayEquals(expected.columns().rewards, actual.columns().rewards, "step " + t);
                assertArrayEquals(expected.columns().ratios, actual.columns().ratios, "step " + t);
            }
        }
    }

    @Test
    void two_of_them_differ_and_so_do_seeds() {
        try (var envs = new VectorEnv(course("nakamoto", "withholding"), 2, Autoreset.NEXT_STEP, 1)) {
            assertNotEquals(played(envs, 0), played(envs, 1));
            envs.reset(3);
            double alpha = envs.columns().alphas[0];
            envs.reset(4);
            assertNotEquals(alpha, envs.columns().alphas[0]);
            envs.reset(3);
            assertEquals(alpha, envs.columns().alphas[0]);
        }
    }

    @Test
    void an_illegal_action_is_refused_before_anything_happens() {
        try (var envs = new VectorEnv(course("nakamoto", "withholding"), 3, Autoreset.NEXT_STEP, 1)) {
            envs.reset(1);
            int[] actions = {3, 0, 3};
            var refused = assertThrows(IllegalArgumentException.class, () -> envs.step(actions, false));
            assertEquals("environment 1: action 0 (adopt) is not legal now; allowed: 3 (wait)", refused.getMessage());
            assertEquals(0, envs.columns().lengths[0]);
            var unknown = assertThrows(IllegalArgumentException.class, () -> envs.step(new int[] {3, 3, 99}, true));
            assertTrue(unknown.getMessage().startsWith("environment 2: action 99 "), unknown.getMessage());
        }
    }

    @Test
    void disabled_waits_to_be_reset() {
        try (var envs = new VectorEnv(course("nakamoto", "withholding"), 2, Autoreset.DISABLED, 1)) {
            Columns shows = envs.columns();
            assertThrows(IllegalStateException.class, () -> envs.step(new int[2], true));
            envs.reset(1);
            while (shows.ended[0] == Columns.RUNNING && shows.ended[1] == Columns.RUNNING) envs.step(new int[2], true);
            int over = shows.ended[0] == Columns.RUNNING ? 1 : 0;
            var refused = assertThrows(IllegalStateException.class, () -> envs.step(new int[2], true));
            assertEquals("environment " + over + ": the episode is over; reset first", refused.getMessage());
            byte[] how = new byte[2];
            how[over] = VectorEnv.Reset.NEXT;
            int other = shows.lengths[1 - over];
            envs.reset(how, new long[2]);
            assertEquals(0, shows.lengths[over]);
            assertEquals(other, shows.lengths[1 - over]);
        }
    }
}
