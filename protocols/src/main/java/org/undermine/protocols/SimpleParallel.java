package org.undermine.protocols;

import java.util.List;

/**
 * Simple parallel proof-of-work.
 *
 * <p>Votes and blocks both need proof-of-work. A block refers to its predecessor and to k - 1 votes for it, so k proofs
 * make one block, and with k = 1 this is Nakamoto's protocol. Whoever knows k - 1 votes for the preferred block mines
 * the next block, whoever does not mines a vote.
 *
 * @see <a href="https://doi.org/10.1145/3558535.3559773">after Keller and Boehme 2022, with the leader's block made a proof</a>
 */
public record SimpleParallel(int k, Reward reward) implements Protocol {
    static final List<Parameter> PARAMETERS = List.of(Votes.K, Reward.among(Reward.CONSTANT, Reward.BLOCK));

    public SimpleParallel {
        Parameter.check(PARAMETERS, k, reward);
    }

    /** A block takes the miner's own votes first, then those with the smallest hashes. */
    @Override
    public Draft mine(View v) {
        BlockSet votes = v.votes(v.head());
        if (votes.size() < k - 1) return Draft.voting(v.head());
        return Draft.extending(v.head(), Votes.ownFirst(v, votes, k - 1));
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
            payout.pay(v.miner(block), 1);
            Votes.pay(v, Votes.in(v, block), 1, payout);
        }
    }
}
