package org.undermine.env.referee;

import java.util.List;
import org.undermine.protocols.Kind;

/** A protocol whose history is a chain: each block of it pays by itself, whatever comes later. */
abstract class ChainReferee implements Referee {
    /** How many units make one reward. */
    private final long unit;

    ChainReferee(long unit) {
        this.unit = unit;
    }

    /** Holds entry {@code i}, which is not genesis and whose parents are valid, to the rules. */
    abstract void check(Run run, int i);

    /** What block {@code b} pays, and by how much it advances the clock. */
    abstract void pay(Run run, int b, Tally tally);

    @Override
    public final void validate(List<Entry> all) {
        Run run = new Run(all);
        for (int i = 1; i < run.size(); i++) {
            run.require(run.predecessor(i) != -1, i, "a block of a chain has a predecessor");
            check(run, i);
        }
    }

    @Override
    public final Count count(List<Entry> all, int head) {
        if (head == WHOLE) throw new IllegalArgumentException("a chain pays, not a DAG: name its last block");
        Run run = new Run(all);
        Tally tally = new Tally(unit);
        for (int b = head; b != 0; b = run.predecessor(b)) {
            run.require(!run.vote(b), b, "a vote is not on the chain");
            pay(run, b, tally);
        }
        return tally.count();
    }

    /** What the protocols with votes ask of a block or summary: it stands on another one. */
    static void onChain(Run run, int i, Kind kind) {
        run.require(run.kind(i) == kind, i, "the protocol has votes and " + kind + "s, nothing else");
        run.require(!run.vote(run.predecessor(i)), i, "the predecessor is no vote");
    }

    /** What a vote is that has one parent. */
    static void oneParent(Run run, int i) {
        run.require(run.parents(i).length == 1, i, "a vote has one parent");
    }
}
