package org.undermine.env.referee;

import org.undermine.protocols.View;

/** Sums in whole units, so that they are exact however long the run. */
final class Tally {
    private final long unit;
    private long attacker;
    private long others;
    private long progress;
    private long proofs;

    /** @param unit how many units make one reward */
    Tally(long unit) {
        this.unit = unit;
    }

    void pay(int miner, long units) {
        switch (miner) {
            case View.ATTACKER -> attacker += units;
            case View.DEFENDER -> others += units;
            default -> throw new AssertionError("a reward of " + units + "/" + unit + " for nobody");
        }
    }

    /** Counted in whole steps, not in units of reward. */
    void advance(long progress, long proofs) {
        this.progress += progress;
        this.proofs += proofs;
    }

    Count count() {
        return new Count((double) attacker / unit, (double) others / unit, progress, proofs);
    }
}
