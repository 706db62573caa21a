package org.undermine.env.referee;

import java.util.Arrays;
import java.util.List;
import org.undermine.protocols.Kind;
import org.undermine.protocols.View;

/** The entries of one run, whose shape has been checked: what every protocol asks of a block DAG. */
record Run(List<Entry> all) {
    Run {
        if (all.isEmpty()) throw new AssertionError("a run begins with its genesis block");
        Entry genesis = all.get(0);
        if (genesis.predecessor() != -1 || genesis.parents().length != 0 || genesis.miner() != View.NOBODY)
            throw broken(all, 0, "the genesis block has no parents and no miner");
        if (genesis.kind() == Kind.VOTE) throw broken(all, 0, "the genesis block is no vote");
        for (int i = 1; i < all.size(); i++) shape(all, i);
    }

    private static void shape(List<Entry> all, int i) {
        Entry e = all.get(i);
        int[] parents = e.parents();
        if (parents.length == 0) throw broken(all, i, "only the genesis block has no parents");
        for (int j = 0; j < parents.length; j++) {
            if (parents[j] < 0 || parents[j] >= i) throw broken(all, i, "parents stand before their children");
            for (int other = 0; other < j; other++)
                if (parents[other] == parents[j]) throw broken(all, i, "no parent is named twice");
        }
        if (e.predecessor() != -1 && e.predecessor() != parents[0])
            throw broken(all, i, "the predecessor is the parent named first");
        boolean nobody = e.kind() == Kind.SUMMARY;
        if (nobody && e.miner() != View.NOBODY) throw broken(all, i, "a summary has no miner");
        if (!nobody && e.miner() != View.DEFENDER && e.miner() != View.ATTACKER)
            throw broken(all, i, "blocks and votes have a miner");
    }

    int size() {
        return all.size();
    }

    Kind kind(int i) {
        return all.get(i).kind();
    }

    int miner(int i) {
        return all.get(i).miner();
    }

    int predecessor(int i) {
        return all.get(i).predecessor();
    }

    int[] parents(int i) {
        return all.get(i).parents();
    }

    boolean vote(int i) {
        return kind(i) == Kind.VOTE;
    }

    boolean smaller(int i, int than) {
        return Long.compareUnsigned(all.get(i).hash(), all.get(than).hash()) < 0;
    }

    /** Holds entry {@code i} to a rule. */
    void require(boolean kept, int i, String rule) {
        if (!kept) throw broken(all, i, rule);
    }

    private static AssertionError broken(List<Entry> all, int i, String rule) {
        Entry e = all.get(i);
        String miner = e.miner() == View.ATTACKER ? "attacker" : e.miner() == View.DEFENDER ? "defender" : "nobody";
        return new AssertionError("entry " + i + ", a " + e.kind() + " by " + miner + " on "
                + Arrays.toString(e.parents()) + ": " + rule);
    }
}
