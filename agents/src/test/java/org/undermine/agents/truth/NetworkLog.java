package org.undermine.agents.truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.undermine.env.network.Observer;
import org.undermine.env.referee.Entry;
import org.undermine.protocols.Kind;
import org.undermine.protocols.View;

/** Every block that was ever made on a network. A block's name is its place in the list. */
final class NetworkLog implements Observer {
    private final int attacker;
    private final List<Entry> entries = new ArrayList<>(List.of(Entry.GENESIS));

    private final int nodes;
    private final Map<Integer, Integer> missing = new HashMap<>(); // by how many nodes, of parallel blocks

    NetworkLog(int nodes, int attacker) {
        this.nodes = nodes;
        this.attacker = attacker;
    }

    List<Entry> entries() {
        return entries;
    }

    @Override
    public void made(
            double seconds, int node, long block, Kind kind, int ledger, boolean proof, long[] parents, long hash) {
        if (block != entries.size()) throw new AssertionError("block " + block + " after " + (entries.size() - 1));
        int[] places = Arrays.stream(parents).mapToInt(p -> (int) p).toArray();
        int miner = kind == Kind.SUMMARY ? View.NOBODY : node == attacker ? View.ATTACKER : View.DEFENDER;
        int first = dag ? -1 : places[0];
        entries.add(new Entry(kind, first, places, miner, hash, ledger, false));
        if (kind == Kind.PARALLEL) missing.put((int) block, node == attacker ? nodes - 1 : nodes);
    }

    @Override
    public void heard(double seconds, int node, long block) {
        missing.computeIfPresent((int) block, (b, count) -> count - 1);
    }

    /** What all have heard is paid if the proof is: it was issued in time. */
    @Override
    public void agreed(double seconds, long block) {
        missing.forEach((b, count) -> {
            Entry e = entries.get(b);
            if (count == 0)
                entries.set(
                        b, new Entry(e.kind(), e.predecessor(), e.parents(), e.miner(), e.hash(), e.ledger(), true));
        });
        missing.values().removeIf(count -> count == 0);
    }

    private boolean dag;

    /** No parent comes first. */
    NetworkLog ofDag() {
        dag = true;
        return this;
    }
}
