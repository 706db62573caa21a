package org.undermine.env.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.undermine.env.attack.Branches;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.View;

/**
 * The blocks that a network remembers, drawn as text: who made them, what they refer to, who has not heard of them yet and
 * who prefers them.
 */
final class Sketch {
    private final Ledger ledger;
    private final Topology topology;
    private final int attacker;

    Sketch(Ledger ledger, Topology topology, int attacker) {
        this.ledger = ledger;
        this.topology = topology;
        this.attacker = attacker;
    }

    List<String> lines() {
        return new Branches(ledger.dag).lines(this::words);
    }

    private String[] words(int b) {
        String kind = ledger.dag.kind(b).name().toLowerCase(Locale.ROOT);
        return new String[] {label(b), b == 0 ? "root" : kind, miner(b), references(b), heard(b), preferred(b)};
    }

    private String label(int b) {
        return "#" + ledger.name(b);
    }

    private String miner(int b) {
        int miner = ledger.dag.miner(b);
        return miner == View.NOBODY ? "" : name(miner - 1);
    }

    private String name(int node) {
        return topology.nodes().get(node).name();
    }

    private String references(int b) {
        BlockSet parents = ledger.dag.parents(b);
        if (parents.isEmpty()) return "";
        int predecessor = ledger.dag.predecessor(b);
        if (predecessor < 0) return "on " + labels(parents);
        BlockSet others = parents.without(predecessor);
        return "on " + label(predecessor) + (others.isEmpty() ? "" : " with " + labels(others));
    }

    private String labels(BlockSet blocks) {
        return String.join(" ", blocks.stream().mapToObj(this::label).toList());
    }

    private String heard(int b) {
        if (!ledger.isPublic(b)) return "withheld";
        int missing = 0;
        for (int i = 0; i < topology.size(); i++) if (!ledger.knows(i, b)) missing++;
        return missing == 0 ? "" : "new to " + missing;
    }

    private String preferred(int b) {
        var whose = new ArrayList<String>();
        for (int i = 0; i < topology.size(); i++) if (ledger.head[i] == b) whose.add(name(i));
        if (whose.isEmpty()) return "";
        boolean all = whose.size() == topology.size() && attacker < 0;
        return "<- " + (all ? "all" : String.join(", ", whose));
    }
}
