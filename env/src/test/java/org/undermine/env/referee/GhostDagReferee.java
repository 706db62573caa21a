package org.undermine.env.referee;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.undermine.protocols.Kind;

/**
 * GhostDAG. A block names the tips its miner knows; blocks that algorithm 1 colours blue pay one unit and are one step. The
 * history ending in a block is that of the DAG of this block and its past.
 */
final class GhostDagReferee implements Referee {
    private final int k;

    GhostDagReferee(int k) {
        this.k = k;
    }

    @Override
    public void validate(List<Entry> all) {
        Run run = new Run(all);
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < run.size(); i++) {
            run.require(run.kind(i) == Kind.BLOCK, i, "the protocol has BLOCKs, nothing else");
            run.require(i == 0 || hashes.add(all.get(i).hash()), i, "its hash is another block's, too");
            requireTips(run, i);
        }
    }

    /** Of two tips of what a miner knows, none is an ancestor of the other. */
    private static void requireTips(Run run, int block) {
        int[] parents = run.parents(block);
        if (parents.length < 2) return;
        int oldest = Arrays.stream(parents).min().getAsInt();
        Set<Integer> past = new HashSet<>();
        var open = new ArrayDeque<Integer>();
        for (int parent : parents) open.push(parent);
        while (!open.isEmpty()) // what stands before the oldest parent has no parent among its ancestors
        for (int ancestor : run.parents(open.pop())) if (ancestor >= oldest && past.add(ancestor)) open.push(ancestor);
        for (int parent : parents)
            run.require(!past.contains(parent), block, "its parent " + parent + " is an ancestor of another parent");
    }

    @Override
    public Count count(List<Entry> all, int head) {
        Run run = new Run(all);
        int[] tips = head == WHOLE ? tips(run) : new int[] {head};
        Tally tally = new Tally(1);
        for (int b : new Colouring(run, k, tips).blue()) {
            if (b == 0) continue;
            tally.pay(run.miner(b), 1);
            tally.advance(1, 1);
        }
        return tally.count();
    }

    static int[] tips(Run run) {
        var parents = new HashSet<Integer>();
        for (int i = 0; i < run.size(); i++) for (int parent : run.parents(i)) parents.add(parent);
        return IntStream.range(0, run.size()).filter(i -> !parents.contains(i)).toArray();
    }
}
