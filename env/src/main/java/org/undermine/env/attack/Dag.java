package org.undermine.env.attack;

import java.util.Arrays;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.Kind;
import org.undermine.protocols.View;

/**
 * The blocks of one window, from the root (block 0) on, parents before children.
 *
 * <p>Sets of blocks are rows of bit matrices, {@link #words} machine words each, one as long as that is enough: {@code parents}, {@code children},
 * {@code past} (all proper ancestors), {@code chain} (the block and its predecessors), {@code votes} (for a block).
 */
final class Dag {
    private static final Kind[] KINDS = Kind.values();

    private int words;
    private int size;
    private BlockSet ballots = BlockSet.EMPTY; // all votes
    private long[] parents;
    private long[] children;
    private long[] past;
    private long[] chain;
    private long[] votes;
    private int[] predecessor;
    private int[] height;
    private int[] voted;
    private int[] depth;
    private byte[] miner;
    private byte[] kind;
    private int[] place;

    Dag() {
        allocate(1);
        clear();
    }

    private void allocate(int width) {
        words = width;
        int capacity = capacity();
        parents = new long[capacity * words];
        children = new long[capacity * words];
        past = new long[capacity * words];
        chain = new long[capacity * words];
        votes = new long[capacity * words];
        predecessor = new int[capacity];
        height = new int[capacity];
        voted = new int[capacity];
        depth = new int[capacity];
        miner = new byte[capacity];
        kind = new byte[capacity];
        place = new int[capacity];
    }

    /** How many machine words a set of blocks takes. */
    int words() {
        return words;
    }

    /** Makes room for {@code 64 * width} blocks, keeping all. */
    void widen(int width) {
        long[][] rows = {parents, children, past, chain, votes};
        int[][] numbers = {predecessor, height, voted, depth};
        byte[][] labels = {miner, kind};
        int old = words;
        allocate(width);
        long[][] wide = {parents, children, past, chain, votes};
        for (int m = 0; m < rows.length; m++)
            for (int b = 0; b < size; b++) System.arraycopy(rows[m], b * old, wide[m], b * words, old);
        int[][] newNumbers = {predecessor, height, voted, depth};
        for (int m = 0; m < numbers.length; m++) System.arraycopy(numbers[m], 0, newNumbers[m], 0, size);
        byte[][] newLabels = {miner, kind};
        for (int m = 0; m < labels.length; m++) System.arraycopy(labels[m], 0, newLabels[m], 0, size);
    }

    /** Leaves nothing but a root. */
    void clear() {
        size = 0;
        ballots = BlockSet.EMPTY;
        append(Draft.NONE, BlockSet.EMPTY, Kind.BLOCK, 0, View.NOBODY);
    }

    int size() {
        return size;
    }

    int capacity() {
        return 64 * words;
    }

    BlockSet all() {
        return BlockSet.below(size);
    }

    BlockSet parents(int b) {
        return BlockSet.read(parents, b, words);
    }

    boolean refersInto(int b, BlockSet blocks) {
        return blocks.meets(parents, b, words);
    }

    BlockSet children(int b) {
        return BlockSet.read(children, b, words);
    }

    BlockSet past(int b) {
        return BlockSet.read(past, b, words);
    }

    BlockSet chain(int b) {
        return BlockSet.read(chain, b, words);
    }

    /** All votes for {@code b}. */
    BlockSet votes(int b) {
        return BlockSet.read(votes, b, words);
    }

    /** All votes for anything. */
    BlockSet ballots() {
        return ballots;
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

    int voted(int b) {
        return voted[b];
    }

    int depth(int b) {
        return depth[b];
    }

    int miner(int b) {
        return miner[b];
    }

    /** Forgets who mined {@code b}. */
    void disown(int b) {
        miner[b] = View.NOBODY;
    }

    Kind kind(int b) {
        return KINDS[kind[b]];
    }

    int append(Draft draft, int height, int miner) {
        return append(draft.predecessor(), draft.parents(), draft.kind(), height, miner);
    }

    private int append(int predecessor, BlockSet parents, Kind kind, int height, int miner) {
        int b = size++;
        BlockSet past = parents;
        for (int p = parents.first(); p >= 0; p = parents.next(p)) {
            past = past.or(past(p));
            children(p).with(b).write(children, p, words);
        }
        parents.write(this.parents, b, words);
        past.write(this.past, b, words);
        (predecessor < 0 ? BlockSet.of(b) : chain(predecessor).with(b)).write(chain, b, words);
        BlockSet.EMPTY.write(children, b, words);
        BlockSet.EMPTY.write(votes, b, words);
        this.predecessor[b] = predecessor;
        this.height[b] = height;
        this.miner[b] = (byte) miner;
        this.kind[b] = (byte) kind.ordinal();
        voted[b] = b;
        depth[b] = 0;
        if (kind == Kind.VOTE) count(b);
        return b;
    }

    private void count(int vote) {
        ballots = ballots.with(vote);
        int block = voted[predecessor[vote]];
        voted[vote] = block;
        depth[vote] = depth[predecessor[vote]] + 1;
        votes(block).with(vote).write(votes, block, words);
    }

    void copy(Dag from) {
        if (words != from.words) allocate(from.words);
        size = from.size;
        ballots = from.ballots;
        int length = size * words;
        System.arraycopy(from.parents, 0, parents, 0, length);
        System.arraycopy(from.children, 0, children, 0, length);
        System.arraycopy(from.past, 0, past, 0, length);
        System.arraycopy(from.chain, 0, chain, 0, length);
        System.arraycopy(from.votes, 0, votes, 0, length);
        System.arraycopy(from.predecessor, 0, predecessor, 0, size);
        System.arraycopy(from.height, 0, height, 0, size);
        System.arraycopy(from.voted, 0, voted, 0, size);
        System.arraycopy(from.depth, 0, depth, 0, size);
        System.arraycopy(from.miner, 0, miner, 0, size);
        System.arraycopy(from.kind, 0, kind, 0, size);
    }

    /**
     * Makes this, as wide as {@code width} says, the part of {@code from} that the first {@code count} entries of {@code order} list: the root first, each block
     * after its parents. References to other blocks are forgotten, heights count from the root.
     *
     * @return the new number of each block of {@code from}, -1 where it is left out
     */
    int[] take(Dag from, int width, int[] order, int count) {
        if (width != words) allocate(width);
        if (place.length < from.size) place = new int[from.capacity()];
        Arrays.fill(place, 0, from.size, -1);
        int base = from.height[order[0]];
        clear();
        place[order[0]] = 0;
        for (int i = 1; i < count; i++) {
            int b = order[i];
            BlockSet all = from.parents(b);
            BlockSet kept = BlockSet.EMPTY;
            for (int p = all.first(); p >= 0; p = all.next(p)) if (place[p] >= 0) kept = kept.with(place[p]);
            int first = from.predecessor[b] < 0 ? Draft.NONE : place[from.predecessor[b]];
            append(first, kept, from.kind(b), from.height[b] - base, from.miner[b]);
            place[b] = i;
        }
        return place;
    }
}
