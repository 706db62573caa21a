package org.undermine.protocols.hfm;

/**
 * What the mempool publishes of a block.
 *
 * @param hash of its Merkle tree
 * @param transactions how many there are, from 1
 */
public record Root(Hash hash, int transactions) {
    /** How many siblings lead from a leaf to the root. */
    public int depth() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(transactions - 1);
    }
}
