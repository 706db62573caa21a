package org.undermine.protocols;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** B_k sentence by sentence, k = 3. */
class ParallelTest {
    private static final int A = View.ATTACKER;
    private static final int D = View.DEFENDER;

    private final Parallel protocol = new Parallel(3, Reward.CONSTANT);
    private final Ledger ledger = new Ledger(protocol, 1);

    private int vote(int block, int miner, long hash) {
        return ledger.append(Draft.voting(block), miner, hash);
    }

    private int block(int predecessor, int miner, int... votes) {
        return ledger.append(draft(predecessor, votes), miner);
    }

    private static Draft draft(int predecessor, int... votes) {
        BlockSet others = BlockSet.EMPTY;
        for (int x : votes) others = others.with(x);
        return Draft.extending(predecessor, others);
    }

    private Draft proposal(int miner, int head) {
        return protocol.propose(ledger.view(miner, head, BlockSet.below(ledger.size()), miner == A));
    }

    @Test
    void everybody_mines_votes_on_the_preferred_block_always() {
        for (int x = 0; x < 5; x++) vote(0, A, x);
        assertEquals(Draft.voting(0), protocol.mine(ledger.view(A, 0)));
    }

    @Test
    void only_the_leader_may_propose() {
        int a = vote(0, D, 1);
        int b = vote(0, A, 2);
        assertNull(proposal(D, 0), "two votes are not three");
        int c = vote(0, A, 3);
        assertEquals(draft(0, a, b, c), proposal(D, 0));
        assertNull(proposal(A, 0), "without the defenders' first vote two are left");
        int d = vote(0, A, 4);
        assertEquals(draft(0, b, c, d), proposal(A, 0));
        assertEquals(draft(0, a, b, c), proposal(D, 0), "smaller hash before larger");
    }

    @Test
    void own_votes_come_first_but_none_before_the_leader() {
        int a = vote(0, D, 1);
        int b = vote(0, A, 2);
        int c = vote(0, D, 3);
        int d = vote(0, D, 4);
        int e = vote(0, A, 5);
        assertEquals(draft(0, b, e, c), proposal(A, 0));
        assertEquals(draft(0, a, b, c), proposal(D, 0), "many defenders favour nothing");
        var one = ledger.view(D, 0, BlockSet.below(ledger.size()), true);
        assertEquals(draft(0, a, c, d), protocol.propose(one), "a single one favours its own");
        int f = vote(0, A, 6);
        vote(0, A, 7);
        assertEquals(draft(0, b, e, f), proposal(A, 0), "of own votes the smallest hashes");
    }

    @Test
    void the_finder_of_a_vote_proposes_what_that_vote_leads() {
        int a = vote(0, D, 20);
        int b = vote(0, A, 30);
        int c = vote(0, D, 40);
        assertNull(found(c), "it leads nothing");
        int d = vote(0, D, 10);
        assertEquals(draft(0, d, a, b), found(d));
        int e = vote(0, D, 25);
        assertEquals(draft(0, e, b, c), found(e), "though a smaller one of the others leads too");
    }

    /** What a defender may propose who signs for one vote alone. */
    private Draft found(int vote) {
        View all = ledger.view(D, 0, BlockSet.below(ledger.size()), false);
        View finder = (View) Proxy.newProxyInstance(
                View.class.getClassLoader(),
                new Class<?>[] {View.class},
                (proxy, method, arguments) ->
                        method.getName().equals("signs") ? arguments[0].equals(vote) : method.invoke(all, arguments));
        return protocol.propose(finder);
    }

    @Test
    void a_vote_of_smaller_hash_proposes_again_while_the_block_has_no_votes() {
        int a = vote(0, D, 10);
        int b = vote(0, D, 20);
        int c = vote(0, A, 30);
        int first = block(0, D, a, b, c);
        assertNull(proposal(D, first), "the same leader is no better");
        assertNull(proposal(A, first));
        int late = vote(0, A, 15);
        assertNull(proposal(A, first), "a larger hash than the leader's");
        assertEquals(draft(0, a, b, late), proposal(D, 0), "what the defenders would take now");
        assertNull(proposal(D, first), "other votes behind the same leader are no better either");
        int smaller = vote(0, A, 5);
        assertEquals(draft(0, smaller, late, c), proposal(A, first));
        vote(first, D, 1);
        assertNull(proposal(A, first), "the block has a vote");
    }

