package org.undermine.env.referee;

import java.util.List;
import java.util.random.RandomGenerator;
import org.undermine.protocols.Kind;

/** One chain of proofs for several ledgers: the finder of a proof issues a parallel block for each, at once. */
final class HonestLedgers extends HonestPlay {
    private final int ledgers;

    HonestLedgers(int ledgers, double alpha, double lag, RandomGenerator rng) {
        super(alpha, lag, rng);
        this.ledgers = ledgers;
    }

    @Override
    void mine(int known, int miner) {
        append(Kind.BLOCK, head(known), List.of(), miner);
        int proof = all.size() - 1;
        for (int ledger = 0; ledger < ledgers; ledger++)
            append(new Entry(Kind.PARALLEL, proof, new int[] {proof}, miner, rng.nextLong(), ledger, true));
    }

    @Override
    long[] rank(int block, int known) {
        return new long[] {all.get(block).kind() == Kind.BLOCK ? height(block) : -1};
    }
}
