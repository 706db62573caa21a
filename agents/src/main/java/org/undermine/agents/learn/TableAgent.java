package org.undermine.agents.learn;

import java.util.Arrays;
import java.util.List;
import org.undermine.env.mdp.Feature;

/**
 * Takes the legal action to which its table gives the greatest number where this is seen, the first of several. Of what has
 * never been seen it knows nothing: there it takes the first legal action.
 *
 * <pre>
 *   observations   float[rows * features], no two rows alike
 *   values         float[rows * actions], {@link #UNKNOWN} of what has not been tried
 * </pre>
 */
public final class TableAgent implements LearnedAgent {
    static final float UNKNOWN = -Float.MAX_VALUE;

    private final List<Feature> features;
    private final int actions;
    private final float[] observations;
    private final float[] values;
    private final Sightings rows;

    /** @throws IllegalArgumentException if the arrays do not fit together, a row is there twice or a number is not finite */
    TableAgent(List<Feature> features, int actions, float[] observations, float[] values) {
        this.features = List.copyOf(features);
        this.actions = actions;
        this.observations = observations.clone();
        this.values = values.clone();
        int k = features.size();
        int n = k == 0 ? 0 : observations.length / k;
        if (n == 0 || observations.length != n * k || values.length != (long) n * actions)
            throw new IllegalArgumentException("a table of " + observations.length + " numbers seen and "
                    + values.length + " values, for " + k + " features and " + actions + " actions");
        rows = new Sightings(k);
        for (int row = 0; row < n; row++)
            if (rows.number(observations, row * k) != row)
                throw new IllegalArgumentException("row " + row + " of the table is there twice");
        for (float[] all : List.of(observations, values))
            for (float x : all) if (!Float.isFinite(x)) throw new IllegalArgumentException("the table holds " + x);
    }

    @Override
    public List<Feature> features() {
        return features;
    }

    @Override
    public int actions() {
        return actions;
    }

    /** How many observations it knows. */
    public int rows() {
        return rows.size();
    }

    float[] observations() {
        return observations.clone();
    }

    float[] values() {
        return values.clone();
    }

    @Override
    public int act(float[] observation, boolean[] legal) {
        int row = rows.find(observation, 0);
        int action = row < 0 ? first(legal) : NetworkAgent.best(values, row * actions, legal, 0, actions);
        if (action < 0) throw new IllegalArgumentException("no action is legal");
        return action;
    }

    private static int first(boolean[] legal) {
        for (int a = 0; a < legal.length; a++) if (legal[a]) return a;
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TableAgent t
                && features.equals(t.features)
                && actions == t.actions
                && Arrays.equals(observations, t.observations)
                && Arrays.equals(values, t.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(observations) + 31 * Arrays.hashCode(values);
    }
}
