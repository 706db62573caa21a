package org.undermine.env.attack;

import org.undermine.env.mdp.Objective;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.View;

/**
 * Why no attack on a protocol that {@linkplain Protocol#keepsPace keeps pace} earns more than alpha / (1 - alpha), however
 * long its forks.
 *
 * <p>Let the score of a chain block be k height + min(votes known for it, enough for the next block), where enough is k - 1 if
 * the next block is itself a proof and k if not, and let S be the score of the far defenders' head, counted from what is paid
 * for.
 *
 * <ol>
 *   <li>Preference is by height, then votes, and a block has no more than k of score above its predecessor; so heads never
 *       lose score. Whenever a proof is found all deliveries have been made: near and far defenders know the same blocks, so
 *       their heads, both best by height and votes, have one score.
 *   <li>A defender's proof raises it by one. Where votes are missing it is a vote for the head. Where enough are known it is
 *       the next block, k higher and without votes, where the head had k - 1; a block that needs no proof has been proposed
 *       before anybody mines, and costs no score.
 *   <li>Being paid for, n blocks take k n from S and make as much progress. Each reward of the attacker's takes one of its
 *       proofs out of A, those in the window that are not paid for: each is paid one at most, and once. Proofs that are
 *       forgotten only make A smaller.
 * </ol>
 *
 * <p>So A - lambda S, lambda = alpha / (1 - alpha), is a potential for the bound lambda: a proof changes it by
 * alpha - (1 - alpha) lambda = 0 in the mean, everything else by at most what it costs. Where forks end, A and S do not grow
 * for ever, and rewards stay below lambda * progress but for a constant. That holds at every cutoff, with the same bound; hence
 * for what attacks without a cutoff can approach. No step asks how far a fork has come.
 *
 * <p>Rewards and progress being whole numbers in doubles, or nearly, coefficients are multiples of 2^-40, and a few of these
 * are given away so that rounding cannot break the inequality.
 *
 * <p>Not for B_k: votes compete at two heights there, and optima above alpha / (1 - alpha) are known. Nor where a block pays
 * all k rewards to one proof.
 */
final class Pace {
    private static final double STEP = 0x1p-40;
    private static final int SPARE =
            8; // steps: one to round alpha / (1 - alpha) up, two that the potential needs, five for sums

    private Pace() {}

    /** The bound; NaN where none follows from the above. */
    static double bound(Protocol protocol, double alpha, Objective objective) {
        if (!protocol.keepsPace() || !(alpha < 0.5)) return Double.NaN;
        return switch (objective.aim()) {
            case PROGRESS, BLOCKS -> Math.min(1, (Math.floor(alpha / (1 - alpha) / STEP) + SPARE) * STEP);
            default -> Double.NaN;
        };
    }

    /** Of the position where {@code attack} stands. */
    static double potential(Protocol protocol, Position at, double bound) {
        return (1 + STEP) * unpaid(protocol, at) - (bound - STEP) * score(protocol, at);
    }

    private static int unpaid(Protocol protocol, Position at) {
        int unpaid = 0;
        for (int b = 0; b < at.dag.size(); b++)
            if (at.dag.miner(b) == View.ATTACKER && protocol.needsProof(at.dag.kind(b))) unpaid++;
        return unpaid;
    }

    private static int score(Protocol protocol, Position at) {
        int head = at.head(Party.FAR);
        boolean mined = protocol.needsProof(Kind.BLOCK) && protocol.needsProof(Kind.SUMMARY);
        int enough = mined ? protocol.k() - 1 : protocol.k();
        BlockSet votes = at.dag.votes(head).and(at.known(Party.FAR));
        return protocol.k() * (at.dag.height(head) - at.dag.height(at.paid())) + Math.min(votes.size(), enough);
    }
}
