package org.undermine.agents.learn;

import java.util.Arrays;
import java.util.List;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Policy;

/**
 * The distinct observations of a rollout, numbered as they are first seen, and what the networks say of each.
 *
 * <p>Attacks come back to the same positions over and over: of 10^5 steps a few thousand look different. Whatever depends on the
 * observation alone is found once for each.
 *
 * <pre>
 *   in              float[size * inputs]      network inputs
 *   legal           boolean[size * actions]
 *   probabilities   float[size * actions]     of what acts, the policy or the one that leads it, 0 where illegal
 *   values          double[size]              of the critic
 * </pre>
 */
final class Observations {
    private final Inputs inputs;
    private final int k;
    private final int a;
    private int size;
    private int judged;
    private Policy leader;
    private double led; // share of decisions that the leader takes
    private final Sightings sightings; // of an observation and, after it, 1 for each action that is legal
    private final float[] sight;
    float[] in = new float[0];
    boolean[] legal = new boolean[0];
    float[] probabilities = new float[0];
    double[] values = new double[0];

    Observations(List<Feature> features, int actions) {
        inputs = new Inputs(features);
        k = features.size();
        a = actions;
        sightings = new Sightings(k + a);
        sight = new float[k + a];
    }

    int size() {
        return size;
    }

    /** Network inputs of each. */
    int width() {
        return inputs.count();
    }

    /** How many actions are legal where {@code s} is seen. */
    int choices(int s) {
        int count = 0;
        for (int b = 0; b < a; b++) if (legal[s * a + b]) count++;
        return count;
    }

    /** As the process shows it. */
    float[] observation(int s) {
        float[] one = new float[k];
        sightings.copy(s, one);
        return one;
    }

    /** Which actions are legal where {@code s} is seen. */
    boolean[] allowed(int s) {
        return Arrays.copyOfRange(legal, s * a, s * a + a);
    }

    /** From now on another takes a share of the decisions. @param share 0 if none, and nobody need lead */
    void follow(Policy leader, double share) {
        this.leader = leader;
        led = share;
    }

    void clear() {
        size = judged = 0;
        sightings.clear();
    }

    /**
     * The number of what is seen.
     *
     * @param all observations, of which this one begins at {@code at}
     * @param masks 1 where an action is legal; this one's begin at {@code from}
     */
    int number(float[] all, int at, byte[] masks, int from) {
        System.arraycopy(all, at, sight, 0, k);
        for (int b = 0; b < a; b++) sight[k + b] = masks[from + b] == 0 ? 0 : 1;
        int number = sightings.number(sight, 0);
        if (number == size) add();
        return number;
    }

    private void add() {
        if (size == values.length) grow();
        for (int b = 0; b < a; b++) legal[size * a + b] = sight[k + b] != 0;
        size++;
    }

    private void grow() {
        int room = Math.max(1 << 10, 2 * size);
        in = Arrays.copyOf(in, Math.multiplyExact(room, inputs.count()));
        legal = Arrays.copyOf(legal, Math.multiplyExact(room, a));
        probabilities = Arrays.copyOf(probabilities, Math.multiplyExact(room, a));
        values = Arrays.copyOf(values, room);
    }

    /** Asks the networks about what has been seen since the last time. */
    void judge(FloatNetwork policy, FloatNetwork critic, Scale scale) {
        int rows = size - judged;
        if (rows == 0) return;
        int width = inputs.count();
        float[] row = new float[width];
        for (int s = judged; s < size; s++) {
            inputs.of(observation(s), row);
            System.arraycopy(row, 0, in, s * width, width);
        }
        float[] fresh = Arrays.copyOfRange(in, judged * width, size * width);
        float[] preferences = new float[rows * a];
        policy.apply(fresh, preferences, rows);
        double[] of = new double[a];
        for (int r = 0; r < rows; r++) {
            for (int b = 0; b < a; b++) of[b] = preferences[r * a + b];
            double[] p = PpoLoss.softmax(of, 0, legal, (judged + r) * a, a);
            boolean leads = led > 0 && choices(judged + r) > 0; // none where nobody has been yet
            int wanted = leads ? leader.act(observation(judged + r), allowed(judged + r)) : -1;
            for (int b = 0; b < a; b++)
                probabilities[(judged + r) * a + b] = (float) ((1 - led) * p[b] + (b == wanted ? led : 0));
        }
        float[] worth = new float[rows];
        critic.apply(fresh, worth, rows);
        for (int r = 0; r < rows; r++) values[judged + r] = scale.wide(worth[r]);
        judged = size;
    }
}
