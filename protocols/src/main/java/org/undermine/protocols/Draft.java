package org.undermine.protocols;

/**
 * A block before it is found: what it will refer to.
 *
 * @param predecessor the parent named first: for a vote what it extends, for a block or summary the block before it in the
 *     chain; {@link #NONE} where no parent comes first
 * @param parents all parents, the predecessor among them
 */
public record Draft(int predecessor, BlockSet parents, Kind kind) {
    public static final int NONE = -1;

    /** A block with one parent. */
    public static Draft extending(int block) {
        return new Draft(block, BlockSet.of(block), Kind.BLOCK);
    }

    /** A vote for, or on, {@code block} alone. */
    public static Draft voting(int block) {
        return new Draft(block, BlockSet.of(block), Kind.VOTE);
    }

    /** A block after {@code predecessor} that also refers to {@code others}: votes, uncles. */
    public static Draft extending(int predecessor, BlockSet others) {
        return new Draft(predecessor, others.with(predecessor), Kind.BLOCK);
    }
}
