package org.undermine.protocols.cumulative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.undermine.protocols.cumulative.Ledgers.Rejected;
import org.undermine.protocols.merkle.AuditPath;
import org.undermine.protocols.merkle.AuditPath.Sibling;
import org.undermine.protocols.merkle.AuditPath.Side;
import org.undermine.protocols.merkle.Hash;

/** Proofs and parallel blocks: built, accepted, and each thing that can be wrong with them. */
class LedgersTest {
    private static final int BITS = 8;
    private static final int N = 3;
    private static final long ONES = 0x1111111111111111L;

    private final Ledgers node = new Ledgers(N, BITS);

    private static Candidate candidate(Hash prev, String who, int... without) {
        var collected = new java.util.TreeMap<Integer, List<String>>();
        for (int b = 0; b < N; b++) collected.put(b, List.of("coinbase " + who + " " + b, "transfer of " + who));
        for (int b : without) collected.remove(b);
        return new Candidate(prev, N, collected);
    }

    private ConsensusProof found(Candidate candidate) throws Rejected {
        ConsensusProof proof = candidate.find(BITS, 0);
        node.accept(proof);
        return proof;
    }

    private void rejected(String why, ParallelBlock block) {
        assertEquals(why, assertThrows(Rejected.class, () -> node.accept(block)).getMessage());
    }

    private void rejected(String why, ConsensusProof proof) {
        String said = assertThrows(Rejected.class, () -> node.accept(proof)).getMessage();
        assertTrue(said.startsWith(why), said);
    }

    @Test
    void a_proof_and_its_blocks_are_accepted() throws Rejected {
        Candidate first = candidate(Hash.NONE, "A");
        ConsensusProof a = found(first);
        assertTrue(a.hash().leadingZeros() >= BITS);
        for (ParallelBlock block : first.issue(a)) node.accept(block);
        Candidate second = candidate(a.hash(), "B", 1);
        ConsensusProof b = found(second);
        List<ParallelBlock> issued = second.issue(b);
        assertEquals(2, issued.size());
        for (ParallelBlock block : issued) node.accept(block);
        assertEquals(b.hash(), node.head());
        assertEquals(
                List.of(2, 1, 2),
                IntStream.range(0, N).map(l -> node.ledger(l).size()).boxed().toList());
        assertEquals(1, node.starved(1));
        assertEquals(0, node.starved(2));
    }

    @Test
    void a_proof_needs_work_and_a_known_predecessor() throws Rejected {
        Candidate candidate = candidate(Hash.NONE, "A");
        ConsensusProof good = found(candidate);
        ConsensusProof lazy = new ConsensusProof(0, good.hash(), good.root());
        while (lazy.hash().leadingZeros() >= BITS)
            lazy = new ConsensusProof(lazy.nonce() + 1, lazy.prev(), lazy.root());
        rejected("not enough work", lazy);
        rejected("prev is no known proof", candidate(Hash.of("elsewhere"), "A").find(BITS, 0));
        rejected("the proof is known already", good);
        ConsensusProof changed = new ConsensusProof(good.nonce(), good.prev(), Hash.of("another root"));
        assertNotEquals(good.hash(), changed.hash());
    }

