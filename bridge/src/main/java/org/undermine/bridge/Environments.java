package org.undermine.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.undermine.bridge.commands.Compiling;
import org.undermine.env.AttackEnv;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.Resumable;
import org.undermine.env.Scenario;
import org.undermine.env.Share;
import org.undermine.env.VectorEnv;
import org.undermine.env.VectorEnv.Autoreset;
import org.undermine.env.mdp.Feature;
import org.undermine.protocols.Names;

/** Environments that read actions from shared memory and write what came of them into it, when the doorbell rings. */
final class Environments {
    private static final double HORIZON = 100;
    private static final double TERMINATION_HORIZON = 1000; // at 100 the bias hides attacks near the threshold

    private final VectorEnv envs;
    private final Layout layout;
    private final boolean lenient;
    private final boolean prefers;
    private final boolean shown;
    private final int[] actions;
    private final byte[] how;
    private final long[] seeds;
    private SharedMemory memory;
    private volatile Throwable failure;

    /** @param how {@code n}, {@code alpha}, {@code gamma}, {@code learn}, {@code horizon} (or null), {@code illegal}, {@code
     *     autoreset}, {@code threads}, {@code table}: whether to walk a table of what is played by rules otherwise, {@code render}:
     *     whether {@link #frame} will be asked for */
    Environments(Scenario scenario, JsonNode how) {
        var alpha = share("alpha", how.path("alpha"));
        var gamma = share("gamma", how.path("gamma"));
        var learn = Learn.named(how.path("learn").asText());
        double horizon = learn == Learn.TERMINATION ? TERMINATION_HORIZON : HORIZON;
        if (how.path("horizon").isNumber()) horizon = how.path("horizon").doubleValue();
        lenient = switch (how.path("illegal").asText()) {
            case "next" -> true;
            case "raise" -> false;
            default ->
                throw new IllegalArgumentException(
                        Names.unknown("illegal", how.path("illegal").asText(), List.of("next", "raise")));
        };
        boolean table = !scenario.hasBlocks() || how.path("table").asBoolean();
        if (table) Compiling.fit(scenario);
        prefers = scenario.hasBlocks() && scenario.rules().prefers();
        int n = how.path("n").asInt(1);
        var autoreset = Autoreset.named(how.path("autoreset").asText("disabled"));
        shown = how.path("render").asBoolean();
        Scenario.Maker maker = table ? scenario.walker() : shown ? scenario.maker() : scenario.rememberer();
        var course = new VectorEnv.Course(shown ? written(maker) : maker, alpha, gamma, learn, horizon);
        envs = new VectorEnv(course, n, autoreset, how.path("threads").asInt(1), shown);
        var columns = envs.columns();
        layout = new Layout(n, columns.k, columns.a, columns.m);
        actions = new int[n];
        this.how = new byte[n];
        seeds = new long[n];
    }

    /** Has each environment on blocks write down what happens. */
    private static Scenario.Maker written(Scenario.Maker maker) {
        return (alpha, gamma) -> {
            Resumable env = maker.env(alpha, gamma);
            if (env instanceof AttackEnv attack) attack.chronicle();
            return env;
        };
    }

    /** Reads a number, a list of numbers, or {@code {"range": [low, high]}}. */
    private static Share share(String name, JsonNode json) {
        JsonNode list = json.has("range") ? json.get("range") : json;
        if (list.isNumber()) return new Share(name, new double[] {list.doubleValue()}, false);
        if (!list.isArray()) throw new IllegalArgumentException(name + " is missing; allowed: 0 to 1");
        double[] values = StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
        if (json.has("range") && values.length != 2)
            throw new IllegalArgumentException(name + " is a range of " + values.length + " numbers; allowed: 2");
        return new Share(name, values, json.has("range"));
    }

    /** Names and ranges: {@code n}, {@code bytes}, {@code features} with name, low and high, {@code actions}. */
    ObjectNode describe() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("n", layout.n()).put("bytes", layout.size());
        var features = json.putArray("features");
        for (Feature f : envs.features())
            features.addObject().put("name", f.name()).put("low", f.low()).put("high", f.high());
        envs.actions().forEach(json.putArray("actions")::add);
        return json;
    }

    /**
     * Maps the file and answers whoever rings, see {@link Doorbell}.
     *
     * @param end runs once nobody can ring any more
     */
    void attach(Path file, String asks, String answers, boolean spin, Runnable end) throws IOException {
        ByteBuffer mapped = attach(file);
        Doorbell.answer(asks, answers, spin, mapped, this::work, end);
    }

    ByteBuffer attach(Path file) throws IOException {
        ByteBuffer mapped = layout.map(file);
        memory = new SharedMemory(layout, mapped);
        return mapped;
    }

    private boolean work(int asked) {
        try {
            if (asked == Doorbell.RESET) reset();
            else step();
            return true;
        } catch (Throwable e) { // whatever it is, the trainer asks for it
            failure = e;
            return false;
        }
    }

    /** Throws what the last answer failed with. */
    void rethrow() throws Throwable {
        Throwable e = failure;
        failure = null;
        if (e != null) throw e;
    }

    /**
     * How environment {@code i} stands: see {@link Frame}; an empty answer where there are no blocks.
     *
     * @throws IllegalStateException if nothing was written down
     */
    synchronized Map<String, Object> frame(int i) {
        if (!shown) throw new IllegalStateException("made without a render_mode");
        return envs.env(i) instanceof AttackEnv attack ? Frame.of(attack, prefers) : Map.of();
    }

    synchronized void reset() {
        memory.readResets(how, seeds);
        envs.reset(how, seeds);
        memory.write(envs.columns());
    }

    /** Every environment takes its action, or none does and the first that cannot says why. */
    synchronized void step() {
        memory.readActions(actions);
        envs.step(actions, lenient);
        memory.writeActions(actions);
        memory.write(envs.columns());
    }

    void close() {
        envs.close();
    }
}
