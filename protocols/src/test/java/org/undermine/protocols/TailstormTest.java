package org.undermine.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** Tailstorm's summaries, k = 2. */
class TailstormTest {
    private static final int A = View.ATTACKER;
    private static final int D = View.DEFENDER;

    private final Tailstorm protocol = new Tailstorm(2, Reward.CONSTANT, Quorum.ALTRUISTIC);
    private final Ledger ledger = new Ledger(protocol, 1);

    private int vote(int parent, int miner, long hash) {
        return ledger.append(Draft.voting(parent), miner, hash);
    }

    private static Draft summary(int predecessor, int... leaves) {
        BlockSet parents = BlockSet.of(predecessor);
        for (int x : leaves) parents = parents.with(x);
        return new Draft(predecessor, parents, Kind.SUMMARY);
    }

    private View view(int miner, int head) {
        return ledger.view(miner, head, BlockSet.below(ledger.size()), miner == A);
    }

    private Draft proposal(int miner, int head) {
        return protocol.propose(view(miner, head));
    }

    @Test
    void a_quorum_makes_a_summary_and_all_build_the_same() {
        int a = vote(0, D, 30);
        assertNull(proposal(D, 0));
        int b = vote(a, A, 20);
        assertEquals(summary(0, b), proposal(D, 0), "its leaves and its predecessor");
        assertEquals(summary(0, b), proposal(A, 0));
        int s = ledger.append(proposal(D, 0), D);
        assertEquals(View.NOBODY, view(D, 0).miner(s));
        assertEquals(s, protocol.prefer(view(D, 0), s));
        assertEquals(Draft.voting(s), protocol.mine(view(D, s)));
        assertEquals(false, protocol.needsProof(Kind.SUMMARY));
        assertEquals(true, protocol.needsProof(Kind.VOTE));
    }

    @Test
    void only_the_attacker_summarises_again_for_more_own_reward_and_only_before_the_first_vote() {
        int a = vote(0, D, 10);
        vote(0, D, 20);
        int first = ledger.append(proposal(D, 0), D);
        int c = vote(0, A, 30);
        assertEquals(summary(0, a, c), proposal(A, first), "own first, then the smallest hash");
        assertNull(proposal(D, first), "defenders gain nothing");
        int second = ledger.append(proposal(A, first), A);
        assertEquals(second, protocol.prefer(view(A, first), second), "own reward");
        assertEquals(first, protocol.prefer(view(D, first), second), "first seen");
        assertNull(proposal(A, second), "no better than itself");
        int onFirst = vote(first, D, 5);
        assertNull(proposal(A, first), "the summary has a vote");
        assertEquals(first, protocol.prefer(view(A, second), onFirst), "votes before own reward");
    }

    @Test
    void a_higher_summary_is_built_on_the_head_first_and_elsewhere_as_high() {
        vote(0, D, 10);
        vote(0, D, 20);
        int theirs = ledger.append(proposal(D, 0), D);
        vote(0, A, 30);
        int own = ledger.append(proposal(A, theirs), A);
        int x = vote(own, D, 1);
        int y = vote(x, D, 2);
        assertEquals(summary(own, y), proposal(D, theirs), "votes for another summary as high as the head");
        int p = vote(theirs, D, 40);
        int q = vote(p, D, 50);
        assertEquals(summary(theirs, q), proposal(D, theirs), "the head comes first");
        assertEquals(summary(own, y), proposal(D, own));
        int z = vote(x, A, 60);
        assertEquals(summary(own, z), proposal(A, theirs), "unless another pays more");
        assertNull(proposal(D, ledger.append(summary(own, z), A)), "nothing is higher than that");
    }

    @Test
    void own_reward_is_what_the_scheme_pays() {
        var punish = new Tailstorm(3, Reward.PUNISH, Quorum.OPTIMAL);
        int a = vote(0, D, 10);
        int b = vote(a, D, 20);
        int c = vote(0, A, 30);
        int first = ledger.append(summary(0, b, c), D);
        assertNull(punish.propose(view(A, first)), "its vote is off the deepest branch in every quorum");
        int d = vote(c, A, 5);
        assertEquals(summary(0, d, a), punish.propose(view(A, first)));
        int second = ledger.append(summary(0, d, a), A);
        assertEquals(second, punish.prefer(view(A, first), second), "2 before 0");
        assertEquals(second, punish.prefer(view(A, second), first));
    }

    @Test
    void with_k_1_every_vote_makes_a_summary_and_is_paid() {
        for (Reward reward : new Reward[] {Reward.CONSTANT, Reward.DISCOUNT, Reward.PUNISH, Reward.HYBRID}) {
            var one = new Tailstorm(1, reward, Quorum.ALTRUISTIC);
            var chain = new Ledger(one, 1);
            int vote = chain.append(one.mine(chain.view(A, 0)), A);
            int summary = chain.append(one.propose(chain.view(D, 0)), D);
            assertEquals(summary(0, vote).parents(), chain.view(D, 0).parents(summary));
            assertEquals(one.unit(), Play.paid(one, chain.view(D, 0), summary)[A]);
            assertEquals(1, one.progress(chain.view(D, 0), summary));
        }
    }
}
