package org.undermine.protocols;

import java.util.List;

/**
 * Tailstorm.
 *
 * <p>A vote (a sub-block) is a proof-of-work that extends a summary or another vote and is one deeper than its parent.
 * A summary needs neither proof nor signature: it takes a closed set of k votes on one summary, refers to its leaves, and
 * anybody can build it. Everybody mines on the deepest vote of the preferred summary.
 *
 * <p>With d the depth of the deepest vote in a summary, <em>discount</em> pays d / k to every vote; <em>punish</em> 1, and
 * <em>hybrid</em> d / k, to the votes on the deepest branch. A summary never pays more than k. The clock advances by k
 * with each summary; the paper's height * k + depth is the same clock, read between summaries too.
 *
 * @see <a href="https://arxiv.org/abs/2306.12206">Keller, Glickenhaus, Bissias and Griffith 2023, Tailstorm</a>
 */
public record Tailstorm(int k, Reward reward, Quorum quorum) implements Protocol {
    static final List<Parameter> PARAMETERS = List.of(
            Votes.K, Reward.among(Reward.CONSTANT, Reward.DISCOUNT, Reward.PUNISH, Reward.HYBRID), Quorum.PARAMETER);

    public Tailstorm {
        Parameter.check(PARAMETERS, k, reward, quorum);
    }

    @Override
    public Draft mine(View v) {
        return Draft.voting(Votes.tip(v));
    }

    @Override
    public boolean needsProof(Kind kind) {
        return kind != Kind.SUMMARY;
    }

    /** Height, then votes known, then own reward in the summary, then the first one seen. */
    @Override
    public int prefer(View v, int block) {
        int candidate = v.voted(block);
        if (candidate == v.head()) return candidate;
        int order = Votes.byVotes(v, candidate);
        if (order == 0) order = Integer.compare(own(v, Votes.in(v, candidate)), own(v, Votes.in(v, v.head())));
        return order > 0 ? candidate : v.head();
    }

    /** A summary higher than the head; else one as high that pays this miner more, if the head has no votes yet. */
    @Override
    public Draft propose(View v) {
        int head = v.head();
        Draft next = summary(v, v.height(head), -1);
        if (next != null || v.height(head) == 0 || !v.votes(head).isEmpty()) return next;
        return summary(v, v.height(head) - 1, own(v, Votes.in(v, head)));
    }

    @Override
    public boolean votes() {
        return true;
    }

    @Override
    public boolean keepsPace() {
        return true;
    }

    @Override
    public int progress(View v, int block) {
        return k;
    }

    @Override
    public void coinbase(View v, int block, Payout payout) {
        BlockSet votes = Votes.in(v, block);
        Votes.pay(v, reward.earning(v, votes), each(v, votes), payout);
    }

    @Override
    public int unit() {
        return reward.discounts() ? k : 1;
    }

    private int each(View v, BlockSet votes) {
        return reward.discounts() ? Votes.depth(v, votes) : 1;
    }

    /** What this miner earns with a summary of {@code votes}. */
    private int own(View v, BlockSet votes) {
        if (Votes.own(v, votes).isEmpty()) return 0;
        return each(v, votes) * Votes.own(v, reward.earning(v, votes)).size();
    }

    /**
     * The summary on a summary of {@code height} that pays this miner most, and more than {@code least}. Of several the
     * one on the head, else the one on the summary with the vote of the smallest hash.
     */
    private Draft summary(View v, int height, int least) {
        BlockSet ready = BlockSet.EMPTY;
        BlockSet known = v.known();
        for (int b = known.first(); b >= 0; b = known.next(b)) if (Votes.ready(v, b, height, k)) ready = ready.with(b);
        BlockSet best = ready;
        if (least >= 0 || ready.size() > 1) {
            best = BlockSet.EMPTY;
            int most = least + 1;
            for (int b = ready.first(); b >= 0; b = ready.next(b)) {
                int own = Votes.own(v, v.votes(b)).isEmpty() ? 0 : own(v, quorum(v, b));
                if (own > most) best = BlockSet.EMPTY;
                if (own >= most) best = best.with(b);
                most = Math.max(most, own);
            }
        }
        if (best.isEmpty()) return null;
        int predecessor = best.contains(v.head()) ? v.head() : best.size() == 1 ? best.first() : first(v, best);
        return new Draft(predecessor, Votes.leaves(v, quorum(v, predecessor)).with(predecessor), Kind.SUMMARY);
    }

    private BlockSet quorum(View v, int summary) {
        return quorum.choose(v, v.votes(summary), k, this::own);
    }

    private static int first(View v, BlockSet summaries) {
        BlockSet votes = BlockSet.EMPTY;
        for (int b = summaries.first(); b >= 0; b = summaries.next(b)) votes = votes.or(v.votes(b));
        return v.voted(v.smallest(votes));
    }
}
