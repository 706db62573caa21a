package org.undermine.protocols;

/**
 * What one miner knows: the part of the block DAG that has reached it, and the block it prefers.
 *
 * <p>Blocks are numbers. A number names a block and means nothing else: a rule that compares two of them to break a tie
 * is wrong, because states that differ only in numbering are one state. The oldest block of a view is its root, the
 * newest block that everybody agrees on; it has no parents and nobody's name on it.
 */
public interface View {
    /** The miner of a root, and of every {@link Kind#SUMMARY}. */
    int NOBODY = 0;

    int DEFENDER = 1;
    int ATTACKER = 2;

    /** Who looks: {@link #DEFENDER} or {@link #ATTACKER}. */
    int me();

    /** The block this miner prefers. A miner's state is its head and nothing else. */
    int head();

    BlockSet known();

    Kind kind(int block);

    /** Which ledger a parallel block belongs to, from 0; 0 for all other kinds. */
    default int ledger(int block) {
        return 0;
    }

    /** All parents of a known block; empty for the root. */
    BlockSet parents(int block);

    /** The parent that a block names first; {@link Draft#NONE} for the root and where none comes first. */
    int predecessor(int block);

    /** The known blocks that have {@code block} among their parents. */
    BlockSet children(int block);

    /** All proper ancestors of a known block, the root included. */
    BlockSet past(int block);

    /** {@code block} and its predecessors, their predecessors and so on, down to the root. */
    BlockSet chain(int block);

    /** {@link Protocol#height} as it was when the block was made, counted from the root, which has height 0. */
    int height(int block);

    /** {@link #ATTACKER}, {@link #DEFENDER}, or {@link #NOBODY}. */
    int miner(int block);

    /** The block that a vote is for: the first that is no vote along its predecessors. {@code block} itself if it is no vote. */
    int voted(int block);

    /** The known votes that are for {@code block}, which is no vote, directly or through other votes. */
    BlockSet votes(int block);

    /** How many votes there are along the predecessors from {@code block}, itself included, to the block voted for; 0 if it is no vote. */
    int depth(int block);

    /**
     * Whether this miner favours {@code block} because it is its own. A view of the defenders stands for very many small
     * miners, none of whom owns more than one block in question, so it favours nothing.
     */
    boolean own(int block);

    /** Whether this miner can sign in the name of the miner of {@code block}. For defenders: whoever mined it is there and acts. */
    boolean signs(int block);

    /**
     * The {@code n} blocks of {@code among} with the smallest hashes; all of them where there are no more. Hashes are as
     * good as random and independent. What they are is drawn when a rule first asks, if it must be, and then stays: ask
     * only where the answer matters, for every question that chance has to answer makes more states.
     */
    BlockSet smallest(BlockSet among, int n);

    /** The block of {@code among}, which is not empty, with the smallest hash. */
    default int smallest(BlockSet among) {
        return smallest(among, 1).first();
    }
}
