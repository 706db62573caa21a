package org.undermine.env.attack;

import java.util.Arrays;
import org.undermine.env.mdp.Bookmark;
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
public final class Dag {
    private static final Kind[] KINDS = Kind.values();

    private static final int PARENTS = 0;
    private static final int CHILDREN = 1;
    private static final int PAST = 2;
    private static final int CHAIN = 3;
    private static final int VOTES = 4;
    private static final int SETS = 5;
    private static final int PREDECESSOR = 0;
    private static final int HEIGHT = 1;
    private static final int VOTED = 2;
    private static final int DEPTH = 3;
    private static final int MINER = 4;
    private static final int KIND = 5; // and the ledger, of a parallel block
    private static final int KIND_BITS = 2;
    private static final int OTHERS = 6; // whether there are parents but the predecessor
    private static final int NUMBERS = 7;

    private int words;
    private int size;
    private BlockSet ballots = BlockSet.EMPTY; // all votes
    private BlockSet parallels = BlockSet.EMPTY; // all parallel blocks
    private long[] sets; // of each block its SETS, side by side: what is copied most is copied in one piece
    private int[] numbers; // of each block its NUMBERS
    private int[] place;
    private long changes; // how often anything has been changed
    private Dag original; // what was last copied, when it had changed how often; and how often this had then
    private long changesThere;
    private long changesHere;

    /** Of a root alone. */
    public Dag() {
        allocate(1);
        clear();
    }

    private void allocate(int width) {
        words = width;
        sets = new long[capacity() * SETS * words];
        numbers = new int[capacity() * NUMBERS];
        place = new int[capacity()];
    }

    /** Makes it as wide as that; whatever it held is lost. */
    private void reshape(int width) {
        if (width * width > sets.length / (64 * SETS)) allocate(width);
        words = width;
    }

    /** How many machine words a set of blocks takes. */
    public int words() {
        return words;
    }

    /** Makes room for {@code 64 * width} blocks, keeping all. */
    public void widen(int width) {
        changes++;
        long[] oldSets = sets;
        int[] oldNumbers = numbers;
        int old = words;
        allocate(width);
        for (int row = 0; row < size * SETS; row++) System.arraycopy(oldSets, row * old, sets, row * words, old);
        System.arraycopy(oldNumbers, 0, numbers, 0, size * NUMBERS);
    }

    private BlockSet set(int b, int which) {
        return BlockSet.read(sets, b * SETS + which, words);
    }

    private void set(int b, int which, BlockSet value) {
        value.write(sets, b * SETS + which, words);
    }

    /** Puts all that is in one set into another. */
    private void add(int b, int which, int to, int there) {
        int from = (b * SETS + which) * words;
        int into = (to * SETS + there) * words;
        for (int i = 0; i < words; i++) sets[into + i] |= sets[from + i];
    }

    /** Puts a block into a set. */
    private void mark(int b, int which, int block) {
        sets[(b * SETS + which) * words + (block >> 6)] |= 1L << block;
    }

    private int number(int b, int which) {
        return numbers[b * NUMBERS + which];
    }

    private void number(int b, int which, int value) {
        numbers[b * NUMBERS + which] = value;
    }

    /** Leaves nothing but a root. */
    public void clear() {
        changes++;
        size = 0;
        ballots = BlockSet.EMPTY;
        parallels = BlockSet.EMPTY;
        append(Draft.NONE, BlockSet.EMPTY, Kind.BLOCK, 0, 0, View.NOBODY);
    }

    public int size() {
        return size;
    }

    public int capacity() {
        return 64 * words;
    }

    public BlockSet all() {
        return BlockSet.below(size);
    }

    public BlockSet parents(int b) {
        return set(b, PARENTS);
    }

    /** Whether {@code b} has parents besides its predecessor. */
    boolean refersToOthers(int b) {
        return number(b, OTHERS) != 0;
    }

    boolean refersInto(int b, BlockSet blocks) {
        return blocks.meets(sets, b * SETS + PARENTS, words);
    }

    /** Whether a parent of {@code b} is missing in row {@code row} of a bit matrix whose rows are {@link #words} long. */
    public boolean refersOutside(int b, long[] matrix, int row) {
        for (int i = 0, at = (b * SETS + PARENTS) * words; i < words; i++)
            if ((sets[at + i] & ~matrix[row * words + i]) != 0) return true;
        return false;
    }

    public BlockSet children(int b) {
        return set(b, CHILDREN);
    }

    public BlockSet past(int b) {
        return set(b, PAST);
    }

    public BlockSet chain(int b) {
        return set(b, CHAIN);
    }

    /** All votes for {@code b}. */
    public BlockSet votes(int b) {
        return set(b, VOTES);
    }

    /** All votes for anything. */
    BlockSet ballots() {
        return ballots;
    }

    /** All parallel blocks. */
    public BlockSet parallels() {
        return parallels;
    }

    /** The parallel blocks under any of {@code proofs}. */
    public BlockSet under(BlockSet proofs) {
        BlockSet under = BlockSet.EMPTY;
        for (int b = parallels.first(); b >= 0; b = parallels.next(b))
            if (proofs.contains(predecessor(b))) under = under.with(b);
        return under;
    }

