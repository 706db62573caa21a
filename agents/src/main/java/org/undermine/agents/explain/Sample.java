package org.undermine.agents.explain;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Situations, each once, and what it costs to take this or that action whenever one comes up. */
final class Sample {
    /** @param costs of each action, at least 0; of illegal ones it means nothing */
    record Situation(float[] seen, boolean[] legal, double[] costs) {
        /** The greatest cost of a legal action. */
        double worst() {
            double worst = 0;
            for (int a = 0; a < costs.length; a++) if (legal[a]) worst = Math.max(worst, costs[a]);
            return worst;
        }
    }

    private final Map<ByteBuffer, Situation> known = new HashMap<>();
    private final List<Situation> situations = new ArrayList<>();

    List<Situation> situations() {
        return situations;
    }

    /** The situation that looks like this, to add costs to. The arrays are copied. */
    Situation at(float[] seen, boolean[] legal) {
        ByteBuffer key = ByteBuffer.allocate(Float.BYTES * seen.length + legal.length);
        for (float f : seen) key.putFloat(f);
        for (boolean b : legal) key.put((byte) (b ? 1 : 0));
        return known.computeIfAbsent(key.flip(), k -> {
            var fresh = new Situation(seen.clone(), legal.clone(), new double[legal.length]);
            situations.add(fresh);
            return fresh;
        });
    }

    double cost(DecisionList list) {
        double cost = 0;
        for (Situation s : situations) cost += s.costs[list.act(s.seen, s.legal)];
        return cost;
    }
}
