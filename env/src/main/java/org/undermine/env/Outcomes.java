package org.undermine.env;

import java.util.Arrays;

/**
 * What has come of actions: of each place and action a tree of tosses whose leaves are outcomes.
 *
 * <pre>
 *   root of (place, action)   0: unknown     n &gt; 0: the toss at nodes[n]     n &lt; 0: outcome -1 - n
 *   nodes[n], nodes[n + 1]    whole and part, as {@link Tosses} has them
 *   nodes[n + 2 + face]       what comes of each face, like a root
 * </pre>
 */
final class Outcomes {
    static final int UNKNOWN = -1;
    private static final int FIRST = 256;
    private static final int HEAD = 2;
    private static final int OUTCOME = Integer.BYTES + 2 * Double.BYTES;

    private final int a;
    private int[] roots = new int[0];
    private int[] nodes = new int[FIRST];
    private int used = 1;
    private int size;
    private int[] next = new int[FIRST];
    private double[] reward = new double[FIRST];
    private double[] progress = new double[FIRST];

    /** @param a actions */
    Outcomes(int a) {
        this.a = a;
    }

    /** What they take, about. */
    long bytes() {
        return Integer.BYTES * ((long) roots.length + used) + (long) OUTCOME * size;
    }

    /** Makes the tosses that {@code action} is known to ask for; returns the outcome, or {@link #UNKNOWN}. */
    int follow(int place, int action, Tosses tosses) {
        int root = place * a + action;
        int at = root < roots.length ? roots[root] : 0;
        while (at > 0) at = nodes[at + HEAD + tosses.toss(nodes[at], nodes[at + 1])];
        return at == 0 ? UNKNOWN : -1 - at;
    }

    /** Remembers what came of {@code action} under {@code tosses}, which was unknown. */
    void add(int place, int action, Tosses tosses, int to, double paid, double passed) {
        int root = place * a + action;
        if (root >= roots.length) roots = Arrays.copyOf(roots, Math.max(2 * roots.length, (place + 1) * a));
        int fork = 0; // whose branch is to be set; 0: the root
        for (int i = 0; i < tosses.count(); i++) {
            int branch = fork == 0 ? roots[root] : nodes[branch(fork, tosses, i)];
            if (branch == 0) {
                branch = toss(tosses.whole(i), tosses.part(i));
                set(root, fork, tosses, i, branch);
            }
            fork = branch;
        }
        set(root, fork, tosses, tosses.count(), -1 - outcome(to, paid, passed));
    }

    /** Where in {@code nodes} the branch is that was taken at {@code fork}, the toss before toss {@code i}. */
    private static int branch(int fork, Tosses tosses, int i) {
        return fork + HEAD + tosses.face(i - 1);
    }

    private void set(int root, int fork, Tosses tosses, int i, int value) {
        if (fork == 0) roots[root] = value;
        else nodes[branch(fork, tosses, i)] = value;
    }

    private int toss(int whole, int part) {
        int length = HEAD + (part == Tosses.ONE_OF ? whole : 2);
        if (used + length > nodes.length) nodes = Arrays.copyOf(nodes, Math.max(2 * nodes.length, used + length));
        int node = used;
        nodes[node] = whole;
        nodes[node + 1] = part;
        used += length;
        return node;
    }

    private int outcome(int to, double paid, double passed) {
        if (size == next.length) {
            next = Arrays.copyOf(next, 2 * size);
            reward = Arrays.copyOf(reward, 2 * size);
            progress = Arrays.copyOf(progress, 2 * size);
        }
        next[size] = to;
        reward[size] = paid;
        progress[size] = passed;
        return size++;
    }

    int next(int outcome) {
        return next[outcome];
    }

    double reward(int outcome) {
        return reward[outcome];
    }

    double progress(int outcome) {
        return progress[outcome];
    }
}
