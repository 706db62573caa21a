package org.undermine.protocols.cumulative;

/**
 * A proof-of-work that secures all ledgers at once.
 *
 * @param prev hash of the proof before it; {@link Hash#NOTHING} for the first
 * @param root R, the Merkle root over the ledgers' roots in the order of the ledgers; {@link Hash#NOTHING} stands for a
 *     ledger whose transactions were not collected
 */
public record ConsensusProof(long nonce, Hash prev, Hash root) {
    public Hash hash() {
        return Hash.of("proof", nonce, prev, root);
    }
}
