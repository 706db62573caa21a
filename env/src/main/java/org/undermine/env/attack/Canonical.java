package org.undermine.env.attack;

import java.util.Arrays;
import org.undermine.protocols.BlockSet;

/**
 * Numbers the blocks of a position by what they are, so that positions which differ in nothing but the numbering become
 * one {@link State}.
 *
 * <p>Every block gets a colour, a hash of its label and of the colours above and below it; blocks are sorted by level
 * (longest path from the root), then colour. Where blocks of one level share a colour and could not simply be swapped,
 * each is tried in turn as the first of them, and the smallest outcome counts. In a tree no trial is needed: equal
 * colours there mean equal pasts and equal futures. Two states are merged only if they are written alike, so a collision
 * of hashes can never merge what differs.
 *
 * <p>Not for several threads at once.
 */
final class Canonical {
    private long[] up = new long[64];
    private long[] colour = new long[64];
    private int[] label = new int[64];
    private int[] level = new int[64];
    private int[] single = new int[64]; // how often a block has been told apart from its like
    private int[] order = new int[64];
    private int[] place = new int[64];
    private final Codec codec = new Codec();

    private void reserve(int blocks) {
        if (blocks <= up.length) return;
        int capacity = Math.max(blocks, 2 * up.length);
        up = new long[capacity];
        colour = new long[capacity];
        label = new int[capacity];
        level = new int[capacity];
        single = new int[capacity];
        order = new int[capacity];
        place = new int[capacity];
    }

    static long mix(long x) {
        x *= 0x9E3779B97F4A7C15L;
        x ^= x >>> 32;
        x *= 0xD6E8FEB86659FD93L;
        return x ^ x >>> 29;
    }

    /** The canonical state; afterwards {@code order[i]} is what its block i is called in {@code at}. */
    State of(Position at) {
        int tied = arrange(at);
        return tied < 0 ? write(at) : settle(at, tied);
    }

    /** Sorts the blocks; returns where the first tie is that this does not settle, or -1. */
    private int arrange(Position at) {
        reserve(at.dag.size());
        at.label(label);
        boolean tree = paint(at);
        sort(at.dag);
        return tree ? -1 : tied(at);
    }

    private State settle(Position at, int tied) {
        int[] best = new int[at.dag.size()];
        State state = smallest(at, tied, 1, null, best);
        System.arraycopy(best, 0, order, 0, best.length);
        return state;
    }

    /** The state as its blocks are numbered now, merged with no other. */
    State asNumbered(Position at) {
        reserve(at.dag.size());
        at.label(label);
        for (int b = 0; b < at.dag.size(); b++) order[b] = place[b] = b;
        return write(at);
    }

    /** The canonical order of the blocks of {@code at}; good until the next call. */
    int[] orderOf(Position at) {
        int tied = arrange(at);
        if (tied >= 0) settle(at, tied);
        return order;
    }

    /** The smallest state over all ways to tell the blocks of the tie that starts at place {@code tied} apart. */
    private State smallest(Position at, int tied, int depth, State least, int[] best) {
        int end = tied + 1;
        while (end < at.dag.size() && same(order[tied], order[end])) end++;
        for (int b : Arrays.copyOfRange(order, tied, end)) {
            single[b] = depth;
            paint(at);
            sort(at.dag);
            int deeper = tied(at);
            if (deeper >= 0) {
                least = smallest(at, deeper, depth + 1, least, best);
            } else {
                State state = write(at);
                if (least == null || state.compareTo(least) < 0) {
                    least = state;
                    System.arraycopy(order, 0, best, 0, best.length);
                }
            }
            single[b] = 0;
        }
        return least;
    }

    /** Where in the order the first tie between blocks that are not twins starts, or -1. */
    private int tied(Position at) {
        for (int i = 1; i < at.dag.size(); i++) {
            int b = order[i - 1];
            int c = order[i];
            if (same(b, c) && !twins(at, b, c)) {
                while (i > 1 && same(order[i - 2], c)) i--;
                return i - 1;
            }
        }
        return -1;
    }

