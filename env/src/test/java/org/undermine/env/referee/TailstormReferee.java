package org.undermine.env.referee;

import java.util.Collection;
import java.util.List;
import org.undermine.protocols.Kind;

/**
 * Tailstorm. A vote extends a summary or a vote; a summary, nobody's, names the leaves of a closed set of k votes on the
 * one before it. With d votes on the deepest branch: <i>constant</i> pays 1 to each vote, <i>discount</i> d / k to each;
 * <i>punish</i> 1 to those on the deepest branch, <i>hybrid</i> d / k to those.
 */
final class TailstormReferee extends ChainReferee {
    private final int k;
    private final String reward;

    TailstormReferee(int k, String reward) {
        super(k);
        this.k = k;
        this.reward = reward;
    }

    @Override
    void check(Run run, int i) {
        if (run.vote(i)) {
            oneParent(run, i);
        } else {
            onChain(run, i, Kind.SUMMARY);
            Quorum.of(run, i).requireSize(k).requireLeaves();
        }
    }

    @Override
    void pay(Run run, int b, Tally tally) {
        Quorum quorum = Quorum.of(run, b);
        List<Integer> deepest = quorum.deepestBranch();
        switch (reward) {
            case "constant" -> each(run, quorum.votes(), k, tally);
            case "discount" -> each(run, quorum.votes(), deepest.size(), tally);
            case "punish" -> each(run, deepest, k, tally);
            case "hybrid" -> each(run, deepest, deepest.size(), tally);
            default -> throw new IllegalStateException(reward);
        }
        tally.advance(k, k);
    }

    /** Units are k-th parts of a reward. */
    private static void each(Run run, Collection<Integer> votes, long units, Tally tally) {
        for (int vote : votes) tally.pay(run.miner(vote), units);
    }
}
