package org.undermine.agents.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.undermine.agents.Version;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Feature;

/**
 * A trained agent as a file, which is read without DL4J: a {@link SealedZip}.
 *
 * <pre>
 *   description.json   format, undermine, protocol, parameters, attack, alpha, gamma: as in a result file;
 *                      observation: [{name, low, high}], actions: [name],
 *                      network: {activation, sizes}, training: {agent, seed, steps, seconds, curve}
 *   parameters.f32     the parameters of the network, little-endian, in the order of {@link FloatNetwork}
 *   state              what the learner needs to go on, {@link Learner#state}; where it can
 * </pre>
 *
 * @param alpha the attacker's share it was trained for
 */
public record AgentFile(
        Scenario scenario, double alpha, double gamma, List<String> actions, NetworkAgent agent, Training training) {
    private static final int FORMAT = 1;
    private static final String DESCRIPTION = "description.json";
    private static final String PARAMETERS = "parameters.f32";
    private static final String STATE = "state";
    private static final Map<String, JsonNodeType> KINDS = Map.of(
            "protocol", JsonNodeType.STRING,
            "parameters", JsonNodeType.OBJECT,
            "attack", JsonNodeType.OBJECT,
            "alpha", JsonNodeType.NUMBER,
            "gamma", JsonNodeType.NUMBER,
            "observation", JsonNodeType.ARRAY,
            "actions", JsonNodeType.ARRAY,
            "network", JsonNodeType.OBJECT,
            "training", JsonNodeType.OBJECT);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public AgentFile {
        actions = List.copyOf(actions);
        if (agent.network().outputs() != actions.size())
            throw new IllegalArgumentException(
                    "the network has " + agent.network().outputs() + " outputs for actions " + actions);
    }

    /** Writes a temporary file beside {@code file} and renames it. */
    public void write(Path file) throws IOException {
        write(file, new byte[0]);
    }

    /** @param state of the learner, if it can be gone on with; else empty */
    public void write(Path file, byte[] state) throws IOException {
        Path target = file.toAbsolutePath();
        Path unfinished = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid());
        try {
            var entries = new LinkedHashMap<>(
                    Map.of(DESCRIPTION, JSON.writeValueAsBytes(description()), PARAMETERS, floats()));
            if (state.length > 0) entries.put(STATE, state);
            Files.write(unfinished, SealedZip.pack(entries));
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private ObjectNode description() {
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("undermine", Version.UNDERMINE);
        json.put("protocol", scenario.protocol());
        json.set("parameters", JSON.valueToTree(scenario.parameters()));
        json.set("attack", JSON.valueToTree(scenario.attack()));
        json.put("alpha", alpha);
        json.put("gamma", gamma);
        json.set("observation", JSON.valueToTree(agent.features()));
        json.set("actions", JSON.valueToTree(actions));
        json.putObject("network")
                .put("activation", agent.network().activation().name())
                .set("sizes", JSON.valueToTree(agent.network().sizes()));
        return json.set("training", JSON.valueToTree(training));
    }

    private byte[] floats() {
        float[] parameters = agent.network().parameters();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * parameters.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(parameters);
        return bytes.array();
    }

    /**
     * @throws IllegalArgumentException one line, if it is no agent file, damaged, or of a later format
     * @throws IOException if it cannot be read at all
     */
    public static AgentFile read(Path file) throws IOException {
        Map<String, byte[]> entries = SealedZip.unpack(file);
        if (!entries.containsKey(DESCRIPTION) || !entries.containsKey(PARAMETERS))
            throw new IllegalArgumentException(file + " is not an agent file: it holds " + entries.keySet());
        try {
            JsonNode json = JSON.readTree(entries.get(DESCRIPTION));
            JsonNode format = json.path("format");
            if (!format.isInt() || format.intValue() != FORMAT)
                throw new IllegalArgumentException("its format is " + format + ", this version reads " + FORMAT);
            String version = json.path("undermine").asText();
            if (!version.equals(Version.UNDERMINE))
                throw new IllegalArgumentException("undermine " + version + " wrote it, this is " + Version.UNDERMINE);
            return described(json, entries.get(PARAMETERS));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            String why = e instanceof JsonProcessingException j ? j.getOriginalMessage() : e.getMessage();
            throw new IllegalArgumentException(file + " is not an agent file: " + why, e);
        }
    }

    /**
     * What the learner needs to go on from an agent file.
     *
     * @throws IllegalArgumentException one line, if the file is damaged or holds no such thing
     * @throws IOException if it cannot be read at all
     */
    public static byte[] state(Path file) throws IOException {
        byte[] state = SealedZip.unpack(file).get(STATE);
        if (state == null) throw new IllegalArgumentException(file + " holds nothing that training could go on from");
        return state;
    }

    private static AgentFile described(JsonNode json, byte[] floats) throws JsonProcessingException {
        KINDS.forEach((name, kind) -> {
            if (json.path(name).getNodeType() != kind)
                throw new IllegalArgumentException(
                        name + " is missing or no " + kind.toString().toLowerCase(Locale.ROOT));
        });
        if (holdsNull(json)) throw new IllegalArgumentException("something in its description is null");
        var typed = new LinkedHashMap<String, Object>();
        for (String part : List.of("parameters", "attack"))
            json.required(part)
                    .properties()
                    .forEach(f -> typed.put(f.getKey(), f.getValue().asText()));
        float[] parameters = new float[floats.length / Float.BYTES];
        ByteBuffer.wrap(floats).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(parameters);
        JsonNode network = json.required("network");
        var activation =
                FloatNetwork.Activation.valueOf(network.required("activation").asText());
        int[] sizes = JSON.treeToValue(network.required("sizes"), int[].class);
        var features = JSON.treeToValue(json.required("observation"), new TypeReference<List<Feature>>() {});
        return new AgentFile(
                Scenario.of(json.required("protocol").asText(), typed),
                share(json, "alpha"),
                share(json, "gamma"),
                JSON.treeToValue(json.required("actions"), new TypeReference<List<String>>() {}),
                new NetworkAgent(features, new FloatNetwork(activation, sizes, parameters)),
                JSON.treeToValue(json.required("training"), Training.class));
    }

    private static boolean holdsNull(JsonNode node) {
        if (node.isNull()) return true;
        for (JsonNode part : node) if (holdsNull(part)) return true;
        return false;
    }

    private static double share(JsonNode json, String name) {
        double share = json.required(name).asDouble();
        if (share >= 0 && share <= 1) return share;
        throw new IllegalArgumentException(name + " is " + share + "; allowed: 0 to 1");
    }

    /**
     * The agent, to play in {@code env}.
     *
     * @throws IllegalArgumentException one line, if it was trained on other observations or actions
     */
    public NetworkAgent in(Env env) {
        return seeing(env.features(), env.actions());
    }

    /**
     * The agent, to play where there is this to see and to do.
     *
     * @throws IllegalArgumentException one line, if it was trained on other observations or actions
     */
    public NetworkAgent seeing(List<Feature> features, List<String> others) {
        if (!features.equals(agent.features()))
            throw new IllegalArgumentException(
                    "the agent was trained on observations " + agent.features() + "; here they are " + features);
        if (!others.equals(actions))
            throw new IllegalArgumentException(
                    "the agent was trained on actions " + actions + "; here they are " + others);
        return agent;
    }
}
