package org.undermine.agents.truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.undermine.env.network.Observer;
import org.undermine.env.referee.Entry;
import org.undermine.protocols.Kind;
import org.undermine.protocols.View;

/** Every block that was ever made on a network. A block's name is its place in the list. */
final class NetworkLog implements Observer {
    private final int attacker;
    private final List<Entry> entries = new ArrayList<>(List.of(Entry.GENESIS));

    NetworkLog(int attacker) {
        this.attacker = attacker;
    }

    List<Entry> entries() {
        return entries;
    }

    @Override
    public void made(double seconds, int node, long block, Kind kind, boolean proof, long[] parents, long hash) {
        if (block != entries.size()) throw new AssertionError("block " + block + " after " + (entries.size() - 1));
        int[] places = Arrays.stream(parents).mapToInt(p -> (int) p).toArray();
        int miner = kind == Kind.SUMMARY ? View.NOBODY : node == attacker ? View.ATTACKER : View.DEFENDER;
        int first = dag ? -1 : places[0];
        entries.add(new Entry(kind, first, places, miner, hash));
    }

    private boolean dag;

    /** No parent comes first. */
    NetworkLog ofDag() {
        dag = true;
        return this;
    }
}
