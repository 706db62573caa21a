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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.undermine.agents.Version;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Feature;

/** What an {@link AgentFile} says, as JSON, and the numbers beside it. */
final class Description {
    private static final int FORMAT = 3;
    private static final String NETWORK = "network";
    private static final String TABLE = "table";
    private static final Map<String, JsonNodeType> KINDS = Map.of(
            "protocol", JsonNodeType.STRING,
            "parameters", JsonNodeType.OBJECT,
            "attack", JsonNodeType.OBJECT,
            "observation", JsonNodeType.ARRAY,
            "actions", JsonNodeType.ARRAY,
            "training", JsonNodeType.OBJECT);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Description() {}

    static byte[] json(AgentFile file) throws IOException {
        Scenario scenario = file.scenario();
        ObjectNode json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("undermine", Version.UNDERMINE);
        json.put("protocol", scenario.protocol());
        json.set("parameters", JSON.valueToTree(scenario.parameters()));
        json.set("attack", JSON.valueToTree(scenario.attack()));
        put(json, "alpha", file.alpha());
        put(json, "gamma", file.gamma());
        json.set("observation", JSON.valueToTree(file.agent().features()));
        json.set("actions", JSON.valueToTree(file.actions()));
        if (file.agent() instanceof NetworkAgent agent)
            json.putObject(NETWORK)
                    .put("activation", agent.network().activation().name())
                    .set("sizes", JSON.valueToTree(agent.network().sizes()));
        else if (file.agent() instanceof TableAgent agent) json.putObject(TABLE).put("rows", agent.rows());
        json.set("training", JSON.valueToTree(file.training()));
        return JSON.writeValueAsBytes(json);
    }

    private static void put(ObjectNode json, String name, Span span) {
        if (span.single()) json.put(name, span.low());
        else json.putArray(name).add(span.low()).add(span.high());
    }

    static byte[] numbers(LearnedAgent agent) {
        float[][] all = agent instanceof TableAgent table
                ? new float[][] {table.observations(), table.values()}
                : new float[][] {((NetworkAgent) agent).network().parameters()};
        int count = Arrays.stream(all).mapToInt(a -> a.length).reduce(0, Math::addExact);
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, count)).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] numbers : all) for (float x : numbers) bytes.putFloat(x);
        return bytes.array();
    }

    /** @throws IllegalArgumentException one line, if anything is missing or not what it should be */
    static AgentFile read(byte[] description, byte[] numbers) throws IOException {
        JsonNode json = JSON.readTree(description);
        JsonNode format = json.path("format");
        if (!format.isInt() || format.intValue() != FORMAT)
            throw new IllegalArgumentException("its format is " + format + ", this version reads " + FORMAT);
        String version = json.path("undermine").asText();
        if (!version.equals(Version.UNDERMINE))
            throw new IllegalArgumentException("undermine " + version + " wrote it, this is " + Version.UNDERMINE);
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
        var actions = JSON.treeToValue(json.required("actions"), new TypeReference<List<String>>() {});
        return new AgentFile(
                Scenario.of(json.required("protocol").asText(), typed),
                span(json, "alpha"),
                span(json, "gamma"),
                actions,
                agent(json, actions.size(), numbers),
                JSON.treeToValue(json.required("training"), Training.class));
    }

    private static boolean holdsNull(JsonNode node) {
        if (node.isNull()) return true;
        for (JsonNode part : node) if (holdsNull(part)) return true;
        return false;
    }

    private static Span span(JsonNode json, String name) {
        JsonNode told = json.path(name);
        if (told.isNumber()) return Span.of(told.asDouble());
        if (told.isArray()
                && told.size() == 2
                && told.get(0).isNumber()
                && told.get(1).isNumber())
            return new Span(told.get(0).asDouble(), told.get(1).asDouble());
        throw new IllegalArgumentException(name + " is " + told + "; allowed: a number or two");
    }

    private static LearnedAgent agent(JsonNode json, int actions, byte[] bytes) throws JsonProcessingException {
        float[] numbers = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
        var features = JSON.treeToValue(json.required("observation"), new TypeReference<List<Feature>>() {});
        JsonNode network = json.path(NETWORK);
        JsonNode table = json.path(TABLE);
        if (network.isObject() == table.isObject())
            throw new IllegalArgumentException("it holds neither a network nor a table, or both");
        if (table.isObject()) {
            int rows = JSON.treeToValue(table.required("rows"), int.class);
            int seen = (int) Math.max(0, Math.min(numbers.length, (long) rows * features.size()));
            return new TableAgent(
                    features, actions, Arrays.copyOf(numbers, seen), Arrays.copyOfRange(numbers, seen, numbers.length));
        }
        var activation =
                FloatNetwork.Activation.valueOf(network.required("activation").asText());
        int[] sizes = JSON.treeToValue(network.required("sizes"), int[].class);
        return new NetworkAgent(features, new FloatNetwork(activation, sizes, numbers));
    }
}