    /** Colours every block and tells whether equal colours mean equal pasts and futures, as in a tree they do. */
    private boolean paint(Position at) {
        Dag dag = at.dag;
        boolean hashed = !at.hashes.isEmpty();
        boolean tree = !hashed;
        for (int b = 0; b < dag.size(); b++)
            up[b] = label[b] + 1 + ((long) single[b] << 32) + ((long) dag.ledger(b) << 48);
        for (int b = dag.size() - 1; b >= 0; b--) {
            if (hashed && at.hashes.ranked(b)) up[b] += mix(cell(at.hashes, b));
            up[b] = mix(up[b]);
            int first = dag.predecessor(b);
            if (first >= 0) up[first] += mix(up[b] + 1);
            if (first >= 0 && !dag.refersToOthers(b)) continue;
            BlockSet parents = dag.parents(b);
            for (int p = parents.first(); p >= 0; p = parents.next(p)) if (p != first) up[p] += mix(up[b] + 2);
        }
        tree &= paintDown(dag);
        if (hashed) paintOrders(at);
        return tree;
    }

    /** Adds to every colour what is above the block; tells whether no block has two parents. */
    private boolean paintDown(Dag dag) {
        boolean tree = true;
        colour[0] = up[0];
        level[0] = 0;
        for (int b = 1; b < dag.size(); b++) {
            int first = dag.predecessor(b);
            long sum = 0;
            int deepest = 0;
            if (first >= 0) {
                sum = mix(colour[first] + 3);
                deepest = level[first];
            }
            BlockSet parents = first < 0 || dag.refersToOthers(b) ? dag.parents(b) : BlockSet.EMPTY;
            for (int p = parents.first(); p >= 0; p = parents.next(p)) {
                if (p == first) continue;
                tree = false;
                sum += mix(colour[p] + 4);
                deepest = Math.max(deepest, level[p]);
            }
            colour[b] = mix(sum ^ up[b]);
            level[b] = deepest + 1;
        }
        return tree;
    }

    private static long cell(Hashes hashes, int b) {
        return (long) hashes.low(b) << 40 | (long) hashes.size(b) << 20 | hashes.length(hashes.order(b));
    }

    /** Adds to the colours of compared blocks those they are compared with. */
    private void paintOrders(Position at) {
        Hashes hashes = at.hashes;
        int n = at.dag.size();
        for (int b = 0; b < n; b++) {
            up[b] = colour[b];
            if (!hashes.ranked(b)) continue;
            for (int c = 0; c < n; c++)
                if (c != b && hashes.ranked(c) && hashes.order(c) == hashes.order(b))
                    up[b] += mix(colour[c] + hashes.low(c) + 5);
        }
        System.arraycopy(up, 0, colour, 0, n);
    }

    private boolean twins(Position at, int b, int c) {
        return at.dag.parents(b).equals(at.dag.parents(c))
                && at.dag.children(b).equals(at.dag.children(c))
                && (!at.hashes.ranked(b) || at.hashes.order(b) == at.hashes.order(c));
    }

    private State write(Position at) {
        return codec.write(at, label, order, place);
    }

    /** By level, then colour; of equals, in the order of their predecessors, which keeps the subtrees of a tree together. */
    private void sort(Dag dag) {
        int n = dag.size();
        for (int b = 0; b < n; b++) {
            int i = b;
            for (; i > 0 && lower(b, order[i - 1]); i--) order[i] = order[i - 1];
            order[i] = b;
        }
        for (int i = 0; i < n; i++) { // levels above are in place by now
            int b = order[i];
            int j = i;
            for (; j > 1 && same(b, order[j - 1]) && follows(dag, order[j - 1], b); j--) {
                order[j] = order[j - 1];
                place[order[j]] = j;
            }
            order[j] = b;
            place[b] = j;
        }
    }

    private boolean lower(int b, int c) {
        return level[b] < level[c] || level[b] == level[c] && colour[b] < colour[c];
    }

    private boolean same(int b, int c) {
        return level[b] == level[c] && colour[b] == colour[c];
    }

    private boolean follows(Dag dag, int b, int c) {
        return first(dag, b) > first(dag, c);
    }

    private int first(Dag dag, int b) {
        int predecessor = dag.predecessor(b);
        return predecessor < 0 ? -1 : place[predecessor];
    }
}
