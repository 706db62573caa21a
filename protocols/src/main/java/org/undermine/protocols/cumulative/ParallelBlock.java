package org.undermine.protocols.cumulative;

import java.util.List;

/**
 * The block of one ledger under a proof.
 *
 * @param proof hash of the proof
 * @param ledger from 0
 * @param transactions T_b, the first of which pays the finder
 * @param root of the transactions
 * @param branch what proves that {@code root} is the one that the proof commits to for this ledger
 */
public record ParallelBlock(Hash proof, int ledger, List<String> transactions, Hash root, List<Hash> branch) {
    public ParallelBlock {
        transactions = List.copyOf(transactions);
        branch = List.copyOf(branch);
    }

    /** The branch is left out: it follows from what all issue. */
    public Hash hash() {
        return Hash.of("parallel", proof, Hash.of("transactions", transactions.toArray()), root);
    }
}
