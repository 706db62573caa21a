package org.undermine.protocols.cumulative;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.undermine.protocols.merkle.Hash;

/** What one node has accepted: a tree of proofs, the parallel blocks under them, and the chain it prefers. */
public final class Ledgers {
    /** Why something is not accepted, in one line. */
    public static final class Rejected extends Exception {
        private static final long serialVersionUID = 1L;

        private Rejected(String why) {
            super(why);
        }
    }

    /** @param length of the chain that ends with the proof: all have the same work */
    private record Accepted(ConsensusProof proof, int length, Map<Integer, ParallelBlock> issued) {}

    private final int ledgers;
    private final int bits;
    private final Map<Hash, Accepted> known = new HashMap<>();
    private Hash head = Hash.NONE;

    /**
     * @param ledgers how many there are, at least 1
     * @param bits how many leading zeros the hash of a proof must have, 0 to 256
     */
    public Ledgers(int ledgers, int bits) {
        if (ledgers < 1) throw new IllegalArgumentException("ledgers is " + ledgers + "; allowed: from 1");
        if (bits < 0 || bits > 256) throw new IllegalArgumentException("bits is " + bits + "; allowed: 0 to 256");
        this.ledgers = ledgers;
        this.bits = bits;
    }

    /** Takes in a proof; it is preferred if its chain holds more work than any before. */
    public void accept(ConsensusProof proof) throws Rejected {
        Hash hash = proof.hash();
        require(!known.containsKey(hash), "the proof is known already");
        require(hash.leadingZeros() >= bits, "not enough work: " + hash.leadingZeros() + " leading zeros of " + bits);
        boolean first = proof.prev().equals(Hash.NONE);
        require(first || known.containsKey(proof.prev()), "prev is no known proof");
        int length = first ? 1 : known.get(proof.prev()).length + 1;
        known.put(hash, new Accepted(proof, length, new HashMap<>()));
        if (head.equals(Hash.NONE) || length > known.get(head).length) head = hash;
    }

    /** Takes in a parallel block, whenever it comes. */
    public void accept(ParallelBlock block) throws Rejected {
        Accepted under = known.get(block.proof());
        require(under != null, "its proof is not known");
        require(0 <= block.ledger() && block.ledger() < ledgers, "there is no ledger " + block.ledger());
        require(
                ParallelBlock.root(block.transactions()).equals(block.root()),
                "the root is not that of its transactions");
        require(
                under.proof.commits(block, ledgers),
                "the proof does not commit to this root for ledger " + block.ledger());
        require(
                under.issued.putIfAbsent(block.ledger(), block) == null,
                "ledger " + block.ledger() + " has its block under this proof");
    }

    private static void require(boolean holds, String otherwise) throws Rejected {
        if (!holds) throw new Rejected(otherwise);
    }

    /** Hash of the proof at the end of the preferred chain; {@link Hash#NONE} before the first. */
    public Hash head() {
        return head;
    }

    /** The blocks of a ledger along the preferred chain, the oldest first; proofs without one are passed over. */
    public List<ParallelBlock> ledger(int b) {
        var blocks = new LinkedList<ParallelBlock>();
        for (Hash h = head; !h.equals(Hash.NONE); h = known.get(h).proof.prev()) {
            ParallelBlock block = known.get(h).issued.get(b);
            if (block != null) blocks.addFirst(block);
        }
        return new ArrayList<>(blocks);
    }

    /** How many proofs of the preferred chain have no block of ledger {@code b}. */
    public int starved(int b) {
        return (head.equals(Hash.NONE) ? 0 : known.get(head).length) - ledger(b).size();
    }
}
