package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.undermine.env.Scenario;

/** Tries to make the checker believe what is not true. */
class CheckerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Study study;
    private Result result;
    private Path file;

    @BeforeEach
    void an_honest_file() throws IOException {
        study = Study.of(Scenario.of("nakamoto", Map.of("cutoff", 12)), states -> {});
        result = study.attack(0.4, 0.5, 1e-6);
        file = folder.resolve("result.json");
        ResultFile.write(result, file);
    }

    @Test
    void accepts_what_attack_writes() throws Exception {
        assertEquals(3, Checker.check(file).size());
        for (var options : new Map<?, ?>[] {
            Map.of("space", "free", "cutoff", 8),
            Map.of("space", "fc16", "cutoff", 30),
            Map.of("space", "aft20", "cutoff", 9),
            Map.of("space", "withholding", "cutoff", 6, "objective", "time"),
            Map.of("space", "aft20", "cutoff", 6, "objective", "time"),
            Map.of("space", "withholding", "cutoff", 6, "objective", "orphaned"),
            Map.of("space", "fc16", "cutoff", 7, "objective", "double-spend", "confirmations", 2, "value", "6.3")
        })
            for (double[] at : new double[][] {{0, 0}, {0.1, 1}, {1.0 / 3, 0.5}, {0.45, 0}, {0.7, 0.3}, {1, 1}}) {
                @SuppressWarnings("unchecked")
                var scenario = Scenario.of("nakamoto", (Map<String, ?>) options);
                ResultFile.write(Study.of(scenario, s -> {}).attack(at[0], at[1], 1e-9), file);
                assertTrue(Checker.check(file).size() >= 2, scenario + " " + at[0] + " " + at[1]);
            }
    }

    @Test
    void refuses_a_file_that_was_changed_in_any_byte() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        var random = new Random(1);
        for (int i = 0; i < 300; i++) {
            byte[] changed = bytes.clone();
            int at = random.nextInt(bytes.length);
            changed[at] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, changed);
            assertThrows(Exception.class, () -> Checker.check(file), "seed 1, change " + i + " at byte " + at);
        }
    }

    @Test
    void refuses_a_file_cut_off_and_one_that_is_something_else() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 100, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            var e = assertThrows(IllegalArgumentException.class, () -> Checker.check(file));
            assertEquals(1, e.getMessage().lines().count());
        }
        for (String other : new String[] {"{}", "[]", "null", "7", "not json", "{\"undermine\": 1}"}) {
            Files.writeString(file, other);
            assertThrows(IllegalArgumentException.class, () -> Checker.check(file));
        }
    }

    @Test
    void refuses_false_claims_under_a_fresh_hash() throws Exception {
        double[] visits = study.visits(result.optimum().policy(), 0.4, 0.5);
        int often = 0;
        for (int s = 0; s < visits.length; s++) if (visits[s] > visits[often]) often = s;
        int state = often;
        refused("lower raised", json -> raise(json.withObject("/optimum"), "lower", 1e-4));
        refused("lower raised within epsilon", json -> raise(json.withObject("/optimum"), "lower", 1e-9));
        refused("upper lowered", json -> raise(json.withObject("/optimum"), "upper", -1e-6));
        refused("ceiling lowered", json -> raise(json, "ceiling", -1e-4));
        refused(
                "ceiling of the optimum",
                json -> json.put("ceiling", result.optimum().lower()));
        refused("alpha", json -> raise(json, "alpha", 0.01));
        refused("alpha less", json -> raise(json, "alpha", -0.01));
        refused("gamma", json -> raise(json, "gamma", 0.01));
        refused("honest", json -> raise(json, "honest", 1e-6));
        refused("epsilon", json -> json.put("epsilon", 1e-8));
        refused("states", json -> raise(json.withObject("/model"), "states", 1));
        refused("another cutoff", json -> json.withObject("/attack").put("cutoff", 13));
        refused("another space", json -> json.withObject("/attack").put("space", "fc16"));
        for (String other : new String[] {"time", "orphaned", "double-spend"})
            refused("objective " + other, json -> json.withObject("/attack").put("objective", other));
        for (String h : new String[] {"below", "above"})
            for (double by : new double[] {1, -1})
                refused(h + " moved by " + by, json -> {
                    var array = (ArrayNode) json.at("/certificate/" + h);
                    array.set(state, DoubleNode.valueOf(array.get(state).doubleValue() + by));
                });
        refused("short potential", json -> ((ArrayNode) json.at("/certificate/above")).remove(0));
        refused("potential that is no number", json -> ((ArrayNode) json.at("/certificate/above")).set(0, "NaN"));
        refused("an action that loses", json -> spoil(json, visits));
        refused(
                "an action that is not allowed",
                json -> ((ArrayNode) json.at("/policy/action")).set(state, IntNode.valueOf(9)));
    }

    /** Adopts, or overrides, where the policy waits most often. */
    private void spoil(ObjectNode json, double[] visits) {
        int worst = -1;
        for (int s = 0; s < visits.length; s++)
            if (result.optimum().policy()[s] == 3
                    && study.compiled().table().choice(s, 1) >= 0
                    && (worst < 0 || visits[s] > visits[worst])) worst = s;
        ((ArrayNode) json.at("/policy/action")).set(worst, IntNode.valueOf(1));
    }

    private static void raise(ObjectNode json, String name, double by) {
        if (json.get(name).isInt()) json.put(name, json.get(name).intValue() + (int) by);
        else json.put(name, json.get(name).doubleValue() + by);
    }

    private void refused(String what, Consumer<ObjectNode> edit) throws Exception {
        ResultFile.write(result, file);
        var json = (ObjectNode) JSON.readTree(file.toFile());
        edit.accept(json);
        rehash(json);
        var e = assertThrows(Checker.Refused.class, () -> Checker.check(file), what);
        assertEquals(1, e.getMessage().lines().count(), what);
    }

    private void rehash(ObjectNode json) throws Exception {
        String zeros = "0".repeat(64);
        json.put("sha256", zeros);
        String text = JSON.writeValueAsString(json);
        var sha = MessageDigest.getInstance("SHA-256");
        String hash = HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        Files.writeString(file, text.replace(zeros, hash));
    }

    @Test
    void arrays_beside_a_file_are_checked_like_those_in_it() throws Exception {
        ResultFile.write(result, file, 0);
        Path arrays = beside();
        assertEquals(3, Checker.check(file).size());
        assertArrayEquals(result.optimum().policy(), ResultFile.policy(file).actions());

        byte[] bytes = Files.readAllBytes(arrays);
        bytes[bytes.length / 2] ^= 1;
        Files.write(arrays, bytes);
        assertThrows(Checker.Refused.class, () -> Checker.check(file));
        Files.delete(arrays);
        assertThrows(IOException.class, () -> Checker.check(file));

        ResultFile.write(result, file, 0);
        assertRefusedBeside(
                "/certificate/above",
                json -> json.put("offset", json.get("offset").asLong() + 8));
        assertRefusedBeside(
                "/certificate/below",
                json -> json.put("length", json.get("length").asLong() - 1));
        assertRefusedBeside(
                "/policy/action", json -> json.put("offset", json.get("offset").asLong() + 4));
    }

    private Path beside() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*.arrays")) {
            return files.iterator().next();
        }
    }

    private void assertRefusedBeside(String array, Consumer<ObjectNode> edit) throws Exception {
        ResultFile.write(result, file, 0);
        var json = (ObjectNode) JSON.readTree(file.toFile());
        edit.accept((ObjectNode) json.at(array));
        rehash(json);
        assertThrows(Checker.Refused.class, () -> Checker.check(file), array);
    }

    @Test
    void a_new_result_replaces_all_of_the_old_one_and_half_a_one_nothing() throws Exception {
        ResultFile.write(result, file, 0);
        byte[] old = Files.readAllBytes(beside());
        Files.write(folder.resolve("result.json." + "0".repeat(16) + ".arrays"), new byte[9]); // killed before the JSON
        Files.write(folder.resolve(".result.json.12345"), new byte[9]); // killed before that
        assertEquals(3, Checker.check(file).size());

        ResultFile.write(study.attack(0.3, 0.5, 1e-6), file, 0);
        assertEquals(3, Checker.check(file).size());
        assertFalse(Arrays.equals(old, Files.readAllBytes(beside())));
        ResultFile.write(result, file);
        try (var files = Files.list(folder)) {
            assertEquals(0, files.filter(f -> f.toString().endsWith(".arrays")).count());
        }
    }

    @Test
    void a_fresh_hash_alone_is_no_offence() throws Exception {
        rehash((ObjectNode) JSON.readTree(file.toFile()));
        assertEquals(3, Checker.check(file).size());
    }
}
