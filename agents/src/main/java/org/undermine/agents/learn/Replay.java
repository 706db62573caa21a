package org.undermine.agents.learn;

import java.util.Arrays;

/**
 * The last transitions seen, in primitive arrays; a new one takes the place of the oldest.
 *
 * <p>A transition leads over one or several steps from one observation to another. Reward and progress are kept apart,
 * so that they can be weighed later by a better estimate of their ratio.
 *
 * <pre>
 *   state           int[capacity]                where it began, of {@link Foresight}; {@link #FORGOTTEN} if not known there
 *   before, after   float[capacity * inputs]     network inputs
 *   legal           boolean[capacity * actions]  what may be done after
 *   action          int[capacity]                what was done before
 *   reward          float[capacity]              discounted sum over the steps
 *   progress        float[capacity]              discounted sum over the steps
 *   discount        float[capacity]              what the future after is worth before
 * </pre>
 */
final class Replay {
    static final int FORGOTTEN = -1;

    final int[] state;
    final float[] before;
    final float[] after;
    final boolean[] legal;
    final int[] action;
    final float[] reward;
    final float[] progress;
    final float[] discount;
    private int size;
    private int oldest;

    Replay(int capacity, int inputs, int actions) {
        state = new int[capacity];
        before = new float[Math.multiplyExact(capacity, inputs)];
        after = new float[before.length];
        legal = new boolean[Math.multiplyExact(capacity, actions)];
        action = new int[capacity];
        reward = new float[capacity];
        progress = new float[capacity];
        discount = new float[capacity];
    }

    /** How many there are: places 0 to size - 1 are filled. */
    int size() {
        return size;
    }

    /** To be called when the numbers of states are given anew. */
    void forgetStates() {
        Arrays.fill(state, FORGOTTEN);
    }

    void add(
            int start,
            float[] from,
            int act,
            double gained,
            double clock,
            double weight,
            float[] to,
            boolean[] allowed) {
        int at = oldest;
        state[at] = start;
        System.arraycopy(from, 0, before, at * from.length, from.length);
        System.arraycopy(to, 0, after, at * to.length, to.length);
        System.arraycopy(allowed, 0, legal, at * allowed.length, allowed.length);
        action[at] = act;
        reward[at] = (float) gained;
        progress[at] = (float) clock;
        discount[at] = (float) weight;
        oldest = (at + 1) % action.length;
        size = Math.max(size, at + 1);
    }
}
