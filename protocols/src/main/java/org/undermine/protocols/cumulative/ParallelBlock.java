package org.undermine.protocols.cumulative;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.undermine.protocols.merkle.AuditPath;
import org.undermine.protocols.merkle.Hash;
import org.undermine.protocols.merkle.MerkleTree;

/**
 * The block of one ledger under a proof.
 *
 * @param proof hash of the proof
 * @param ledger from 0
 * @param transactions T_b, the first of which pays the finder
 * @param root of the transactions
 * @param path what proves that {@code root} is the one that the proof commits to for this ledger
 */
public record ParallelBlock(Hash proof, int ledger, List<String> transactions, Hash root, AuditPath path) {
    public ParallelBlock {
        transactions = List.copyOf(transactions);
    }

    /** The path is left out: it follows from what all issue. */
    public Hash hash() {
        return Hash.ofText("parallel", proof, Hash.ofText("transactions", transactions.toArray()), root);
    }

    /** The Merkle root of {@code transactions}. */
    static Hash root(List<String> transactions) {
        if (transactions.isEmpty()) return Hash.of("empty");
        return new MerkleTree(transactions.size(), i -> leaf(transactions.get(i)))
                .root()
                .hash();
    }

    private static Hash leaf(String transaction) {
        return Hash.leaf(transaction.getBytes(StandardCharsets.UTF_8));
    }
}
