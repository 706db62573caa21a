package org.undermine.agents.learn;

import java.util.Arrays;
import java.util.List;
import org.undermine.env.mdp.Feature;

/**
 * The distinct observations of a rollout, numbered as they are first seen, and what the networks say of each.
 *
 * <p>Attacks come back to the same positions over and over: of 10^5 steps a few thousand look different. Whatever depends on the
 * observation alone is found once for each.
 *
 * <pre>
 *   in              float[size * inputs]      network inputs
 *   legal           boolean[size * actions]
 *   probabilities   float[size * actions]     of the policy that acts, 0 where illegal
 *   values          double[size]              of the critic
 * </pre>
 */
final class Observations {
    private final Inputs inputs;
    private final int k;
    private final int a;
    private int size;
    private int judged;
    private int[] table = new int[1 << 12]; // open addressing: number + 1, 0 where free
    private float[] seen = new float[0]; // [size * features]
    float[] in = new float[0];
    boolean[] legal = new boolean[0];
    float[] probabilities = new float[0];
    double[] values = new double[0];

    Observations(List<Feature> features, int actions) {
        inputs = new Inputs(features);
        k = features.size();
        a = actions;
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

    void clear() {
        size = judged = 0;
        Arrays.fill(table, 0);
    }

    /**
     * The number of what is seen.
     *
     * @param all observations, of which this one begins at {@code at}
     * @param masks 1 where an action is legal; this one's begin at {@code from}
     */
    int number(float[] all, int at, byte[] masks, int from) {
        int slot = hash(all, at, masks, from) & table.length - 1;
        for (; table[slot] != 0; slot = slot + 1 & table.length - 1)
            if (same(table[slot] - 1, all, at, masks, from)) return table[slot] - 1;
        table[slot] = size + 1;
        add(all, at, masks, from);
        if (2 * size > table.length) spread();
        return size - 1;
    }

    private int hash(float[] all, int at, byte[] masks, int from) {
        int h = 1;
        for (int f = 0; f < k; f++) h = (h ^ Float.floatToRawIntBits(all[at + f])) * 0x9E3779B1 ^ h >>> 15;
        for (int b = 0; b < a; b++) h = 31 * h + masks[from + b];
        h *= 0x85EBCA6B;
        return h ^ h >>> 13;
    }

    private boolean same(int s, float[] all, int at, byte[] masks, int from) {
        for (int f = 0; f < k; f++) if (seen[s * k + f] != all[at + f]) return false;
        for (int b = 0; b < a; b++) if (legal[s * a + b] != (masks[from + b] != 0)) return false;
        return true;
    }

    private void add(float[] all, int at, byte[] masks, int from) {
        if (size == values.length) grow();
        System.arraycopy(all, at, seen, size * k, k);
        for (int b = 0; b < a; b++) legal[size * a + b] = masks[from + b] != 0;
        size++;
    }

    private void grow() {
        int room = Math.max(1 << 10, 2 * size);
        seen = Arrays.copyOf(seen, Math.multiplyExact(room, k));
        in = Arrays.copyOf(in, Math.multiplyExact(room, inputs.count()));
        legal = Arrays.copyOf(legal, Math.multiplyExact(room, a));
        probabilities = Arrays.copyOf(probabilities, Math.multiplyExact(room, a));
        values = Arrays.copyOf(values, room);
    }

    private void spread() {
        table = new int[2 * table.length];
        byte[] masks = new byte[a];
        for (int s = 0; s < size; s++) {
            for (int b = 0; b < a; b++) masks[b] = (byte) (legal[s * a + b] ? 1 : 0);
            int slot = hash(seen, s * k, masks, 0) & table.length - 1;
            while (table[slot] != 0) slot = slot + 1 & table.length - 1;
            table[slot] = s + 1;
        }
    }

    /** Asks the networks about everything anew. */
    void judgeAll(FloatNetwork policy, FloatNetwork critic, Scale scale) {
        judged = 0;
        judge(policy, critic, scale);
    }

    /** Asks the networks about what has been seen since the last time. */
    void judge(FloatNetwork policy, FloatNetwork critic, Scale scale) {
        int rows = size - judged;
        if (rows == 0) return;
        int width = inputs.count();
        float[] one = new float[k];
        float[] row = new float[width];
        for (int s = judged; s < size; s++) {
            System.arraycopy(seen, s * k, one, 0, k);
            inputs.of(one, row);
            System.arraycopy(row, 0, in, s * width, width);
        }
        float[] fresh = Arrays.copyOfRange(in, judged * width, size * width);
        float[] preferences = new float[rows * a];
        policy.apply(fresh, preferences, rows);
        double[] of = new double[a];
        for (int r = 0; r < rows; r++) {
            for (int b = 0; b < a; b++) of[b] = preferences[r * a + b];
            double[] p = PpoLoss.softmax(of, 0, legal, (judged + r) * a, a);
            for (int b = 0; b < a; b++) probabilities[(judged + r) * a + b] = (float) p[b];
        }
        float[] worth = new float[rows];
        critic.apply(fresh, worth, rows);
        for (int r = 0; r < rows; r++) values[judged + r] = scale.wide(worth[r]);
        judged = size;
    }
}
