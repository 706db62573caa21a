package org.undermine.env.attack;

import java.util.Arrays;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.View;

/**
 * The blocks of one window, from the root (block 0) on, parents before children.
 *
 * <p>Sets of blocks are rows of bit matrices, {@link #words} machine words each: {@code parents}, {@code children},
 * {@code past} (all proper ancestors).
 */
final class Dag {
    final int words;
    private final int capacity;
    private int size;
    private final long[] parents;
    private final long[] children;
    private final long[] past;
    private final int[] predecessor;
    private final int[] height;
    private final byte[] miner;
    private final int[] place;

    /** @param blocks the most blocks there will be at once, up to {@link Space#WIDEST} */
    Dag(int blocks) {
        words = (blocks + 63) / 64;
        capacity = words * 64;
        parents = new long[capacity * words];
        children = new long[capacity * words];
        past = new long[capacity * words];
        predecessor = new int[capacity];
        height = new int[capacity];
        miner = new byte[capacity];
        place = new int[capacity];
        clear();
    }

    /** Leaves nothing but a root. */
    void clear() {
        size = 0;
        append(-1, BlockSet.EMPTY, 0, View.NOBODY);
    }

    int size() {
        return size;
    }

    int capacity() {
        return capacity;
    }

    BlockSet all() {
        return BlockSet.below(size);
    }

    BlockSet parents(int b) {
        return BlockSet.read(parents, b, words);
    }

    BlockSet children(int b) {
        return BlockSet.read(children, b, words);
    }

    BlockSet past(int b) {
        return BlockSet.read(past, b, words);
    }

    BlockSet future(int b) {
        BlockSet future = BlockSet.EMPTY;
        for (int x = b + 1; x < size; x++) if (past(x).contains(b)) future = future.with(x);
        return future;
    }

    int predecessor(int b) {
        return predecessor[b];
    }

    int height(int b) {
        return height[b];
    }

    int miner(int b) {
        return miner[b];
    }

    int append(Draft draft, int height, int miner) {
        return append(draft.predecessor(), draft.parents(), height, miner);
    }

    private int append(int predecessor, BlockSet parents, int height, int miner) {
        if (size == capacity) throw new IllegalStateException("more than " + capacity + " blocks in the window");
        int b = size++;
        BlockSet past = parents;
        for (int p = parents.first(); p >= 0; p = parents.next(p)) {
            past = past.or(past(p));
            children(p).with(b).write(children, p, words);
        }
        parents.write(this.parents, b, words);
        past.write(this.past, b, words);
        BlockSet.EMPTY.write(children, b, words);
        this.predecessor[b] = predecessor;
        this.height[b] = height;
        this.miner[b] = (byte) miner;
        return b;
    }

    void copy(Dag from) {
        size = from.size;
        System.arraycopy(from.parents, 0, parents, 0, size * words);
        System.arraycopy(from.children, 0, children, 0, size * words);
        System.arraycopy(from.past, 0, past, 0, size * words);
        System.arraycopy(from.predecessor, 0, predecessor, 0, size);
        System.arraycopy(from.height, 0, height, 0, size);
        System.arraycopy(from.miner, 0, miner, 0, size);
    }

    /**
     * Makes this the part of {@code from} that the first {@code count} entries of {@code order} list: the root first, each block
     * after its parents. References to other blocks are forgotten, heights count from the root.
     *
     * @return the new number of each block of {@code from}, -1 where it is left out
     */
    int[] take(Dag from, int[] order, int count) {
        Arrays.fill(place, 0, from.size, -1);
        int base = from.height[order[0]];
        clear();
        place[order[0]] = 0;
        for (int i = 1; i < count; i++) {
            int b = order[i];
            BlockSet all = from.parents(b);
            BlockSet kept = BlockSet.EMPTY;
            for (int p = all.first(); p >= 0; p = all.next(p)) if (place[p] >= 0) kept = kept.with(place[p]);
            append(place[from.predecessor[b]], kept, from.height[b] - base, from.miner[b]);
            place[b] = i;
        }
        return place;
    }
}
