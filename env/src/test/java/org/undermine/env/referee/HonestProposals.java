package org.undermine.env.referee;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.undermine.protocols.Kind;
import org.undermine.protocols.View;

/** B_k and Tailstorm, where every proof is a vote and the block on k votes follows at once. */
final class HonestProposals extends HonestVotes {
    private final boolean summaries;

    HonestProposals(boolean summaries, int k, double alpha, double lag, RandomGenerator rng) {
        super(summaries ? Style.TREE : Style.SIMPLE, k, alpha, lag, rng);
        this.summaries = summaries;
    }

    @Override
    void mine(int known, int miner) {
        int head = head(known);
        vote(head, votes(head, known), miner);
    }

    @Override
    void propose() {
        int block = voted(all.size() - 1);
        List<Integer> votes = votes(block, all.size());
        if (votes.size() < k) return;
        if (summaries) {
            if (height(block) + 1 > height(head())) append(Kind.SUMMARY, block, leaves(quorum(votes, k)), View.NOBODY);
            return;
        }
        List<Integer> smallest = votes.stream().sorted(this::byHash).limit(k).toList();
        long[] proposed = {height(block) + 1, 0, first(smallest.get(0))};
        if (Arrays.compare(proposed, rank(head(), all.size())) > 0)
            append(Kind.BLOCK, block, smallest, all.get(smallest.get(0)).miner());
    }

    /** Greater height, more votes; in B_k then the smaller hash of the first vote, genesis last. */
    @Override
    long[] rank(int block, int known) {
        long[] rank = super.rank(block, known);
        if (summaries) return rank;
        int[] parents = all.get(block).parents();
        long leader = Long.MIN_VALUE;
        for (int i = 1; i < parents.length; i++) leader = Math.max(leader, first(parents[i]));
        return new long[] {rank[0], rank[1], leader};
    }

    /** Greater for a smaller hash. */
    private long first(int vote) {
        return ~(all.get(vote).hash() ^ Long.MIN_VALUE);
    }
}
