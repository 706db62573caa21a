package org.undermine.agents.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Feature;

class AgentFileTest {
    private final Random random = new Random(1);
    private final Scenario scenario = Scenario.of("nakamoto", Map.of("cutoff", 7));
    private final Env env = scenario.env(0.4, 0.25);
    private final NetworkAgent agent = agent(env);
    private final Training training = new Training(
            "dqn",
            "none",
            "ratio",
            0,
            -5,
            1_000_000_007L,
            59.5,
            List.of(new Training.Point(1.5, 100, 0.4), new Training.Point(3, 200, 0.1 + 0.2)));
    private final AgentFile written =
            new AgentFile(scenario, Span.of(0.4), Span.of(0.25), env.actions(), agent, training);

    @TempDir
    private Path folder;

    private Path file;

    private NetworkAgent agent(Env env) {
        int[] sizes = {2 * env.features().size(), 9, env.actions().size()};
        float[] parameters = new float[FloatNetwork.count(sizes)];
        for (int i = 0; i < parameters.length; i++) parameters[i] = (float) random.nextGaussian();
        return new NetworkAgent(env.features(), new FloatNetwork(FloatNetwork.Activation.TANH, sizes, parameters));
    }

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("my agent.zip");
        written.write(file);
    }

    @Test
    void is_read_as_it_was_written() throws IOException {
        AgentFile read = AgentFile.read(file);
        assertEquals(scenario, read.scenario());
        assertEquals(Span.of(0.4), read.alpha());
        assertEquals(Span.of(0.25), read.gamma());
        assertEquals(env.actions(), read.actions());
        assertEquals(training, read.training());
        assertEquals(env.features(), read.agent().features());
        FloatNetwork network = ((NetworkAgent) read.agent()).network();
        assertArrayEquals(agent.network().sizes(), network.sizes());
        assertEquals(agent.network().activation(), network.activation());
        assertArrayEquals(agent.network().parameters(), network.parameters());
        assertEquals(read.agent(), read.in(env, 0.3, 0.3));
    }

    @Test
    void writing_again_gives_the_same_bytes_and_leaves_nothing_else() throws IOException {
        byte[] before = Files.readAllBytes(file);
        AgentFile.read(file).write(file);
        assertArrayEquals(before, Files.readAllBytes(file));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void any_changed_byte_is_noticed() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            refused(damaged);
        }
    }

    @Test
    void a_file_cut_off_or_with_something_after_it_is_noticed() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length += 1 + random.nextInt(20))
            refused(Arrays.copyOf(bytes, length));
        refused(Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Test
    void other_files_are_refused() throws IOException {
        refused("{\"undermine\": \"0.1.0\"}".getBytes());
        refused(SealedZip.pack(Map.of("readme.txt", new byte[3])));
        refused(SealedZip.pack(Map.of("description.json", "{}".getBytes(), "parameters.f32", new byte[8])));
        refused(SealedZip.pack(
                Map.of("description.json", "{\"format\": 2}".getBytes(), "parameters.f32", new byte[8])));
        refused(SealedZip.pack(
                Map.of("description.json", "{\"format\": 3}".getBytes(), "parameters.f32", new byte[8])));
        refused(SealedZip.pack(Map.of("description.json", "[".getBytes(), "parameters.f32", new byte[8])));
    }

    /** A seal made anew makes no nonsense true: it is refused in one line, whatever stands where. */
    @Test
    void a_description_with_anything_else_in_it_is_refused() throws IOException {
        var json = new ObjectMapper();
        Map<String, byte[]> entries = SealedZip.unpack(file);
        var good = (ObjectNode) json.readTree(entries.get("description.json"));
        refused(good.deepCopy().put("undermine", "9.9.9"), entries);
        for (String name : names(good)) {
            ObjectNode without = good.deepCopy();
            without.remove(name);
            refused(without, entries);
            for (String other : List.of("null", "true", "\"x\"", "[1,{}]", "{\"a\":[]}", "-7", "1e300", "[null]")) {
                ObjectNode edited = good.deepCopy();
                edited.set(name, json.readTree(other));
                refused(edited, entries);
            }
        }
        for (String path : List.of("/network/sizes", "/network/activation", "/training/curve", "/training/agent"))
            for (String other : List.of("null", "{\"a\":[]}", "[-7]", "[null]", "[1e300]")) {
                ObjectNode edited = good.deepCopy();
                int slash = path.lastIndexOf('/');
                ((ObjectNode) edited.at(path.substring(0, slash))).set(path.substring(slash + 1), json.readTree(other));
                refused(edited, entries);
            }
    }

    private static List<String> names(ObjectNode node) {
        var names = new java.util.ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void refused(ObjectNode description, Map<String, byte[]> entries) throws IOException {
        byte[] written = description.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try {
            refused(SealedZip.pack(
                    Map.of("description.json", written, "parameters.f32", entries.get("parameters.f32"))));
        } catch (Throwable e) {
            throw new AssertionError(description.toString(), e);
        }
    }

    private void refused(byte[] bytes) throws IOException {
        Path other = folder.resolve("other.zip");
        Files.write(other, bytes);
        var refusal = assertThrows(IllegalArgumentException.class, () -> AgentFile.read(other));
        assertTrue(refusal.getMessage().startsWith(other.toString()), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
    }

    @Test
    void a_table_is_read_as_it_was_written() throws IOException {
        float[] seen = {0, 0, 0, 0, 0, 1, 0, 1, 0, 1};
        float[] values = {0, -1, TableAgent.UNKNOWN, -2.5f, TableAgent.UNKNOWN, 3, 0, 0};
        var table = new TableAgent(env.features(), 4, seen, values);
        new AgentFile(scenario, Span.of(0.4), Span.of(0.25), env.actions(), table, training).write(file);
        var read = AgentFile.read(file).agent();
        assertEquals(table, read);
        assertEquals(1, read.act(new float[] {1, 0, 1, 0, 1}, new boolean[] {true, true, true, false}));
        assertEquals(0, read.act(new float[] {1, 0, 1, 0, 1}, new boolean[] {true, false, false, false}));
        assertEquals(2, read.act(new float[] {9, 9, 9, 9, 9}, new boolean[] {false, false, true, true}));
        refusedTables(SealedZip.unpack(file));
    }

    private void refusedTables(Map<String, byte[]> entries) throws IOException {
        byte[] numbers = entries.get("parameters.f32");
        byte[] said = entries.get("description.json");
        refused(SealedZip.pack(
                Map.of("description.json", said, "parameters.f32", Arrays.copyOf(numbers, numbers.length - 4))));
        var twice = numbers.clone();
        System.arraycopy(numbers, 0, twice, 20, 20);
        refused(SealedZip.pack(Map.of("description.json", said, "parameters.f32", twice)));
        var json = new ObjectMapper();
        for (String other : List.of("{}", "{\"rows\":3}", "{\"rows\":-1}", "{\"rows\":0}", "{\"rows\":\"x\"}", "7")) {
            var edited = (ObjectNode) json.readTree(said);
            edited.set("table", json.readTree(other));
            refused(edited, entries);
        }
        var both = (ObjectNode) json.readTree(said);
        both.putObject("network")
                .put("activation", "RELU")
                .putArray("sizes")
                .add(10)
                .add(4);
        refused(both, entries);
    }

    /** Told where it plays, it does as its network says of an observation that ends so. */
    @Test
    void what_was_trained_for_a_range_plays_within_it() throws IOException {
        var features = new java.util.ArrayList<>(env.features());
        features.add(new Feature("alpha", 0.2, 0.45));
        features.add(new Feature("gamma", 0, 1));
        int[] sizes = {14, 4};
        float[] parameters = new float[FloatNetwork.count(sizes)];
        for (int i = 0; i < parameters.length; i++) parameters[i] = (float) random.nextGaussian();
        var general = new NetworkAgent(features, new FloatNetwork(FloatNetwork.Activation.RELU, sizes, parameters));
        var alpha = new Span(0.2, 0.45);
        new AgentFile(scenario, alpha, new Span(0, 1), env.actions(), general, training).write(file);
        AgentFile read = AgentFile.read(file);
        assertEquals(alpha, read.alpha());
        boolean[] legal = {true, true, true, true};
        for (int i = 0; i < 100; i++) {
            float[] all = {i % 8, i % 5, i % 8 - i % 5, i % 2, i % 3 % 2, 0.2f + i % 6 * 0.05f, i % 7 / 7f};
            var at = read.in(env, all[5], all[6]);
            assertEquals(general.act(all, legal), at.act(Arrays.copyOf(all, 5), legal));
        }
        for (double[] outside : new double[][] {{0.19, 0.5}, {0.46, 0.5}, {Double.NaN, 0.5}, {0.3, Double.NaN}}) {
            var refusal = assertThrows(IllegalArgumentException.class, () -> read.in(env, outside[0], outside[1]));
            assertTrue(refusal.getMessage().contains("the agent was trained for 0"), refusal.getMessage());
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new AgentFile(scenario, alpha, Span.of(0.5), env.actions(), general, training));
    }

    @Test
    void an_environment_with_other_observations_is_refused() {
        for (Scenario other :
                List.of(Scenario.of("nakamoto", Map.of("space", "free", "cutoff", 5)), scenario.withCutoff(8))) {
            Env elsewhere = other.env(0.4, 0.25);
            assertThrows(IllegalArgumentException.class, () -> written.in(elsewhere, 0.4, 0.25));
        }
    }
}
