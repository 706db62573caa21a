package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Compiler;
import org.undermine.env.mdp.Objective;

/**
 * The bound that protocols declare which keep pace: verified state by state, beside optima, and wrong ones refused. The
 * slow part: {@code mvn test -pl agents -am -Dgroups=slow -DexcludedGroups= -Dtest=PaceTest
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class PaceTest {
    private static final double[][] POINTS = {{0.1, 1}, {0.45, 0.5}};
    private static final double[][] MORE = {{0, 0}, {0.1, 1}, {1.0 / 3, 0.5}, {0.45, 0}, {0.499, 0.7}};

    @TempDir
    Path folder;

    private static Scenario scenario(String protocol, Object... options) {
        var typed = new TreeMap<String, Object>();
        for (int i = 0; i < options.length; i += 2) typed.put((String) options[i], options[i + 1]);
        return Scenario.of(protocol, typed);
    }

    /** Every protocol and scheme that declares it, with k = 2 on a window of so many blocks, and k = 3 with forks one shorter. */
    private static List<Scenario> pacing(int window) {
        var all = new ArrayList<Scenario>();
        for (String rewards : List.of(
                "simple-parallel constant",
                "tree-parallel constant discount punish hybrid",
                "dag-parallel constant discount",
                "tailstorm constant discount punish hybrid")) {
            String[] words = rewards.split(" ");
            for (int i = 1; i < words.length; i++) {
                all.add(scenario(words[0], "k", 2, "reward", words[i], "space", "free", "cutoff", window));
                all.add(scenario(words[0], "k", 3, "reward", words[i], "space", "withholding", "cutoff", window - 1));
            }
        }
        all.add(scenario("simple-parallel", "k", 2, "space", "free", "own", "considered", "cutoff", window + 1));
        all.add(scenario("tailstorm", "k", 2, "space", "withholding", "cutoff", window, "defenders", "one"));
        return all;
    }

    private static void holds(List<Scenario> scenarios, double[][] points) throws Checker.Refused {
        for (Scenario scenario : scenarios) {
            Study study = Study.of(scenario, states -> {});
            for (double[] at : points) {
                Checker.verify(study.compiled(), at[0], at[1], scenario.objective());
                double ceiling = scenario.plainCeiling(at[0]);
                assertEquals(at[0] / (1 - at[0]), ceiling, 1e-11);
                assertTrue(study.attack(at[0], at[1], 1e-4).optimum().lower() <= ceiling, scenario + " " + at[0]);
            }
        }
    }

    @Test
    void what_is_declared_holds_in_every_state_and_above_every_optimum() throws Exception {
        holds(pacing(4), POINTS);
    }

    @Test
    @Tag("slow")
    void and_on_larger_windows_at_more_points() throws Exception {
        holds(pacing(5), MORE);
        holds(List.of(scenario("tailstorm", "k", 2, "space", "withholding", "cutoff", 12)), MORE);
    }

    @Test
    void with_k_of_one_it_is_nakamotos_ceiling_where_defenders_lose_all_ties() {
        double ceiling = scenario("simple-parallel", "k", 1).plainCeiling(0.2);
        Result nakamoto =
                Study.of(scenario("nakamoto", "cutoff", 15), states -> {}).attack(0.2, 1, 1e-8);
        assertEquals(ceiling, nakamoto.ceilingRatio(), 1e-6);
        double before = 0;
        for (int limit : new int[] {4, 8, 15}) {
            Study study = Study.of(scenario("simple-parallel", "k", 1, "cutoff", limit), states -> {});
            double best = study.attack(0.2, 1, 1e-8).optimum().lower();
            assertTrue(best > before && best <= ceiling, limit + ": " + best);
            before = best;
        }
        assertEquals(ceiling, before, 1e-6);
    }

    @Test
    void a_lower_bound_is_refused_and_so_is_the_same_for_protocols_that_do_not_keep_pace() throws Exception {
        var pacing = Compiler.compile(scenario("tailstorm", "k", 2, "cutoff", 5).mdp());
        refused(() -> Checker.verify(pacing, 0.35, 0.5, Objective.PROGRESS, 0.35 / 0.65 - 1e-9));
        for (var other : List.of(
                scenario("parallel", "k", 2, "cutoff", 4),
                scenario("simple-parallel", "k", 2, "reward", "block", "cutoff", 5))) {
            assertTrue(Double.isNaN(other.plainCeiling(0.35)));
            var compiled = Compiler.compile(other.mdp());
            refused(() -> Checker.verify(compiled, 0.35, 0.5, Objective.PROGRESS, 0.35 / 0.65 + 1e-9));
        }
    }

    private static void refused(org.junit.jupiter.api.function.Executable claim) {
        assertNotNull(assertThrows(Checker.Refused.class, claim).getMessage());
    }

    @Test
    void a_result_states_it_and_its_checker_proves_it() throws Exception {
        Result result = Study.of(scenario("tailstorm", "k", 2, "cutoff", 5), states -> {})
                .attack(0.35, 0.5, 1e-6);
        assertEquals(0.35 / 0.65, result.summary().path("ceiling").asDouble(), 1e-11);
        Path file = folder.resolve("result.json");
        ResultFile.write(result, file);
        assertEquals(3, Checker.check(file).size());
        assertTrue(new ObjectMapper()
                .readTree(file.toFile())
                .path("certificate")
                .path("ceiling")
                .isMissingNode());
        for (var none : Map.of("objective", "relative", "reward", "block").entrySet())
            assertTrue(Double.isNaN(
                    scenario("simple-parallel", none.getKey(), none.getValue()).plainCeiling(0.35)));
    }
}
