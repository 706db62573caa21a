package org.undermine.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.undermine.bridge.commands.Compiling;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Feature;
import org.undermine.protocols.Names;

/** Environments that read actions from shared memory and write what came of them into it. */
final class Environments {
    private static final double HORIZON = 100;
    private static final double TERMINATION_HORIZON = 1000; // at 100 the bias hides attacks near the threshold

    private final Learner[] learners;
    private final Layout layout;
    private final boolean lenient;
    private final float[] observation;
    private ByteBuffer memory;

    /** @param how {@code n}, {@code alpha}, {@code gamma}, {@code learn}, {@code horizon} (or null), {@code illegal} */
    Environments(Scenario scenario, JsonNode how) {
        var alpha = Share.of("alpha", how.path("alpha"));
        var gamma = Share.of("gamma", how.path("gamma"));
        var learn = Learn.named(how.path("learn").asText());
        double horizon = learn == Learn.TERMINATION ? TERMINATION_HORIZON : HORIZON;
        if (how.path("horizon").isNumber()) horizon = how.path("horizon").doubleValue();
        lenient = switch (how.path("illegal").asText()) {
            case "next" -> true;
            case "raise" -> false;
            default ->
                throw new IllegalArgumentException(
                        Names.unknown("illegal", how.path("illegal").asText(), java.util.List.of("next", "raise")));
        };
        learners = new Learner[how.path("n").asInt(1)];
        if (!scenario.hasBlocks()) Compiling.fit(scenario);
        var maker = scenario.maker();
        for (int i = 0; i < learners.length; i++) learners[i] = new Learner(maker, alpha, gamma, learn, horizon);
        layout = new Layout(
                learners.length,
                learners[0].features().size(),
                learners[0].actions().size());
        observation = new float[layout.k()];
    }

    /** Names and ranges: {@code n}, {@code features} with name, low and high, {@code actions}. */
    ObjectNode describe() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("n", layout.n()).put("bytes", layout.size());
        var features = json.putArray("features");
        for (Feature f : learners[0].features())
            features.addObject().put("name", f.name()).put("low", f.low()).put("high", f.high());
        learners[0].actions().forEach(json.putArray("actions")::add);
        return json;
    }

    void attach(Path file) throws IOException {
        memory = layout.map(file);
    }

    void reset() {
        for (int i = 0; i < learners.length; i++) {
            byte how = memory.get((int) layout.resets() + i);
            if (how == 0) continue;
            if (how == 2) learners[i].forget();
            learners[i].reset(memory.getLong((int) layout.seeds() + 8 * i));
            memory.putDouble((int) layout.rewards() + 8 * i, 0);
            show(i);
        }
    }

    /** Every environment takes its action, or none does and the first that cannot says why. */
    void step() {
        int actions = (int) layout.actions();
        for (int i = 0; i < learners.length; i++) {
            int taken = learners[i].taken(memory.getInt(actions + 4 * i), lenient);
            memory.putInt(actions + 4 * i, taken);
        }
        for (int i = 0; i < learners.length; i++) {
            learners[i].step(memory.getInt(actions + 4 * i));
            memory.putDouble(
                    (int) layout.rewards() + 8 * i, learners[i].episode().signal());
            show(i);
        }
    }

    private void show(int i) {
        var learner = learners[i];
        var episode = learner.episode();
        memory.put((int) layout.ended() + i, (byte) (episode.terminated() ? 1 : episode.truncated() ? 2 : 0));
        memory.putDouble((int) layout.earned() + 8 * i, episode.episodeReward());
        memory.putDouble((int) layout.progress() + 8 * i, episode.episodeProgress());
        memory.putDouble((int) layout.ratios() + 8 * i, episode.ratio());
        memory.putDouble((int) layout.alphas() + 8 * i, learner.alpha());
        memory.putDouble((int) layout.gammas() + 8 * i, learner.gamma());
        int masks = (int) layout.masks() + i * layout.a();
        for (int action = 0; action < layout.a(); action++)
            memory.put(masks + action, (byte) (learner.legal(action) ? 1 : 0));
        learner.observe(observation);
        int observations = (int) layout.observations() + 4 * i * layout.k();
        for (int f = 0; f < observation.length; f++) memory.putFloat(observations + 4 * f, observation[f]);
    }
}