    public BlockSet future(int b) {
        long[] future = new long[words];
        int in = b >> 6;
        for (int x = b + 1, at = (x * SETS + PAST) * words + in; x < size; x++, at += SETS * words)
            future[x >> 6] |= (sets[at] >>> b & 1) << x;
        return BlockSet.read(future, 0, words);
    }

    public int predecessor(int b) {
        return number(b, PREDECESSOR);
    }

    public int height(int b) {
        return number(b, HEIGHT);
    }

    public int voted(int b) {
        return number(b, VOTED);
    }

    public int depth(int b) {
        return number(b, DEPTH);
    }

    public int miner(int b) {
        return number(b, MINER);
    }

    /** Forgets who mined {@code b}. */
    void disown(int b) {
        changes++;
        number(b, MINER, View.NOBODY);
    }

    public Kind kind(int b) {
        return KINDS[number(b, KIND) & (1 << KIND_BITS) - 1];
    }

    /** Which ledger a parallel block belongs to; 0 for all other kinds. */
    public int ledger(int b) {
        return number(b, KIND) >> KIND_BITS;
    }

    public int append(Draft draft, int height, int miner) {
        return append(draft.predecessor(), draft.parents(), draft.kind(), draft.ledger(), height, miner);
    }

    private int append(int predecessor, BlockSet parents, Kind kind, int ledger, int height, int miner) {
        changes++;
        int b = size++;
        Arrays.fill(sets, b * SETS * words, (b + 1) * SETS * words, 0);
        set(b, PARENTS, parents);
        set(b, PAST, parents);
        for (int p = parents.first(); p >= 0; p = parents.next(p)) {
            add(p, PAST, b, PAST);
            mark(p, CHILDREN, b);
        }
        if (predecessor >= 0) add(predecessor, CHAIN, b, CHAIN);
        mark(b, CHAIN, b);
        number(b, PREDECESSOR, predecessor);
        number(b, HEIGHT, height);
        number(b, MINER, miner);
        number(b, KIND, kind.ordinal() | ledger << KIND_BITS);
        int first = predecessor >= 0 && parents.contains(predecessor) ? 1 : 0;
        number(b, OTHERS, parents.size() > first ? 1 : 0);
        number(b, VOTED, b);
        number(b, DEPTH, 0);
        if (kind == Kind.VOTE) count(b);
        if (kind == Kind.PARALLEL) parallels = parallels.with(b);
        return b;
    }

    private void count(int vote) {
        ballots = ballots.with(vote);
        int block = voted(predecessor(vote));
        number(vote, VOTED, block);
        number(vote, DEPTH, depth(predecessor(vote)) + 1);
        mark(block, VOTES, vote);
    }

    void leave(Bookmark mark) {
        mark.put((long) words << Integer.SIZE | size);
        long[] row = new long[words];
        ballots.write(row, 0, words);
        mark.put(row, words);
        parallels.write(row, 0, words);
        mark.put(row, words);
        mark.put(sets, size * SETS * words);
        mark.put(numbers, size * NUMBERS);
    }

    void goOn(Bookmark mark) {
        changes++;
        long sizes = mark.number();
        int width = (int) (sizes >> Integer.SIZE);
        reshape(width);
        size = (int) sizes;
        long[] row = new long[words];
        mark.numbers(row, words);
        ballots = BlockSet.read(row, 0, words);
        mark.numbers(row, words);
        parallels = BlockSet.read(row, 0, words);
        mark.numbers(sets, size * SETS * words);
        mark.numbers(numbers, size * NUMBERS);
    }

    /** Does nothing where both are as they were when this was last done. */
    public void copy(Dag from) {
        if (original == from && changesThere == from.changes && changesHere == changes) return;
        original = from;
        changesThere = from.changes;
        changesHere = ++changes;
        reshape(from.words);
        size = from.size;
        ballots = from.ballots;
        parallels = from.parallels;
        System.arraycopy(from.sets, 0, sets, 0, size * SETS * words);
        System.arraycopy(from.numbers, 0, numbers, 0, size * NUMBERS);
    }

    /**
     * Makes this, as wide as {@code width} says, the part of {@code from} that the first {@code count} entries of {@code order} list: the root first, each block
     * after its parents. References to other blocks are forgotten, heights count from the root.
     *
     * @return the new number of each block of {@code from}, -1 where it is left out
     */
    public int[] take(Dag from, int width, int[] order, int count) {
        reshape(width);
        if (place.length < from.size) place = new int[from.capacity()];
        Arrays.fill(place, 0, from.size, -1);
        int base = from.height(order[0]);
        clear();
        place[order[0]] = 0;
        for (int i = 1; i < count; i++) {
            int b = order[i];
            BlockSet all = from.parents(b);
            BlockSet kept = BlockSet.EMPTY;
            for (int p = all.first(); p >= 0; p = all.next(p)) if (place[p] >= 0) kept = kept.with(place[p]);
            int first = from.predecessor(b) < 0 ? Draft.NONE : place[from.predecessor(b)];
            append(first, kept, from.kind(b), from.ledger(b), from.height(b) - base, from.miner(b));
            place[b] = i;
        }
        return place;
    }
}
