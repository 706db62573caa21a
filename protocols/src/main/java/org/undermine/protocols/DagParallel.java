package org.undermine.protocols;

import java.util.List;

/**
 * Parallel proof-of-work with the votes in a directed acyclic graph.
 *
 * <p>A vote confirms all tips among the votes its miner knows for the preferred block, and with them, as confirming is
 * transitive, every vote they confirm. A block, which needs proof-of-work too, takes a closed set of k - 1 votes, a
 * quorum, and refers to its leaves. Whoever knows a quorum mines the next block, whoever does not mines a vote. With
 * k = 1 this is Nakamoto's protocol.
 *
 * <p>The targeted <em>discount</em> pays a vote in proportion to the proofs it is ordered with: those of the quorum that
 * confirm it, those it confirms, and the block, over k - 1. A chain of votes earns 1 each. The block earns 1.
 *
 * @see <a href="https://arxiv.org/abs/2312.03111">Keller 2023, Parallel Proof-of-Work with DAG-Style Voting and Targeted
 *     Reward Discounting</a>
 */
public record DagParallel(int k, Reward reward, Quorum quorum) implements Protocol {
    static final List<Parameter> PARAMETERS =
            List.of(Votes.K, Reward.among(Reward.CONSTANT, Reward.BLOCK, Reward.DISCOUNT), Quorum.PARAMETER);

    public DagParallel {
        Parameter.check(PARAMETERS, k, reward, quorum);
        if (k == 1 && reward.discounts())
            throw new IllegalArgumentException("k is 1; allowed with reward discount: 2 to " + Votes.K.max());
    }

    @Override
    public Draft mine(View v) {
        BlockSet votes = v.votes(v.head());
        if (votes.size() >= k - 1)
            return Draft.extending(v.head(), Votes.leaves(v, quorum.choose(v, votes, k - 1, this::own)));
        return new Draft(v.head(), Votes.leaves(v, votes).with(v.head()), Kind.VOTE);
    }

    @Override
    public int prefer(View v, int block) {
        return Votes.prefer(v, block);
    }

    @Override
    public boolean votes() {
        return true;
    }

    @Override
    public boolean keepsPace() {
        return reward != Reward.BLOCK;
    }

    @Override
    public int progress(View v, int block) {
        return k;
    }

    @Override
    public void coinbase(View v, int block, Payout payout) {
        if (reward == Reward.BLOCK) {
            payout.pay(v.miner(block), k);
        } else {
            payout.pay(v.miner(block), unit());
            BlockSet votes = Votes.in(v, block);
            for (int x = votes.first(); x >= 0; x = votes.next(x)) payout.pay(v.miner(x), earned(v, x, votes));
        }
    }

    @Override
    public int unit() {
        return reward.discounts() ? k - 1 : 1;
    }

    /** What vote {@code x} of a quorum earns. */
    private int earned(View v, int x, BlockSet votes) {
        if (!reward.discounts()) return 1;
        int backward = v.past(x).and(votes).size();
        int forward = 1; // the block
        for (int y = votes.first(); y >= 0; y = votes.next(y)) if (v.past(y).contains(x)) forward++;
        return forward + backward;
    }

    /** What a miner earns with its votes among {@code votes}; the block it mines earns the same on any. */
    private int own(View v, BlockSet votes) {
        if (reward == Reward.BLOCK) return 0;
        int sum = 0;
        for (int x = votes.first(); x >= 0; x = votes.next(x)) if (v.own(x)) sum += earned(v, x, votes);
        return sum;
    }
}
