package org.undermine.env.network;

import java.util.Arrays;
import org.undermine.env.attack.Dag;
import org.undermine.env.attack.Space;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.View;

/**
 * The blocks that may still matter, who knows which of them, and whom each node prefers. Miners are 1 + the number of a node,
 * {@link View#NOBODY} for none.
 */
final class Ledger {
    private static final int KNOWN = 0;
    private static final int WAITING = 1; // heard, but not all parents are known
    private static final int MADE = 2; // proposals, whether or not they have come back
    private static final int ROWS = 3;
    private static final int PUBLIC = 0; // a row of its own, after those of the nodes: what has been sent

    final Dag dag = new Dag();
    final int[] head;
    private final Dag spare = new Dag();
    private final int nodes;
    private long[] rows;
    private int words;
    private long[] name = new long[64];
    private long[] hash = new long[64];
    private long named;
    private int[] place;

    Ledger(int nodes) {
        this.nodes = nodes;
        head = new int[nodes];
        words = dag.words();
        rows = new long[(nodes * ROWS + 1) * words];
        publish(0);
        for (int i = 0; i < nodes; i++) learn(i, 0);
        named = 1;
    }

    // ---- who knows what

    private int row(int node, int which) {
        return (node * ROWS + which) * words;
    }

    private void mark(int node, int which, int b) {
        rows[row(node, which) + (b >> 6)] |= 1L << b;
    }

    private boolean marked(int node, int which, int b) {
        return (rows[row(node, which) + (b >> 6)] >>> b & 1) != 0;
    }

    boolean knows(int node, int b) {
        return marked(node, KNOWN, b);
    }

    void learn(int node, int b) {
        mark(node, KNOWN, b);
    }

    void unlearn(int node, int b) {
        rows[row(node, KNOWN) + (b >> 6)] &= ~(1L << b);
    }

    BlockSet known(int node) {
        return BlockSet.read(rows, node * ROWS + KNOWN, words);
    }

    boolean knowsParents(int node, int b) {
        return !dag.refersOutside(b, rows, node * ROWS + KNOWN);
    }

    void await(int node, int b) {
        mark(node, WAITING, b);
    }

    boolean awaits(int node) {
        for (int i = row(node, WAITING), end = i + words; i < end; i++) if (rows[i] != 0) return true;
        return false;
    }

    /** A block that waits and whose parents are known now; it waits no longer. -1 if there is none. */
    int ready(int node) {
        BlockSet waiting = BlockSet.read(rows, node * ROWS + WAITING, words);
        for (int b = waiting.first(); b >= 0; b = waiting.next(b)) {
            if (!knowsParents(node, b)) continue;
            rows[row(node, WAITING) + (b >> 6)] &= ~(1L << b);
            return b;
        }
        return -1;
    }

    boolean made(int node, int b) {
        return marked(node, MADE, b);
    }

    void make(int node, int b) {
        mark(node, MADE, b);
    }

    void publish(int b) {
        mark(nodes, PUBLIC, b);
    }

    boolean isPublic(int b) {
        return marked(nodes, PUBLIC, b);
    }

    BlockSet sent() {
        return BlockSet.read(rows, nodes * ROWS + PUBLIC, words);
    }

    BlockSet knownToAll() {
        BlockSet all = known(0);
        for (int i = 1; i < nodes; i++) all = all.and(known(i));
        return all;
    }

    // ---- blocks

    /** A new block that nobody has heard of. */
    int append(Draft draft, int height, int miner, long bits) {
        if (dag.size() == dag.capacity()) widen();
        int b = dag.append(draft, height, miner);
        name[b] = named++;
        hash[b] = bits;
        return b;
    }

    private void widen() {
        if (dag.capacity() >= Space.WIDEST)
            throw new IllegalArgumentException("nodes disagree on more than " + Space.WIDEST
                    + " blocks: messages take too long for the interval between proofs-of-work");
        int old = words;
        dag.widen(2 * old);
        words = dag.words();
        long[] wide = new long[(nodes * ROWS + 1) * words];
        for (int r = 0; r <= nodes * ROWS; r++) System.arraycopy(rows, r * old, wide, r * words, old);
        rows = wide;
        name = Arrays.copyOf(name, dag.capacity());
        hash = Arrays.copyOf(hash, dag.capacity());
    }

    /** The block that {@code draft} would be if {@code miner} made it; -1 if there is none yet. */
    int existing(Draft draft, int miner) {
        BlockSet siblings = dag.children(draft.predecessor());
        for (int b = siblings.first(); b >= 0; b = siblings.next(b))
            if (dag.kind(b) == draft.kind()
                    && dag.ledger(b) == draft.ledger()
                    && dag.miner(b) == miner
                    && dag.predecessor(b) == draft.predecessor()
                    && dag.parents(b).equals(draft.parents())) return b;
        return -1;
    }

    long name(int b) {
        return name[b];
    }

    long hash(int b) {
        return hash[b];
    }

    /** What block {@code block} is called in the window; -1 if it is forgotten. */
    int find(long block) {
        int at = Arrays.binarySearch(name, 0, dag.size(), block);
        return at < 0 ? -1 : at;
    }

    /** How many blocks there have been. */
    long named() {
        return named;
    }

    BlockSet smallest(BlockSet among, int n) {
        if (n == 1) {
            int least = among.first();
            for (int b = least; b >= 0; b = among.next(b))
                if (Long.compareUnsigned(hash[b], hash[least]) < 0) least = b;
            return least < 0 ? BlockSet.EMPTY : BlockSet.of(least);
        }
        BlockSet found = among;
        for (int excess = among.size() - n; excess > 0; excess--) {
            int greatest = found.first();
            for (int b = greatest; b >= 0; b = found.next(b))
                if (Long.compareUnsigned(hash[b], hash[greatest]) > 0) greatest = b;
            found = found.without(greatest);
        }
        return found;
    }

    // ---- forgetting

    /**
     * Forgets all but {@code kept}, of which the first is the new root.
     *
     * @return what each block is called now, -1 if it is forgotten
     */
    int[] keep(BlockSet kept) {
        int size = dag.size();
        int[] order = new int[kept.size()];
        int count = 0;
        for (int b = kept.first(); b >= 0; b = kept.next(b)) order[count++] = b;
        spare.copy(dag);
        place = dag.take(spare, spare.words() > 1 && count <= 32 ? 1 : spare.words(), order, count);
        int old = words;
        words = dag.words();
        long[] renamed = old == words ? rows : new long[(nodes * ROWS + 1) * words];
        for (int r = 0; r <= nodes * ROWS; r++) rename(r, old, renamed);
        rows = renamed;
        for (int i = 0; i < nodes; i++) head[i] = Math.max(0, place[head[i]]);
        for (int i = 0; i < count; i++) {
            name[i] = name[order[i]];
            hash[i] = hash[order[i]];
        }
        for (int i = 0; i < nodes; i++) learn(i, 0);
        publish(0);
        return place;
    }

    private void rename(int row, int old, long[] into) {
        long[] wide = new long[words];
        for (int i = 0; i < old; i++)
            for (long rest = rows[row * old + i]; rest != 0; rest &= rest - 1) {
                int b = place[64 * i + Long.numberOfTrailingZeros(rest)];
                if (b >= 0) wide[b >> 6] |= 1L << b;
            }
        System.arraycopy(wide, 0, into, row * words, words);
    }
}
