package org.undermine.env.attack;

import java.util.Arrays;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.View;

/**
 * Where an attack stands: the block DAG since the last block that all parties agree on, what the attacker withholds and
 * ignores, what is in flight, and three heads.
 */
final class Position {
    private static final int WITHHELD = 0;
    private static final int IGNORED = 1;
    private static final int FRESH = 2;
    private static final int FLAGS = 3;
    private static final Party[] PARTIES = Party.values();

    /** How many bits a {@link #label} takes. */
    static final int LABEL = FLAGS + PARTIES.length + 2;

    final Dag dag;
    private final Dag spare;
    private final long[] flags;
    private final int[] head = new int[PARTIES.length];
    private long[][] undo = new long[2][];
    private int saved;

    Position(int blocks) {
        dag = new Dag(blocks);
        spare = new Dag(blocks);
        flags = new long[FLAGS * dag.words];
    }

    void clear() {
        dag.clear();
        Arrays.fill(flags, 0);
        Arrays.fill(head, 0);
    }

    BlockSet withheld() {
        return BlockSet.read(flags, WITHHELD, dag.words);
    }

    void withhold(BlockSet blocks) {
        blocks.write(flags, WITHHELD, dag.words);
    }

    BlockSet ignored() {
        return BlockSet.read(flags, IGNORED, dag.words);
    }

    void ignore(BlockSet blocks) {
        blocks.write(flags, IGNORED, dag.words);
    }

    /** Defenders' blocks that the near defenders have not heard yet. */
    BlockSet fresh() {
        return BlockSet.read(flags, FRESH, dag.words);
    }

    void fly(BlockSet blocks) {
        blocks.write(flags, FRESH, dag.words);
    }

    int head(Party p) {
        return head[p.ordinal()];
    }

    void prefer(Party p, int block) {
        head[p.ordinal()] = block;
    }

    BlockSet known(Party p) {
        return switch (p) {
            case ATTACKER -> dag.all().minus(ignored());
            case NEAR -> dag.all().minus(withheld()).minus(fresh());
            case FAR -> dag.all().minus(withheld());
        };
    }

    void copy(Position from) {
        dag.copy(from.dag);
        System.arraycopy(from.flags, 0, flags, 0, flags.length);
        System.arraycopy(from.head, 0, head, 0, head.length);
    }

    /** Remembers flags and heads for {@link #undo}. Saves nest. */
    void save() {
        if (saved == undo.length) undo = Arrays.copyOf(undo, undo.length + 1);
        if (undo[saved] == null) undo[saved] = new long[flags.length + head.length];
        long[] to = undo[saved++];
        System.arraycopy(flags, 0, to, 0, flags.length);
        for (int p = 0; p < head.length; p++) to[flags.length + p] = head[p];
    }

    /** Takes back what has happened to flags and heads since the last save; no block may have come or gone. */
    void undo() {
        long[] from = undo[--saved];
        System.arraycopy(from, 0, flags, 0, flags.length);
        for (int p = 0; p < head.length; p++) head[p] = (int) from[flags.length + p];
    }

    /** Keeps the first {@code count} blocks of {@code order}, parents first, and calls block {@code order[i]} block {@code i}. */
    void relabel(int[] order, int count) {
        spare.copy(dag);
        int[] place = dag.take(spare, order, count);
        for (int row = 0; row < FLAGS; row++) {
            BlockSet old = BlockSet.read(flags, row, dag.words);
            BlockSet renamed = BlockSet.EMPTY;
            for (int b = old.first(); b >= 0; b = old.next(b)) if (place[b] >= 0) renamed = renamed.with(place[b]);
            renamed.write(flags, row, dag.words);
        }
        for (int p = 0; p < head.length; p++) head[p] = place[head[p]];
    }

    /** Writes all there is to know of each block but its references: its miner, its flags, whose head it is. */
    void label(int[] into) {
        for (int b = 0; b < dag.size(); b++) into[b] = dag.miner(b) << FLAGS + head.length;
        for (int row = 0; row < FLAGS; row++) {
            int bit = 1 << FLAGS + head.length - 1 - row;
            BlockSet marked = BlockSet.read(flags, row, dag.words);
            for (int b = marked.first(); b >= 0; b = marked.next(b)) into[b] |= bit;
        }
        for (int p = 0; p < head.length; p++) into[head[p]] |= 1 << head.length - 1 - p;
    }

    /** Appends a block of which all is known but its height. */
    void restore(Draft draft, int height, int label) {
        int b = dag.append(draft, height, label >> FLAGS + head.length);
        relabelled(b, label);
    }

    /** Gives the root its flags and heads back. */
    void restoreRoot(int label) {
        relabelled(0, label);
    }

    private void relabelled(int b, int label) {
        for (int p = head.length - 1; p >= 0; p--, label >>= 1) if ((label & 1) != 0) head[p] = b;
        for (int row = FLAGS - 1; row >= 0; row--, label >>= 1)
            if ((label & 1) != 0) BlockSet.read(flags, row, dag.words).with(b).write(flags, row, dag.words);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int b = 0; b < dag.size(); b++) {
            text.append(b == 0 ? "" : " ").append(b);
            if (b > 0) text.append(dag.miner(b) == View.ATTACKER ? ":a" : ":d").append(dag.parents(b));
            if (withheld().contains(b)) text.append('w');
            if (ignored().contains(b)) text.append('i');
            if (fresh().contains(b)) text.append('f');
        }
        return text.append(" heads ").append(Arrays.toString(head)).toString();
    }
}
