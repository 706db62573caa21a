package org.undermine.protocols;

/**
 * A block before it is found: what it will refer to.
 *
 * @param predecessor the parent named first: for a vote what it extends, for a block or summary the block before it in the
 *     chain; {@link #NONE} where no parent comes first
 * @param parents all parents, the predecessor among them
 * @param ledger which of the ledgers secured by its parent a parallel block belongs to, from 0; 0 for all other kinds
 */
public record Draft(int predecessor, BlockSet parents, Kind kind, int ledger) {
    public static final int NONE = -1;

    public Draft(int predecessor, BlockSet parents, Kind kind) {
        this(predecessor, parents, kind, 0);
    }

    /** A block with one parent. */
    public static Draft extending(int block) {
        return new Draft(block, BlockSet.of(block), Kind.BLOCK);
    }

    /** A vote for, or on, {@code block} alone. */
    public static Draft voting(int block) {
        return new Draft(block, BlockSet.of(block), Kind.VOTE);
    }

    /** The parallel block of {@code ledger} under {@code proof}. */
    public static Draft issuing(int proof, int ledger) {
        return new Draft(proof, BlockSet.of(proof), Kind.PARALLEL, ledger);
    }

    /** A block after {@code predecessor} that also refers to {@code others}: votes, uncles. */
    public static Draft extending(int predecessor, BlockSet others) {
        return new Draft(predecessor, others.with(predecessor), Kind.BLOCK);
    }
}
