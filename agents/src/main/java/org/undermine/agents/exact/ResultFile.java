package org.undermine.agents.exact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.undermine.env.Scenario;

/**
 * A result as a file: the summary, the policy (an action of each state, in the order of compilation) and the certificate
 * (potentials of each state, see {@link Bound}), in one JSON object; those of a large model in an {@link ArrayFile}.
 *
 * <p>{@code sha256} is the hash of the file's bytes with its own 64 digits written as zeros, so that any edit shows.
 */
public final class ResultFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGE = 1_000_000; // states
    private static final String NO_HASH = "0".repeat(64);

    /** A file that is not as it was written. */
    public static final class Changed extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        Changed(String message) {
            super(message);
        }
    }

    private ResultFile() {}

    /** Writes temporary files beside {@code file} and renames them. */
    public static void write(Result result, Path file) throws IOException {
        write(result, file, LARGE);
    }

    /** @param large states from which on arrays are written beside it */
    static void write(Result result, Path file, int large) throws IOException {
        Path target = file.toAbsolutePath();
        Path unfinished = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid());
        try {
            ObjectNode json = result.model().states() < large ? inOne(result) : beside(result, target, unfinished);
            json.put("sha256", NO_HASH);
            byte[] bytes = JSON.writeValueAsBytes(json);
            String text = new String(bytes, StandardCharsets.UTF_8);
            int at = text.lastIndexOf(NO_HASH);
            text = text.substring(0, at) + sha256(bytes) + text.substring(at + NO_HASH.length());
            Files.writeString(unfinished, text);
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            ArrayFile.tidy(target, json.path("arrays").path("file").asText(null));
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static ObjectNode inOne(Result result) {
        ObjectNode json = result.summary();
        Optimum optimum = result.optimum();
        ObjectNode policy = json.putObject("policy");
        result.actions().forEach(policy.putArray("actions")::add);
        ArrayNode action = policy.putArray("action");
        for (int a : optimum.policy()) action.add(a);
        ObjectNode certificate = json.putObject("certificate");
        potential(certificate.putArray("below"), optimum.below());
        potential(certificate.putArray("above"), optimum.above());
        if (result.ceiling() != null)
            potential(certificate.putArray("ceiling"), result.ceiling().above());
        return json;
    }

    private static ObjectNode beside(Result result, Path target, Path unfinished) throws IOException {
        ObjectNode json = result.summary();
        Optimum optimum = result.optimum();
        ObjectNode policy = json.putObject("policy");
        result.actions().forEach(policy.putArray("actions")::add);
        try (var arrays = ArrayFile.create(unfinished)) {
            arrays.write(policy.putObject("action"), optimum.policy());
            ObjectNode certificate = json.putObject("certificate");
            arrays.write(certificate.putObject("below"), optimum.below());
            arrays.write(certificate.putObject("above"), optimum.above());
            if (result.ceiling() != null)
                arrays.write(certificate.putObject("ceiling"), result.ceiling().above());
            arrays.finish(unfinished, target, json.putObject("arrays"));
        }
        return json;
    }

    private static void potential(ArrayNode array, double[] h) {
        for (double x : h) array.add(x);
    }

    /**
     * Reads the JSON of a result file whose hash is right.
     *
     * @throws Changed one line, if it has been edited
     * @throws IllegalArgumentException one line, if it is no such file
     */
    static JsonNode read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        JsonNode json;
        try {
            json = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is not a result file: no JSON, or cut off");
        }
        String hash = json == null ? "" : json.path("sha256").asText();
        if (!json.path("undermine").isTextual() || !hash.matches("[0-9a-f]{64}"))
            throw new IllegalArgumentException(file + " is not a result file of undermine");
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.lastIndexOf(hash);
        String blank = text.substring(0, at) + NO_HASH + text.substring(at + NO_HASH.length());
        if (!sha256(blank.getBytes(StandardCharsets.ISO_8859_1)).equals(hash))
            throw new Changed(file + " has been changed since it was written: its sha256 does not fit");
        return json;
    }

    /** What a result file's policy is for. */
    public record Policy(Scenario scenario, double alpha, double gamma, String digest, int[] actions) {}

    /** Reads the policy of a result file. Nothing is proved by that: {@link Checker} proves. */
    public static Policy policy(Path file) throws IOException {
        JsonNode json = read(file);
        try (var arrays = ArrayFile.open(file, json)) {
            JsonNode action = json.path("policy").path("action");
            return new Policy(
                    scenario(json),
                    json.path("alpha").asDouble(),
                    json.path("gamma").asDouble(),
                    json.path("model").path("digest").asText(),
                    arrays == null ? JSON.treeToValue(action, int[].class) : arrays.ints(action));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " holds no policy");
        }
    }

    static Scenario scenario(JsonNode json) {
        Map<String, Object> typed = new LinkedHashMap<>();
        json.path("parameters")
                .properties()
                .forEach(f -> typed.put(f.getKey(), f.getValue().asText()));
        json.path("attack")
                .properties()
                .forEach(f -> typed.put(f.getKey(), f.getValue().asText()));
        return Scenario.of(json.path("protocol").asText(), typed);
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha().digest(bytes));
    }

    static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
