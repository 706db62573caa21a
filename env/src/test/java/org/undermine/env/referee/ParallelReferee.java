package org.undermine.env.referee;

import org.undermine.protocols.Kind;

/**
 * Parallel proof-of-work, B_k. A block stands on k votes for its predecessor, needs no proof-of-work and is signed by the
 * miner of the one with the smallest hash. Scheme <i>constant</i>: one unit per vote; <i>block</i>: k to the signer.
 */
final class ParallelReferee extends ChainReferee {
    private final int k;
    private final String reward;

    ParallelReferee(int k, String reward) {
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
            Quorum quorum = Quorum.of(run, i).requireSize(k);
            int leader = quorum.smallest();
            run.require(
                    run.miner(i) == run.miner(leader),
                    i,
                    "it is signed by somebody other than the miner of its smallest vote, entry " + leader);
        }
    }

    @Override
    void pay(Run run, int b, Tally tally) {
        switch (reward) {
            case "constant" -> {
                for (int vote : Quorum.of(run, b).votes()) tally.pay(run.miner(vote), 1);
            }
            case "block" -> tally.pay(run.miner(b), k);
            default -> throw new IllegalStateException(reward);
        }
        tally.advance(k, k);
    }
}
