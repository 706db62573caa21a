package org.undermine.protocols;

/**
 * What one miner knows: the part of the block DAG that has reached it, and the block it prefers.
 *
 * <p>Blocks are numbers. A number names a block and means nothing else: a rule that compares two of them to break a tie
 * is wrong, because states that differ only in numbering are one state. The oldest block of a view is its root, the
 * newest block that everybody agrees on; it has no parents and nobody's name on it.
 */
public interface View {
    /** The miner of a root. */
    int NOBODY = 0;

    int DEFENDER = 1;
    int ATTACKER = 2;

    /** Who looks: {@link #DEFENDER} or {@link #ATTACKER}. */
    int me();

    /** The block this miner prefers. A miner's state is its head and nothing else. */
    int head();

    BlockSet known();

    /** All parents of a known block; empty for the root. */
    BlockSet parents(int block);

    /** The parent that a block names first, its predecessor; -1 for the root. */
    int predecessor(int block);

    /** The known blocks that have {@code block} among their parents. */
    BlockSet children(int block);

    /** {@link Protocol#height} as it was when the block was made, counted from the root, which has height 0. */
    int height(int block);

    /** {@link #ATTACKER}, {@link #DEFENDER}, or {@link #NOBODY} for the root. */
    int miner(int block);
}
