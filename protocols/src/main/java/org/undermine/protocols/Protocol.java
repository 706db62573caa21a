package org.undermine.protocols;

/**
 * The rules of one proof-of-work protocol, as an honest miner follows them.
 *
 * <p>A protocol is a record of pure functions of a miner's {@link View}. It keeps nothing, changes nothing and never
 * breaks a tie by block number, so renaming the blocks of a view renames the answers and changes nothing else. The
 * attack relies on this to merge states that differ only in numbering.
 *
 * <p>A chain of blocks needs {@link #mine}, {@link #prefer}, {@link #progress} and {@link #coinbase}. The rest has
 * defaults that say "none".
 */
public interface Protocol {
    /** What the block that this miner is trying to mine refers to. */
    Draft mine(View view);

    /**
     * A block that needs no proof-of-work, that this miner can append now, and that it would prefer to its head; null if
     * there is none. If such a block exists already, naming it again does no harm: blocks of equal parents and signer are one.
     */
    default Draft propose(View view) {
        return null;
    }

    /** Whether there are votes. */
    default boolean votes() {
        return false;
    }

    /**
     * How many ledgers each proof-of-work secures beside its own chain. Its finder may issue one {@link Kind#PARALLEL}
     * block for each, under the proof; who is honest issues all of them with it. None can be issued once all have agreed
     * on a later proof.
     */
    default int ledgers() {
        return 0;
    }

    /** Whether a block of this kind needs a proof-of-work; those that do not come from {@link #propose} or with a proof. */
    default boolean needsProof(Kind kind) {
        return true;
    }

    /**
     * The head once {@code block}, the latest member of {@code view.known()}, has been seen: the old head unless another
     * block is strictly better, for the first one seen wins a tie. Never a vote or a
     * parallel block.
     */
    int prefer(View view, int block);

    /** Whether {@link #prefer} matters. Where all that is known counts and no head, attacks are on the free space only. */
    default boolean prefers() {
        return true;
    }

    /** The height of a block to be made, counted like its parents' heights. A vote or a parallel block stands as high as what it is for. */
    default int height(View view, Draft draft) {
        return view.height(draft.predecessor()) + (draft.kind() == Kind.VOTE || draft.kind() == Kind.PARALLEL ? 0 : 1);
    }

    /** The blocks this miner takes for settled in their favour, root and head included: those that pay. */
    default BlockSet history(View view) {
        return view.chain(view.head());
    }

    /**
     * The known blocks, neither in the chain of {@code block} nor descendants of it, that a descendant of {@code block} may
     * still refer to.
     */
    default BlockSet referable(View view, int block) {
        return BlockSet.EMPTY;
    }

    /** The blocks with whose hashes that of {@code block} is compared as soon as it is mined, and not when a rule first asks. */
    default BlockSet rivals(View view, int block) {
        return BlockSet.EMPTY;
    }

    /** Whether any rule may ask whose hash is smaller. Where none does, nothing ever depends on the order in which blocks came. */
    default boolean comparesHashes() {
        return true;
    }

    /** By how much {@code block} advances the clock that difficulty adjustment holds steady. At least 0. */
    int progress(View view, int block);

    /** How many proofs-of-work {@code block} brings into the history: what the objective {@code blocks} divides by. */
    default int proofs(View view, int block) {
        return progress(view, block);
    }

    /** Pays what {@code block} pays once it is in everybody's history. */
    void coinbase(View view, int block, Payout payout);

    /**
     * Whether no honest proof-of-work is in vain as long as nobody attacks, in this strict sense: a proof takes part in one
     * block of the chain at most and is paid one reward at most; k of them make a block and as much progress; of two chain
     * blocks the higher is preferred, at equal height the one with more votes known; and what is mined on a head is a vote
     * until there are enough for the next block, which then comes with the proof or by itself. {@code env.attack.Pace}
     * has what follows from that for attacks of any length.
     */
    default boolean keepsPace() {
        return false;
    }

    /** How many units make one reward: rewards are whole numbers of units. */
    default int unit() {
        return 1;
    }

    /** How many proofs-of-work make one step of height when all are honest: the papers' k. */
    default int k() {
        return 1;
    }
}