    @Test
    void a_block_is_what_its_proof_commits_to() throws Rejected {
        Candidate candidate = candidate(Hash.NONE, "A");
        ConsensusProof proof = found(candidate);
        ParallelBlock zero = candidate.issue(proof).get(0);
        ParallelBlock one = candidate.issue(proof).get(1);
        List<String> other = List.of("coinbase B 0");
        rejected("its proof is not known", new ParallelBlock(Hash.of("x"), 0, other, zero.root(), zero.path()));
        for (int ledger : new int[] {-1, N})
            rejected(
                    "there is no ledger " + ledger,
                    new ParallelBlock(proof.hash(), ledger, zero.transactions(), zero.root(), zero.path()));
        rejected(
                "the root is not that of its transactions",
                new ParallelBlock(proof.hash(), 0, other, zero.root(), zero.path()));
        String uncommitted = "the proof does not commit to this root for ledger ";
        rejected(uncommitted + 0, new ParallelBlock(proof.hash(), 0, other, ParallelBlock.root(other), zero.path()));
        rejected(uncommitted + 1, new ParallelBlock(proof.hash(), 1, zero.transactions(), zero.root(), zero.path()));
        rejected(uncommitted + 1, new ParallelBlock(proof.hash(), 1, zero.transactions(), zero.root(), one.path()));
        List<Sibling> siblings = zero.path().siblings();
        var longer = new ArrayList<>(siblings);
        longer.add(new Sibling(Side.RIGHT, Hash.NONE));
        for (List<Sibling> wrong : List.of(longer, siblings.subList(0, 1)))
            rejected(
                    uncommitted + 0,
                    new ParallelBlock(proof.hash(), 0, zero.transactions(), zero.root(), new AuditPath(wrong)));
        node.accept(zero);
        rejected("ledger 0 has its block under this proof", zero);
        node.accept(one);
    }

    @Test
    void nothing_is_issued_for_a_ledger_left_out() throws Rejected {
        Candidate candidate = candidate(Hash.NONE, "A", 0);
        ConsensusProof proof = found(candidate);
        AuditPath path = candidate(Hash.NONE, "A").issue(proof).get(0).path();
        List<String> none = List.of();
        rejected(
                "the proof does not commit to this root for ledger 0",
                new ParallelBlock(proof.hash(), 0, none, ParallelBlock.root(none), path));
        var reason = assertThrows(IllegalArgumentException.class, () -> new Candidate(Hash.NONE, 2, Map.of(2, none)));
        assertEquals("ledger is 2; allowed: 0 to 1", reason.getMessage());
    }

    @Test
    void the_longest_chain_counts_and_the_first_one_seen() throws Rejected {
        ConsensusProof a = found(candidate(Hash.NONE, "A"));
        ConsensusProof b = found(candidate(Hash.NONE, "B"));
        assertEquals(a.hash(), node.head());
        ConsensusProof c = found(candidate(b.hash(), "C"));
        assertEquals(c.hash(), node.head());
    }

    /** Nothing limits when: one proof is enough to change a ledger any number of confirmations back. */
    @Test
    void late_issue_rewrites_a_ledger_under_confirmations() throws Rejected {
        Candidate attackers = candidate(Hash.NONE, "X");
        ConsensusProof kept = found(attackers);
        Hash prev = kept.hash();
        for (int confirmations = 0; confirmations < 10; confirmations++) {
            Candidate honest = candidate(prev, "H" + confirmations);
            ConsensusProof proof = found(honest);
            for (ParallelBlock block : honest.issue(proof)) node.accept(block);
            prev = proof.hash();
        }
        List<ParallelBlock> confirmed = node.ledger(1);
        assertEquals(10, confirmed.size());
        node.accept(attackers.issue(kept).get(1));
        List<ParallelBlock> rewritten = node.ledger(1);
        assertEquals("coinbase X 1", rewritten.get(0).transactions().get(0));
        assertEquals(confirmed, rewritten.subList(1, 11));
        assertEquals(prev, node.head());
    }

    @Test
    void other_transactions_have_another_root() {
        assertNotEquals(ParallelBlock.root(List.of("a", "b", "b")), ParallelBlock.root(List.of("a", "b")));
        assertNotEquals(ParallelBlock.root(List.of("a", "b")), ParallelBlock.root(List.of("ab")));
    }

    /** By hand: each part with its length in four bytes. */
    @Test
    void a_hash_is_sha_256() throws Exception {
        var bytes = new java.io.ByteArrayOutputStream();
        for (String part : List.of("proof", "7", "0".repeat(64), "1".repeat(64))) {
            bytes.write(new byte[] {0, 0, 0, (byte) part.length()});
            bytes.write(part.getBytes(StandardCharsets.UTF_8));
        }
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        var proof = new ConsensusProof(7, Hash.NONE, new Hash(ONES, ONES, ONES, ONES));
        assertEquals(HexFormat.of().formatHex(digest), proof.hash().toString());
    }
}
