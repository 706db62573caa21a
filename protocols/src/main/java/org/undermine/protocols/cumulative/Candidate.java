package org.undermine.protocols.cumulative;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.undermine.protocols.merkle.Hash;
import org.undermine.protocols.merkle.MerkleTree;

/** What a miner works on: transactions collected for some of the ledgers, on top of a proof. */
public final class Candidate {
    private final Hash prev;
    private final Map<Integer, List<String>> collected;
    private final List<Hash> roots;
    private final MerkleTree tree;

    /**
     * @param prev hash of the proof to extend
     * @param ledgers how many there are
     * @param collected the transactions by ledger; none for a ledger that is left out
     */
    public Candidate(Hash prev, int ledgers, Map<Integer, List<String>> collected) {
        for (int b : collected.keySet())
            if (b < 0 || b >= ledgers)
                throw new IllegalArgumentException("ledger is " + b + "; allowed: 0 to " + (ledgers - 1));
        this.prev = prev;
        this.collected = new TreeMap<>(collected);
        var all = new ArrayList<Hash>();
        for (int b = 0; b < ledgers; b++)
            all.add(collected.containsKey(b) ? ParallelBlock.root(collected.get(b)) : Hash.NONE);
        roots = List.copyOf(all);
        tree = ConsensusProof.tree(roots);
    }

    /** Tries nonces from {@code nonce} on. @param bits how many leading zeros the hash must have */
    public ConsensusProof find(int bits, long nonce) {
        Hash root = tree.root().hash();
        var proof = new ConsensusProof(nonce, prev, root);
        while (proof.hash().leadingZeros() < bits) proof = new ConsensusProof(proof.nonce() + 1, prev, root);
        return proof;
    }

    /** The parallel blocks that the finder of {@code proof} may issue, in the order of the ledgers. */
    public List<ParallelBlock> issue(ConsensusProof proof) {
        return collected.keySet().stream().map(b -> issue(proof, b)).toList();
    }

    private ParallelBlock issue(ConsensusProof proof, int b) {
        return new ParallelBlock(proof.hash(), b, collected.get(b), roots.get(b), tree.path(b));
    }
}
