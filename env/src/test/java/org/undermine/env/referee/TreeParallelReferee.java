package org.undermine.env.referee;

import java.util.Collection;
import java.util.List;
import org.undermine.protocols.Kind;

/**
 * Tree-style parallel proof-of-work. A vote extends a block or a vote; a block stands on a closed set of k - 1 votes on its
 * predecessor. With d votes on the deepest branch: <i>constant</i> pays 1 to the block and every vote, <i>discount</i>
 * (d + 1) / k to each of these; <i>punish</i> 1 to the block and the votes of the deepest branch, <i>hybrid</i> (d + 1) / k
 * to each of those; <i>block</i> k to the block.
 */
final class TreeParallelReferee extends ChainReferee {
    private final int k;
    private final String reward;

    TreeParallelReferee(int k, String reward) {
        super(k);
        this.k = k;
        this.reward = reward;
    }

    @Override
    void check(Run run, int i) {
        if (run.vote(i)) {
            oneParent(run, i);
        } else {
            onChain(run, i, Kind.BLOCK);
            Quorum.of(run, i).requireSize(k - 1).requireLeavesOrAll();
        }
    }

    @Override
    void pay(Run run, int b, Tally tally) {
        Quorum quorum = Quorum.of(run, b);
        List<Integer> deepest = quorum.deepestBranch();
        int depth = deepest.size();
        switch (reward) {
            case "constant" -> each(run, b, quorum.votes(), k, tally);
            case "discount" -> each(run, b, quorum.votes(), depth + 1, tally);
            case "punish" -> each(run, b, deepest, k, tally);
            case "hybrid" -> each(run, b, deepest, depth + 1, tally);
            case "block" -> tally.pay(run.miner(b), (long) k * k);
            default -> throw new IllegalStateException(reward);
        }
        tally.advance(k, k);
    }

    /** Units are k-th parts of a reward. */
    private static void each(Run run, int block, Collection<Integer> votes, long units, Tally tally) {
        tally.pay(run.miner(block), units);
        for (int vote : votes) tally.pay(run.miner(vote), units);
    }
}
