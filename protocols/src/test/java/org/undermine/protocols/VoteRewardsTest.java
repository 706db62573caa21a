package org.undermine.protocols;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What blocks pay, on quorums made by hand, and what votes extend. */
class VoteRewardsTest {
    private static final int A = View.ATTACKER;
    private static final int D = View.DEFENDER;

    /** Two branches of depth 2, one leaf beside them: the attacker has the branch of the larger leaf hash and the leaf. */
    private static Ledger tree(Protocol protocol) {
        var ledger = new Ledger(protocol, 1);
        int a = ledger.append(Draft.voting(0), A, 1);
        int b = ledger.append(Draft.voting(0), D, 2);
        ledger.append(Draft.voting(0), A, 3);
        ledger.append(Draft.voting(a), A, 50);
        ledger.append(Draft.voting(b), D, 40);
        return ledger;
    }

    private static int[] paid(Protocol protocol, Ledger ledger, Kind kind, int miner) {
        View view = ledger.view(miner, 0);
        BlockSet leaves = Votes.leaves(view, view.votes(0));
        int block = ledger.append(new Draft(0, leaves.with(0), kind), miner);
        assertEquals(1, view.height(block));
        return Play.paid(protocol, ledger.view(miner, 0), block);
    }

    @ParameterizedTest
    @CsvSource({
        "constant, 1, 3, 3",
        "block, 1, 6, 0",
        "discount, 6, 9, 9",
        "punish, 1, 3, 0",
        "hybrid, 6, 9, 0",
    })
    void a_tree_of_five_votes_and_a_block_of_the_defenders(String name, int unit, int defenders, int attacker) {
        var protocol = new TreeParallel(6, Reward.named(name), Quorum.ALTRUISTIC);
        assertEquals(unit, protocol.unit());
        int[] paid = paid(protocol, tree(protocol), Kind.BLOCK, D);
        assertArrayEquals(new int[] {0, defenders, attacker}, paid);
    }

    @ParameterizedTest
    @CsvSource({"constant, 1, 2, 3", "discount, 5, 4, 6", "punish, 1, 2, 0", "hybrid, 5, 4, 0"})
    void a_summary_of_five_votes(String name, int unit, int defenders, int attacker) {
        var protocol = new Tailstorm(5, Reward.named(name), Quorum.ALTRUISTIC);
        assertEquals(unit, protocol.unit());
        int[] paid = paid(protocol, tree(protocol), Kind.SUMMARY, A);
        assertArrayEquals(new int[] {0, defenders, attacker}, paid);
        assertEquals(5, protocol.progress(tree(protocol).view(A, 0), 0));
    }

    @ParameterizedTest
    @CsvSource({"constant", "discount", "punish", "hybrid"})
    void a_chain_of_votes_pays_k_in_all(String name) {
        for (int k = 1; k <= 6; k++) {
            var tailstorm = new Tailstorm(k, Reward.named(name), Quorum.ALTRUISTIC);
            var chain = new Ledger(tailstorm, 1);
            for (int x = 0; x < k; x++) chain.append(Draft.voting(x), A);
            assertEquals(k * tailstorm.unit(), paid(tailstorm, chain, Kind.SUMMARY, D)[A], "k " + k);
            var parallel = new TreeParallel(k, Reward.named(name), Quorum.ALTRUISTIC);
            chain = new Ledger(parallel, 1);
            for (int x = 0; x < k - 1; x++) chain.append(Draft.voting(x), A);
            assertEquals(k * parallel.unit(), paid(parallel, chain, Kind.BLOCK, A)[A], "k " + k);
        }
    }

    @Test
    void simple_parallel_pays_each_proof_or_the_block_alone() {
        var constant = new SimpleParallel(3, Reward.CONSTANT);
        var ledger = new Ledger(constant, 1);
        ledger.append(Draft.voting(0), A);
        ledger.append(Draft.voting(0), D);
        assertArrayEquals(new int[] {0, 2, 1}, paid(constant, ledger, Kind.BLOCK, D));
        View view = ledger.view(A, 0);
        assertArrayEquals(new int[] {0, 3, 0}, Play.paid(new SimpleParallel(3, Reward.BLOCK), view, 3));
    }

    @Test
    void the_targeted_discount_counts_what_a_vote_is_ordered_with() {
        var protocol = new DagParallel(5, Reward.DISCOUNT, Quorum.ALTRUISTIC);
        assertEquals(4, protocol.unit());
        var ledger = new Ledger(protocol, 1);
        int a = ledger.append(Draft.voting(0), A);
        int b = ledger.append(Draft.voting(0), D);
        ledger.append(new Draft(0, BlockSet.of(0).with(a).with(b), Kind.VOTE), D);
        ledger.append(Draft.voting(0), A);
        // a: c and the block; b: the same; c: a, b and the block; the last vote: the block alone; the block: one unit
        assertArrayEquals(new int[] {0, 2 + 3 + 4, 2 + 1}, paid(protocol, ledger, Kind.BLOCK, D));
        var constant = new DagParallel(5, Reward.CONSTANT, Quorum.ALTRUISTIC);
        assertArrayEquals(new int[] {0, 3, 2}, Play.paid(constant, ledger.view(A, 0), 5));
        var block = new DagParallel(5, Reward.BLOCK, Quorum.ALTRUISTIC);
        assertArrayEquals(new int[] {0, 5, 0}, Play.paid(block, ledger.view(A, 0), 5));
    }

