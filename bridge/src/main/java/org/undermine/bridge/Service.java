package org.undermine.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.undermine.env.Scenario;

/**
 * What Python may ask for, one method each. Arguments and answers are small: JSON, a number that stands for something kept
 * here until {@link #release}, or the path of a file to map or write.
 *
 * <p>A question about an attack is an object with {@code protocol}, {@code options} (everything {@link Scenario#of}
 * takes) and what the method adds.
 */
public final class Service {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // so that NaN is refused by the one who knows its name
            .build();

    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, Object> kept = new ConcurrentHashMap<>();

    /** Keeps environments; says their {@code id} and what {@link Environments#describe} says. */
    public String environments(String question) throws JsonProcessingException {
        JsonNode asked = JSON.readTree(question);
        var environments = new Environments(scenario(asked), asked);
        return environments.describe().put("id", keep(environments)).toString();
    }

    /** Maps the file that the environments {@code id} are to share: see {@link Layout}. */
    public void attach(int id, String file) throws IOException {
        environments(id).attach(Path.of(file));
    }

    public void reset(int id) {
        environments(id).reset();
    }

    public void step(int id) {
        environments(id).step();
    }

    /** What was thrown: {@code classes}, its own and those above it, and {@code message}, one line. */
    public String explain(Throwable thrown) {
        var json = JSON.createObjectNode();
        var classes = json.putArray("classes");
        for (Class<?> c = thrown.getClass(); c != null; c = c.getSuperclass()) classes.add(c.getName());
        return json.put("message", thrown.getMessage() == null ? thrown.toString() : thrown.getMessage())
                .toString();
    }

    public void release(int id) {
        kept.remove(id);
    }

    private int keep(Object thing) {
        int id = last.incrementAndGet();
        kept.put(id, thing);
        return id;
    }

    private Environments environments(int id) {
        if (kept.get(id) instanceof Environments found) return found;
        throw new IllegalStateException("the environment is closed");
    }

    private static Scenario scenario(JsonNode asked) {
        var options = new LinkedHashMap<String, Object>();
        for (var option : asked.path("options").properties())
            options.put(option.getKey(), option.getValue().asText());
        return Scenario.of(asked.path("protocol").asText(), options);
    }
}
