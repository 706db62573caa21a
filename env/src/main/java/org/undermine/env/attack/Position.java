package org.undermine.env.attack;

import java.util.Arrays;
import org.undermine.env.mdp.Bookmark;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.Kind;

/**
 * Where an attack stands: the block DAG since the last block that all parties agree on, what the attacker withholds and
 * ignores, what is in flight, what is known of hashes, and three heads.
 */
final class Position {
    /** Thrown where there are more blocks than a window can hold. */
    static final class Full extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private Full() {
            super("more than " + Space.WIDEST + " blocks in the window");
        }
    }

    private static final int WITHHELD = 0;
    private static final int IGNORED = 1;
    private static final int FRESH = 2;
    private static final int NEARS = 3;
    private static final int FLAGS = 4;
    private static final Party[] PARTIES = Party.values();
    private static final Kind[] KINDS = Kind.values();
    private static final int PAID = PARTIES.length;
    private static final int HEADS = PARTIES.length + 1;
    private static final int HEAD = 16; // enough for Space.WIDEST
    private static final long ONE_HEAD = (1L << HEAD) - 1;
    private static final int MINER = FLAGS + PARTIES.length + 1;
    private static final int KIND = MINER + 2;

    /** How many bits a {@link #label} takes. */
    static final int LABEL = KIND + 2;

    final Dag dag;
    final Hashes hashes;
    private final Dag spare;
    private final Hashes spareHashes;
    private long[] flags;
    private long heads; // HEAD bits each; the last: up to which block all is paid
    private long[][] undo = new long[2][];
    private int saved;

    Position() {
        dag = new Dag();
        spare = new Dag();
        hashes = new Hashes();
        spareHashes = new Hashes();
        flags = new long[FLAGS];
    }

    /** Appends a block that nobody has heard of. The window becomes wider where it must. */
    int append(Draft draft, int height, int miner) {
        if (dag.size() == dag.capacity()) widen();
        return dag.append(draft, height, miner);
    }

    private void widen() {
        int old = dag.words();
        if (dag.capacity() >= Space.WIDEST) throw new Full();
        dag.widen(2 * old);
        long[] wide = new long[FLAGS * dag.words()];
        for (int row = 0; row < FLAGS; row++) System.arraycopy(flags, row * old, wide, row * dag.words(), old);
        flags = wide;
    }

    void clear() {
        dag.clear();
        hashes.clear();
        Arrays.fill(flags, 0);
        heads = 0;
    }

    BlockSet withheld() {
        return BlockSet.read(flags, WITHHELD, dag.words());
    }

    void withhold(BlockSet blocks) {
        blocks.write(flags, WITHHELD, dag.words());
    }

    BlockSet ignored() {
        return BlockSet.read(flags, IGNORED, dag.words());
    }

    /** Parallel blocks, which nothing can be built on, are left out. */
    void ignore(BlockSet blocks) {
        blocks.minus(dag.parallels()).write(flags, IGNORED, dag.words());
    }

    /** Sent blocks that the near defenders have not heard yet. */
    BlockSet fresh() {
        return BlockSet.read(flags, FRESH, dag.words());
    }

    void fly(BlockSet blocks) {
        blocks.write(flags, FRESH, dag.words());
    }

    /** Of the fresh blocks, the near defenders' own where the far ones have proposed another: near hear theirs first. */
    BlockSet nears() {
        return BlockSet.read(flags, NEARS, dag.words());
    }

    void flyFirst(BlockSet blocks) {
        blocks.write(flags, NEARS, dag.words());
    }

    int head(Party p) {
        return head(p.ordinal());
    }

    private int head(int p) {
        return (int) (heads >>> HEAD * p & ONE_HEAD);
    }

    void prefer(Party p, int block) {
        prefer(p.ordinal(), block);
    }

    private void prefer(int p, int block) {
        heads = heads & ~(ONE_HEAD << HEAD * p) | (long) block << HEAD * p;
    }

    /** The newest block that is paid for, with its chain. */
    int paid() {
        return head(PAID);
    }

    /** {@code newest} and its chain are paid for: who mined them matters no longer. */
    void settle(int newest) {
        prefer(PAID, newest);
        BlockSet chain = dag.chain(newest);
        for (int b = chain.first(); b >= 0; b = chain.next(b)) dag.disown(b);
    }

    BlockSet known(Party p) {
        return switch (p) {
            case ATTACKER -> dag.all().minus(ignored());
            case NEAR -> dag.all().minus(withheld()).minus(fresh());
            case FAR -> dag.all().minus(withheld());
        };
    }

    /** Whether {@code b}, of {@code waiting}, waits for no parent of it and does not come by itself, as summaries do. */
    boolean isNext(int b, BlockSet waiting) {
        return dag.kind(b) != Kind.SUMMARY && !dag.refersInto(b, waiting);
    }

    /** Blocks, but for parallel ones, and the marks of forgotten ones: what counts towards a window. */
    int weight() {
        return dag.size() - dag.parallels().size() + hashes.marks();
    }

    /** Writes all of it down as it is numbered now. */
    void leave(Bookmark mark) {
        dag.leave(mark);
        hashes.leave(mark);
        mark.put(flags, flags.length);
        mark.put(heads);
    }

    void goOn(Bookmark mark) {
        dag.goOn(mark);
        hashes.goOn(mark);
        if (flags.length != FLAGS * dag.words()) flags = new long[FLAGS * dag.words()];
        mark.numbers(flags, flags.length);
        heads = mark.number();
    }

    void copy(Position from) {
        dag.copy(from.dag);
        hashes.copy(from.hashes);
        if (flags.length != from.flags.length) flags = new long[from.flags.length];
        System.arraycopy(from.flags, 0, flags, 0, flags.length);
        heads = from.heads;
    }

    /** Remembers flags and heads for {@link #undo}. Saves nest. */
    void save() {
        if (saved == undo.length) undo = Arrays.copyOf(undo, undo.length + 1);
        if (undo[saved] == null || undo[saved].length != flags.length + 1) undo[saved] = new long[flags.length + 1];
        long[] to = undo[saved++];
        System.arraycopy(flags, 0, to, 0, flags.length);
        to[flags.length] = heads;
    }

    /** Whether what happens now will be taken back. */
    boolean trying() {
        return saved > 0;
    }

    /** Takes back what has happened to flags and heads since the last save; no block may have come or gone. */
    void undo() {
        long[] from = undo[--saved];
        System.arraycopy(from, 0, flags, 0, flags.length);
        heads = from[flags.length];
    }

    /** Keeps the first {@code count} blocks of {@code order}, parents first, and calls block {@code order[i]} block {@code i}. */
    void relabel(int[] order, int count) {
        spare.copy(dag);
        int[] place = dag.take(spare, wordsFor(count), order, count);
        if (!hashes.isEmpty()) {
            spareHashes.copy(hashes);
            hashes.take(spareHashes, order, count);
        }
        long[] renamed = dag.words() == spare.words() ? flags : new long[FLAGS * dag.words()];
        for (int row = 0; row < FLAGS; row++) {
            BlockSet old = BlockSet.read(flags, row, spare.words());
            BlockSet kept = BlockSet.EMPTY;
            for (int b = old.first(); b >= 0; b = old.next(b)) if (place[b] >= 0) kept = kept.with(place[b]);
            kept.write(renamed, row, dag.words());
        }
        flags = renamed;
        for (int p = 0; p < HEADS; p++) prefer(p, Math.max(0, place[head(p)]));
    }

    /** As wide as now, unless a quarter of that would do. */
    private int wordsFor(int count) {
        int words = dag.words();
        while (words > 1 && count <= 16 * words) words /= 2;
        return words;
    }

    /** Writes all there is to know of each block but its references and its hash: its kind, its miner, its flags, whose head it is, whether it is paid for last. */
    void label(int[] into) {
        for (int b = 0; b < dag.size(); b++) into[b] = dag.kind(b).ordinal() << KIND | dag.miner(b) << MINER;
        for (int row = 0; row < FLAGS; row++) {
            int bit = 1 << MINER - 1 - row;
            BlockSet marked = BlockSet.read(flags, row, dag.words());
            for (int b = marked.first(); b >= 0; b = marked.next(b)) into[b] |= bit;
        }
        for (int p = 0; p < HEADS; p++) into[head(p)] |= 1 << HEADS - 1 - p;
    }

    static Kind kind(int label) {
        return KINDS[label >> KIND];
    }

    /** Appends a block of which all is known but its height and its hash. */
    void restore(Draft draft, int height, int label) {
        int b = append(draft, height, label >> MINER & 3);
        relabelled(b, label);
    }

    /** Gives the root its flags and heads back. */
    void restoreRoot(int label) {
        relabelled(0, label);
    }

    private void relabelled(int b, int label) {
        for (int p = HEADS - 1; p >= 0; p--, label >>= 1) if ((label & 1) != 0) prefer(p, b);
        for (int row = FLAGS - 1; row >= 0; row--, label >>= 1)
            if ((label & 1) != 0) BlockSet.read(flags, row, dag.words()).with(b).write(flags, row, dag.words());
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int b = 0; b < dag.size(); b++) {
            text.append(b == 0 ? "" : " ").append(b);
            if (dag.kind(b) == Kind.VOTE) text.append('v');
            if (dag.kind(b) == Kind.SUMMARY) text.append('s');
            if (dag.kind(b) == Kind.PARALLEL) text.append('p').append(dag.ledger(b));
            if (b > 0) text.append(":" + ".da".charAt(dag.miner(b))).append(dag.parents(b));
            if (withheld().contains(b)) text.append('w');
            if (ignored().contains(b)) text.append('i');
            if (fresh().contains(b)) text.append(nears().contains(b) ? 'n' : 'f');
        }
        text.append(" heads ")
                .append(head(0))
                .append(',')
                .append(head(1))
                .append(',')
                .append(head(2));
        return text.append(hashes).toString();
    }
}
