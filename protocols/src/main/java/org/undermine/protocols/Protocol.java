package org.undermine.protocols;

/**
 * The rules of one proof-of-work protocol, as an honest miner follows them.
 *
 * <p>A protocol is a record of pure functions of a miner's {@link View}. It keeps nothing, changes nothing and never
 * breaks a tie by block number, so renaming the blocks of a view renames the answers and changes nothing else. The
 * attack relies on this to merge states that differ only in numbering.
 */
public interface Protocol {
    /** What the block that this miner is trying to mine refers to. */
    Draft mine(View view);

    /**
     * The head once {@code block}, the latest member of {@code view.known()}, has been seen: the old head unless another
     * block is strictly better, for the first one seen wins a tie.
     */
    int prefer(View view, int block);

    /** The height of a block to be made, counted like its parents' heights. */
    default int height(View view, Draft draft) {
        return view.height(draft.predecessor()) + 1;
    }

    /** The block before {@code block} in the history of a miner who prefers it; -1 for the root. */
    default int before(View view, int block) {
        return view.predecessor(block);
    }

    /** By how much {@code block} advances the clock that difficulty adjustment holds steady. At least 0. */
    int progress(View view, int block);

    /** Pays what {@code block} pays once it is in everybody's history. */
    void coinbase(View view, int block, Payout payout);

    /** How many units make one reward: rewards are whole numbers of units. */
    default int unit() {
        return 1;
    }
}
