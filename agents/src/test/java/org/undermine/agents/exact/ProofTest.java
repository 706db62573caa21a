package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.undermine.agents.Policies;
import org.undermine.env.Scenario;

/** What policies that are not the best are proved to earn, and searches that start from them. */
class ProofTest {
    private static final double[][] POINTS = {{0, 0}, {0.2, 0.5}, {0.4, 0}, {0.45, 0.9}, {0.7, 0.5}, {1, 1}};
    private static final double EPSILON = 1e-6;
    private static final double CLOSE = 1e-8;

    @TempDir
    private Path folder;

    private static List<Scenario> scenarios() {
        return List.of(
                Scenario.of("nakamoto", Map.of("cutoff", 8)),
                Scenario.of("nakamoto", Map.of("cutoff", 6, "space", "free", "own", "ignored")),
                Scenario.of("parallel", Map.of("cutoff", 4, "k", 2)),
                Scenario.of("ethereum-byzantium", Map.of("cutoff", 3)));
    }

    @Test
    void the_checker_accepts_what_every_named_policy_earns_and_no_more() throws Exception {
        Path file = folder.resolve("proof.json");
        for (Scenario scenario : scenarios()) {
            Study study = Study.of(scenario, states -> {});
            for (String name : Policies.names(scenario))
                for (double[] at : POINTS) {
                    String what = scenario + " " + name + " at " + at[0] + ", " + at[1];
                    var agent = Policies.named(scenario, name);
                    Result proof = study.proof(study.actions(agent), at[0], at[1], EPSILON);
                    double value = study.value(agent, at[0], at[1]);
                    assertEquals(value, proof.optimum().lower(), CLOSE, what);
                    assertTrue(proof.optimum().lower() <= value + 1e-12, what);
                    assertTrue(proof.optimum().upper() - proof.optimum().lower() <= proof.epsilon(), what);
                    ResultFile.write(proof, file);
                    assertTrue(Checker.check(file).size() >= 2, what);
                    ResultFile.Policy read = ResultFile.policy(file);
                    assertArrayEquals(proof.optimum().policy(), study.actions(read), what);
                    if (value == 0 || value == 1) continue;
                    raise(file, 1e-7);
                    assertThrows(Checker.Refused.class, () -> Checker.check(file), what);
                }
        }
    }

    private static void raise(Path file, double by) throws Exception {
        var json = new ObjectMapper();
        var node = (ObjectNode) json.readTree(file.toFile());
        ObjectNode optimum = node.withObject("/optimum");
        optimum.put("lower", optimum.get("lower").doubleValue() + by);
        String zeros = "0".repeat(64);
        String text = json.writeValueAsString(node.put("sha256", zeros));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        Files.writeString(file, text.replace(zeros, HexFormat.of().formatHex(hash)));
    }

    @Test
    void where_a_search_starts_changes_no_bound() {
        for (Scenario scenario : scenarios()) {
            Study study = Study.of(scenario, states -> {});
            for (long seed = 1; seed <= 3; seed++) {
                int[] start = anything(study, new Random(seed));
                for (double[] at : POINTS) {
                    String what = scenario + " at " + at[0] + ", " + at[1] + ", seed " + seed;
                    Result cold = study.attack(at[0], at[1], EPSILON);
                    Result warm = study.attack(at[0], at[1], EPSILON, start);
                    assertTrue(warm.optimum().upper() - warm.optimum().lower() <= EPSILON, what);
                    assertTrue(warm.optimum().lower() <= cold.optimum().upper(), what);
                    assertTrue(cold.optimum().lower() <= warm.optimum().upper(), what);
                }
            }
        }
    }

    private static int[] anything(Study study, Random random) {
        var table = study.compiled().table();
        int[] actions = new int[table.states()];
        for (int s = 0; s < actions.length; s++) {
            int first = table.firstChoice()[s];
            actions[s] = table.action()[first + random.nextInt(table.firstChoice()[s + 1] - first)];
        }
        return actions;
    }

    @Test
    void a_search_from_the_best_policy_is_short() {
        Study study = Study.of(Scenario.of("nakamoto", Map.of("cutoff", 20)), states -> {});
        for (double[] at : new double[][] {{0.35, 0.5}, {0.4, 0}, {0.6, 0.5}}) {
            Result cold = study.attack(at[0], at[1], EPSILON);
            Result warm = study.attack(at[0], at[1], EPSILON, cold.optimum().policy());
            assertTrue(warm.sweeps() < 0.7 * cold.sweeps(), warm.sweeps() + " and " + cold.sweeps());
        }
    }

    @Test
    void a_policy_of_another_model_is_refused() {
        Study study = Study.of(Scenario.of("nakamoto", Map.of("cutoff", 8)), states -> {});
        int[] adopts = new int[study.compiled().table().states()];
        assertThrows(IllegalStateException.class, () -> study.proof(adopts, 0.3, 0.5, EPSILON));
        int[] good = study.actions(Policies.named(study.scenario(), "sm1"));
        assertThrows(IllegalArgumentException.class, () -> study.proof(good, 0.3, 0.5, 0));
    }
}
