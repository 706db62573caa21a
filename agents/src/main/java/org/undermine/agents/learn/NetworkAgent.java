package org.undermine.agents.learn;

import java.util.List;
import org.undermine.env.mdp.Feature;

/**
 * Takes the legal action to which its network gives the greatest number, the first of several.
 *
 * @param network one output for each action
 */
public record NetworkAgent(List<Feature> features, FloatNetwork network) implements LearnedAgent {
    /** @throws IllegalArgumentException if the network takes another number of features */
    public NetworkAgent {
        features = List.copyOf(features);
        int needed = new Inputs(features).count();
        if (network.inputs() != needed)
            throw new IllegalArgumentException(
                    "the network has " + network.inputs() + " inputs; these observations need " + needed);
    }

    @Override
    public int actions() {
        return network.outputs();
    }

    @Override
    public int act(float[] observation, boolean[] legal) {
        float[] in = new float[network.inputs()];
        new Inputs(features).of(observation, in);
        int action = best(network.apply(in), 0, legal, 0, legal.length);
        if (action < 0) throw new IllegalArgumentException("no action is legal");
        return action;
    }

    /**
     * Where the greatest of {@code n} values is among the legal ones, counted from where they begin; -1 if none is
     * legal.
     *
     * @param at where the values begin in {@code values}
     * @param from where their flags begin in {@code legal}
     */
    static int best(float[] values, int at, boolean[] legal, int from, int n) {
        int best = -1;
        for (int a = 0; a < n; a++) if (legal[from + a] && (best < 0 || values[at + a] > values[at + best])) best = a;
        return best;
    }
}
