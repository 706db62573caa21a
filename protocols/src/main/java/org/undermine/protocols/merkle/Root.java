package org.undermine.protocols.merkle;

/**
 * What is published of a Merkle tree.
 *
 * @param leaves how many there are, from 1
 */
public record Root(Hash hash, int leaves) {
    public Root {
        if (leaves < 1) throw new IllegalArgumentException("leaves is " + leaves + "; allowed: from 1");
    }

    /** How many siblings lead from a leaf to the root. */
    public int depth() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(leaves - 1);
    }

    /** Whether {@code path} proves that {@code leaf} stands at {@code position}. */
    public boolean commits(Hash leaf, int position, AuditPath path) {
        return position < leaves
                && path.siblings().size() == depth()
                && path.position() == position
                && path.root(leaf).equals(hash);
    }
}
