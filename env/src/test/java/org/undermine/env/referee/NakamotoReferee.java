package org.undermine.env.referee;

import org.undermine.protocols.Kind;

/** Nakamoto consensus: a block has one parent, pays one unit, and is one step. */
final class NakamotoReferee extends ChainReferee {
    NakamotoReferee() {
        super(1);
    }

    @Override
    void check(Run run, int i) {
        run.require(run.kind(i) == Kind.BLOCK, i, "the protocol has BLOCKs, nothing else");
        run.require(run.parents(i).length == 1, i, "a block has one parent");
    }

    @Override
    void pay(Run run, int b, Tally tally) {
        tally.pay(run.miner(b), 1);
        tally.advance(1, 1);
    }
}
