package org.undermine.bridge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.undermine.agents.exact.Result;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Compiler.Compiled;
import org.undermine.env.mdp.Feature;

/**
 * A policy that was found, and for what.
 *
 * @param actions the action of each state
 * @param result where it came from; null if that was a file
 */
record Found(Scenario scenario, double alpha, double gamma, int[] actions, Result result) {
    Found(Result result) {
        this(result.scenario(), result.alpha(), result.gamma(), result.optimum().policy(), result);
    }

    /** How many {@code states} there are, and what their {@code features} and the {@code actions} are called. */
    ObjectNode describe(Study study) {
        var model = study.compiled().model();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("states", actions.length);
        model.features().stream().map(Feature::name).forEach(json.putArray("features")::add);
        model.actions().forEach(json.putArray("actions")::add);
        return json;
    }

    /**
     * Writes, little-endian and without gaps, for n states of k features:
     *
     * <pre>
     *   8 n    double  long-run share of steps spent in the state under this policy
     *   4 n    int     its action
     *   4 n k  float   its features, a row per state
     * </pre>
     */
    void write(Study study, Path file) throws IOException {
        double[] visits = study.visits(actions, alpha, gamma);
        int k = study.compiled().model().features().size();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer memory = channel.map(MapMode.READ_WRITE, 0, (12L + 4L * k) * actions.length)
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (double share : visits) memory.putDouble(share);
            for (int action : actions) memory.putInt(action);
            features(study.compiled(), memory, k);
        }
    }

    private static <S> void features(Compiled<S> compiled, ByteBuffer into, int k) {
        float[] features = new float[k];
        for (S state : compiled.states()) {
            compiled.model().observe(state, features, 0);
            for (float f : features) into.putFloat(f);
        }
    }
}
