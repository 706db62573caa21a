package org.undermine.protocols;

import java.util.List;

/**
 * Parallel proof-of-work with the votes in a tree.
 *
 * <p>A vote extends the previous block or another vote and is one deeper than its parent. A block, which needs
 * proof-of-work too, takes a closed set of k - 1 votes, a quorum, and refers to its leaves. Whoever knows a quorum on the
 * preferred block mines the next block; whoever does not extends the deepest vote. With k = 1 this is Nakamoto's protocol.
 *
 * <p>With d the depth of the quorum, <em>discount</em> pays (d + 1) / k to the block and every vote; <em>punish</em> 1, and
 * <em>hybrid</em> (d + 1) / k, to the block and the votes on the deepest branch. A block never pays more than k.
 *
 * @see <a href="https://arxiv.org/abs/2306.12206">after Keller, Glickenhaus, Bissias and Griffith 2023, Tailstorm</a>
 */
public record TreeParallel(int k, Reward reward, Quorum quorum) implements Protocol {
    static final List<Parameter> PARAMETERS = List.of(Votes.K, Reward.among(Reward.values()), Quorum.PARAMETER);

    public TreeParallel {
        Parameter.check(PARAMETERS, k, reward, quorum);
    }

    @Override
    public Draft mine(View v) {
        BlockSet votes = v.votes(v.head());
        if (votes.size() < k - 1) return Draft.voting(Votes.tip(v));
        return Draft.extending(v.head(), Votes.leaves(v, quorum.choose(v, votes, k - 1, this::own)));
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
            BlockSet votes = Votes.in(v, block);
            payout.pay(v.miner(block), each(v, votes));
            Votes.pay(v, reward.earning(v, votes), each(v, votes), payout);
        }
    }

    @Override
    public int unit() {
        return reward.discounts() ? k : 1;
    }

    private int each(View v, BlockSet votes) {
        return reward.discounts() ? Votes.depth(v, votes) + 1 : 1;
    }

    /** What the miner of a block on {@code votes} earns with it. */
    private int own(View v, BlockSet votes) {
        if (reward == Reward.BLOCK) return k;
        return each(v, votes) * (1 + Votes.own(v, reward.earning(v, votes)).size());
    }
}
