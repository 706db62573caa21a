package org.undermine.protocols.cumulative;

import java.util.List;
import org.undermine.protocols.merkle.Hash;
import org.undermine.protocols.merkle.MerkleTree;
import org.undermine.protocols.merkle.Root;

/**
 * A proof-of-work that secures all ledgers at once.
 *
 * @param prev hash of the proof before it; {@link Hash#NONE} for the first
 * @param root R, the Merkle root over the ledgers' roots in the order of the ledgers; {@link Hash#NONE} stands for a
 *     ledger whose transactions were not collected
 */
public record ConsensusProof(long nonce, Hash prev, Hash root) {
    public Hash hash() {
        return Hash.ofText("proof", nonce, prev, root);
    }

    /** Over the ledgers' roots. */
    static MerkleTree tree(List<Hash> roots) {
        return new MerkleTree(roots.size(), b -> leaf(roots.get(b)));
    }

    /** Whether the proof commits to {@code block}, one of {@code ledgers}. */
    boolean commits(ParallelBlock block, int ledgers) {
        return new Root(root, ledgers).commits(leaf(block.root()), block.ledger(), block.path());
    }

    private static Hash leaf(Hash ledger) {
        return Hash.leaf(ledger.bytes());
    }
}