    @Test
    void who_leads_on_another_block_as_high_as_the_head_may_propose_there() {
        int a = vote(0, D, 10);
        int b = vote(0, A, 20);
        int c = vote(0, D, 30);
        int d = vote(0, A, 40);
        int theirs = block(0, D, a, b, c);
        int mine = block(0, A, b, d, c);
        int x = vote(mine, A, 50);
        int y = vote(mine, A, 60);
        int z = vote(mine, A, 70);
        for (int i = 0; i < 3; i++) vote(theirs, D, 100 + i);
        assertEquals(draft(mine, x, y, z), proposal(A, theirs));
        int p = vote(theirs, A, 8);
        assertEquals(
                draft(theirs, p, 10, 11),
                proposal(A, theirs),
                "of two proposals the one whose leader's hash is smaller");
    }

    @Test
    void a_replacing_block_may_stand_on_another_predecessor() {
        int a = vote(0, D, 10);
        int b = vote(0, A, 20);
        int c = vote(0, D, 30);
        int d = vote(0, A, 40);
        int theirs = block(0, D, a, b, c);
        int mine = block(0, A, b, d, c);
        int[] t = {vote(theirs, D, 50), vote(theirs, D, 60), vote(theirs, D, 70)};
        int head = block(theirs, D, t);
        int[] m = {vote(mine, A, 55), vote(mine, A, 65), vote(mine, A, 75)};
        assertNull(proposal(A, head), "55 is larger than 50");
        int s = vote(mine, A, 45);
        assertEquals(draft(mine, s, m[0], m[1]), proposal(A, head));
    }

    @Test
    void preference_is_height_votes_leader_first_seen() {
        int a = vote(0, D, 10);
        int b = vote(0, A, 20);
        int c = vote(0, D, 30);
        int d = vote(0, A, 40);
        int theirs = block(0, D, a, b, c);
        int mine = block(0, A, b, c, d);
        int again = block(0, D, a, c, d);
        assertEquals(mine, protocol.prefer(ledger.view(D, 0), mine), "height");
        assertEquals(theirs, protocol.prefer(ledger.view(A, mine), theirs), "leader");
        assertEquals(theirs, protocol.prefer(ledger.view(A, theirs), mine), "leader");
        assertEquals(theirs, protocol.prefer(ledger.view(A, theirs), again), "first seen");
        assertEquals(again, protocol.prefer(ledger.view(A, again), theirs), "first seen");
        int x = vote(mine, A, 99);
        assertEquals(mine, protocol.prefer(ledger.view(D, theirs), x), "a vote brings its block forward");
        vote(theirs, D, 98);
        assertEquals(theirs, protocol.prefer(ledger.view(D, theirs), x));
        assertEquals(theirs, protocol.prefer(ledger.view(D, theirs), 0));
    }

    @Test
    void votes_pay_one_each_or_the_leader_everything() {
        int a = vote(0, D, 10);
        int b = vote(0, A, 20);
        int c = vote(0, A, 30);
        vote(0, D, 40);
        int block = block(0, D, a, b, c);
        assertArrayEquals(new int[] {0, 1, 2}, Play.paid(protocol, ledger.view(A, 0), block));
        assertArrayEquals(new int[] {0, 3, 0}, Play.paid(new Parallel(3, Reward.BLOCK), ledger.view(A, 0), block));
        assertEquals(3, protocol.progress(ledger.view(A, 0), block));
    }

    @Test
    void only_votes_are_proofs_and_their_hashes_are_known_at_once() {
        assertEquals(true, protocol.needsProof(Kind.VOTE));
        assertEquals(false, protocol.needsProof(Kind.BLOCK));
        int a = vote(0, D, 10);
        int b = vote(0, A, 20);
        int c = vote(0, A, 30);
        int block = block(0, D, a, b, c);
        int d = vote(block, D, 5);
        View view = ledger.view(D, 0);
        assertEquals(BlockSet.of(a).with(c), protocol.rivals(view, b));
        assertEquals(BlockSet.EMPTY, protocol.rivals(view, d));
        assertEquals(BlockSet.EMPTY, protocol.rivals(view, block));
    }
}
