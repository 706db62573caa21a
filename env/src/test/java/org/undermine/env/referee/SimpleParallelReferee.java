package org.undermine.env.referee;

import org.undermine.protocols.Kind;

/**
 * Simple parallel proof-of-work. Votes and blocks need a proof each; a block stands on k - 1 votes for its predecessor.
 * Scheme <i>constant</i>: one unit to the block and to each vote; <i>block</i>: k to the block's miner.
 */
final class SimpleParallelReferee extends ChainReferee {
    private final int k;
    private final String reward;

    SimpleParallelReferee(int k, String reward) {
        super(1);
        this.k = k;
        this.reward = reward;
    }

    @Override
    void check(Run run, int i) {
        if (run.vote(i)) {
            oneParent(run, i);
            run.require(!run.vote(run.predecessor(i)), i, "a vote is for a block");
        } else {
            onChain(run, i, Kind.BLOCK);
            Quorum.of(run, i).requireSize(k - 1);
        }
    }

    @Override
    void pay(Run run, int b, Tally tally) {
        switch (reward) {
            case "constant" -> {
                tally.pay(run.miner(b), 1);
                for (int vote : Quorum.of(run, b).votes()) tally.pay(run.miner(vote), 1);
            }
            case "block" -> tally.pay(run.miner(b), k);
            default -> throw new IllegalStateException(reward);
        }
        tally.advance(k, k);
    }
}
