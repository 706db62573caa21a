package org.undermine.env.referee;

import java.util.stream.IntStream;
import org.undermine.protocols.Kind;

/**
 * One chain of proofs for several ledgers. A proof has one parent and pays nothing; under it stand parallel blocks by its
 * finder, at most one for each ledger, and each of those that were issued in time pays its ledger's price.
 */
final class CumulativeReferee extends ChainReferee {
    private final int[] prices;

    CumulativeReferee(int[] prices) {
        super(IntStream.of(prices).sum());
        this.prices = prices;
    }

    @Override
    void check(Run run, int i) {
        run.require(run.parents(i).length == 1, i, "a proof or parallel block has one parent");
        int proof = run.predecessor(i);
        run.require(run.kind(proof) == Kind.BLOCK, i, "the parent is a proof");
        if (run.kind(i) == Kind.BLOCK) return;
        run.require(run.kind(i) == Kind.PARALLEL, i, "the protocol has proofs and parallel blocks, nothing else");
        run.require(proof != 0, i, "nothing is issued under the genesis block");
        run.require(run.miner(i) == run.miner(proof), i, "the finder of the proof issues it");
        int ledger = run.all().get(i).ledger();
        run.require(0 <= ledger && ledger < prices.length, i, "there is such a ledger");
        for (int j = proof + 1; j < i; j++)
            run.require(!under(run, j, proof) || run.all().get(j).ledger() != ledger, i, "one for each ledger");
    }

    private static boolean under(Run run, int i, int proof) {
        return run.kind(i) == Kind.PARALLEL && run.predecessor(i) == proof;
    }

    @Override
    void pay(Run run, int b, Tally tally) {
        tally.advance(1, 1);
        for (int i = b + 1; i < run.size(); i++)
            if (under(run, i, b) && run.all().get(i).issued())
                tally.pay(run.miner(i), prices[run.all().get(i).ledger()]);
    }
}
