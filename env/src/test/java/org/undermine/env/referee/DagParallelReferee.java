package org.undermine.env.referee;

import java.util.Set;
import org.undermine.protocols.Kind;

/**
 * DAG-style parallel proof-of-work (arXiv 2312.03111). A vote names its block and the vote tips it confirms; a block stands
 * on a closed set of k - 1 votes. Scheme <i>constant</i>: 1 to the block and each vote; <i>block</i>: k to the block;
 * <i>discount</i>: 1 to the block, and to a vote 1/(k - 1) for the block, for each vote of the set that confirms it, and
 * for each that it confirms.
 */
final class DagParallelReferee extends ChainReferee {
    private final int k;
    private final String reward;

    DagParallelReferee(int k, String reward) {
        super(Math.max(1, k - 1));
        this.k = k;
        this.reward = reward;
    }

    @Override
    void check(Run run, int i) {
        if (run.vote(i)) {
            run.require(!run.vote(run.predecessor(i)), i, "a vote names its block first");
            Quorum.of(run, i).requireLeaves();
        } else {
            onChain(run, i, Kind.BLOCK);
            Quorum.of(run, i).requireSize(k - 1).requireLeavesOrAll();
        }
    }

    @Override
    void pay(Run run, int b, Tally tally) {
        int one = Math.max(1, k - 1);
        Set<Integer> votes = Quorum.of(run, b).votes();
        switch (reward) {
            case "constant" -> {
                tally.pay(run.miner(b), one);
                for (int vote : votes) tally.pay(run.miner(vote), one);
            }
            case "block" -> tally.pay(run.miner(b), (long) k * one);
            case "discount" -> {
                tally.pay(run.miner(b), one);
                for (int vote : votes) tally.pay(run.miner(vote), 1 + related(run, b, vote));
            }
            default -> throw new IllegalStateException(reward);
        }
        tally.advance(k, k);
    }

    /** How many votes of the block's set confirm {@code vote} or are confirmed by it. */
    private static long related(Run run, int block, int vote) {
        Quorum quorum = Quorum.of(run, block);
        long forward = quorum.votes().stream()
                .filter(other -> quorum.confirmed(other).contains(vote))
                .count();
        return forward + quorum.confirmed(vote).size();
    }
}