    @Test
    void the_targeted_discount_pays_k_in_all_when_the_votes_are_a_chain() {
        for (int k = 2; k <= 6; k++) {
            var protocol = new DagParallel(k, Reward.DISCOUNT, Quorum.ALTRUISTIC);
            var ledger = new Ledger(protocol, 1);
            for (int x = 0; x < k - 1; x++) ledger.append(protocol.mine(ledger.view(A, 0)), A);
            assertEquals(k * protocol.unit(), paid(protocol, ledger, Kind.BLOCK, A)[A]);
        }
    }

    @Test
    void a_vote_extends_the_deepest_vote_of_smallest_hash() {
        for (Protocol protocol : new Protocol[] {
            new TreeParallel(8, Reward.CONSTANT, Quorum.ALTRUISTIC),
            new Tailstorm(8, Reward.CONSTANT, Quorum.ALTRUISTIC)
        }) {
            assertEquals(Draft.voting(0), protocol.mine(new Ledger(protocol, 1).view(A, 0)));
            assertEquals(Draft.voting(5), protocol.mine(tree(protocol).view(A, 0)), "40 before 50");
        }
    }

    @Test
    void a_dag_vote_confirms_all_tips_its_miner_knows() {
        var protocol = new DagParallel(8, Reward.CONSTANT, Quorum.ALTRUISTIC);
        var ledger = new Ledger(protocol, 1);
        assertEquals(Draft.voting(0), protocol.mine(ledger.view(A, 0)));
        for (int i = 0; i < 2; i++) ledger.append(Draft.voting(0), D);
        assertEquals(new Draft(0, BlockSet.below(3), Kind.VOTE), protocol.mine(ledger.view(A, 0)));
        ledger.append(protocol.mine(ledger.view(A, 0)), A);
        ledger.append(Draft.voting(0), D);
        assertEquals(
                new Draft(0, BlockSet.of(0).with(3).with(4), Kind.VOTE),
                protocol.mine(ledger.view(A, 0)),
                "not those it confirms");
        View some = ledger.view(D, 0, BlockSet.below(2), false);
        assertEquals(new Draft(0, BlockSet.below(2), Kind.VOTE), protocol.mine(some));
    }

    @Test
    void a_simple_block_takes_own_votes_first_then_the_smallest_hashes() {
        var protocol = new SimpleParallel(3, Reward.CONSTANT);
        var ledger = new Ledger(protocol, 1);
        int a = ledger.append(Draft.voting(0), D, 30);
        assertEquals(Draft.voting(0), protocol.mine(ledger.view(A, 0)), "one vote is not two");
        int b = ledger.append(Draft.voting(0), D, 20);
        int c = ledger.append(Draft.voting(0), A, 40);
        BlockSet all = BlockSet.below(4);
        assertEquals(Draft.extending(0, BlockSet.of(a).with(b)), protocol.mine(ledger.view(D, 0, all, false)));
        assertEquals(Draft.extending(0, BlockSet.of(b).with(c)), protocol.mine(ledger.view(A, 0, all, true)));
        int d = ledger.append(Draft.voting(0), A, 50);
        ledger.append(Draft.voting(0), A, 60);
        assertEquals(Draft.extending(0, BlockSet.of(c).with(d)), protocol.mine(ledger.view(A, 0)));
    }

    @Test
    void relatives_prefer_height_then_votes_then_the_first_seen() {
        for (Protocol protocol : new Protocol[] {
            new SimpleParallel(2, Reward.CONSTANT),
            new TreeParallel(2, Reward.CONSTANT, Quorum.ALTRUISTIC),
            new DagParallel(2, Reward.CONSTANT, Quorum.ALTRUISTIC)
        }) {
            var ledger = new Ledger(protocol, 1);
            int vote = ledger.append(protocol.mine(ledger.view(D, 0)), D);
            int a = ledger.append(protocol.mine(ledger.view(D, 0)), D);
            int b = ledger.append(Draft.extending(0, BlockSet.of(vote)), A);
            assertEquals(a, protocol.prefer(ledger.view(D, 0), a), "height");
            assertEquals(a, protocol.prefer(ledger.view(D, a), b), "first seen");
            assertEquals(b, protocol.prefer(ledger.view(D, b), a), "first seen");
            int onB = ledger.append(protocol.mine(ledger.view(A, b)), A);
            assertEquals(b, protocol.prefer(ledger.view(D, a), onB), "votes");
        }
    }
}
