package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.undermine.env.Scenario;
import org.undermine.env.Systems;
import org.undermine.env.mdp.RatioMdp;
import org.undermine.env.mdp.formats.Format;
import org.undermine.env.mdp.formats.NumericMdp;
import org.undermine.env.mdp.formats.RandomNumericMdp;

/** Processes of any shape, and what comes back from files. */
class AnywhereTest {
    private static final double EPSILON = 1e-8;
    private static final int STATES = 300;

    @TempDir
    private Path folder;

    static Stream<Scenario> scenarios() {
        return Systems.all().stream()
                .flatMap(entry ->
                        Scenario.spaces(entry.name()).stream().map(s -> Scenario.of(entry.name(), Map.of("space", s))));
    }

    /** At the largest cutoff with few states, else the least. */
    private static Study study(Scenario scenario) {
        Study last = null;
        for (int cutoff = scenario.leastCutoff(); cutoff <= scenario.leastCutoff() + 4; cutoff++) {
            Study study = Study.small(scenario.withCutoff(cutoff), STATES);
            if (study == null) break;
            last = study;
        }
        return last;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_model_that_was_a_file_has_the_same_optimum(Scenario scenario) throws IOException {
        Study study = study(scenario);
        if (study == null) return; // no cutoff is small
        RatioMdp mdp = study.at(0.35, 0.5);
        Optimum optimum = Solver.optimum(mdp, EPSILON);
        var model = NumericMdp.of(mdp, study.compiled().model().actions());
        for (Format format : Format.values()) {
            Path file = folder.resolve(format == Format.PRISM ? "model.tra" : "model." + format);
            format.write(model, file);
            var reached = Format.read(file).ratio(NumericMdp.REWARD, NumericMdp.PROGRESS);
            var answer = Anywhere.optimum(reached.mdp(), EPSILON);
            assertTrue(answer.upper() - answer.lower() <= EPSILON);
            assertEquals(optimum.lower(), answer.lower(), EPSILON, format + " of " + scenario);
            assertTrue(
                    answer.lower() <= optimum.upper() && optimum.lower() <= answer.upper(), format + " of " + scenario);
        }
    }

    @Test
    void bounds_hold_the_best_of_all_policies_or_it_is_said_why_there_is_none() {
        compare(0, 400);
    }

    @Test
    @Tag("slow")
    void bounds_hold_the_best_of_all_policies_for_ten_thousand_processes() {
        compare(1_000_000, 10_000);
    }

    private static void compare(long from, int count) {
        int[] seen = new int[4];
        for (long seed = from; seed < from + count; seed++) {
            RatioMdp mdp = RandomNumericMdp.of(seed, 6)
                    .ratio(NumericMdp.REWARD, NumericMdp.PROGRESS)
                    .mdp();
            var all = new AllPolicies(mdp);
            String message = "seed " + seed;
            if (all.standsStill()) {
                seen[0]++;
                assertRefused(mdp, "can stand still for ever", message);
            } else if (!all.certain()) {
                seen[1]++;
                assertRefused(mdp, "chance decides", message);
            } else {
                var answer = Anywhere.optimum(mdp, EPSILON);
                seen[answer.components() > 1 ? 2 : 3]++;
                assertTrue(
                        answer.lower() <= all.best() + 1e-12 && all.best() <= answer.upper() + 1e-12,
                        message + ": " + all.best() + " " + answer);
                assertTrue(answer.upper() - answer.lower() <= EPSILON, message);
                assertEquals(all.best(), all.worst(s -> mdp.table().choice(s, answer.policy()[s])), EPSILON, message);
            }
        }
        for (int n : seen) assertTrue(n > count / 50, "every shape is seen: " + Arrays.toString(seen));
    }

    private static void assertRefused(RatioMdp mdp, String why, String message) {
        String said = assertThrows(IllegalArgumentException.class, () -> Anywhere.optimum(mdp, EPSILON), message)
                .getMessage();
        assertTrue(said.contains(why), message + ": " + said);
    }
}
