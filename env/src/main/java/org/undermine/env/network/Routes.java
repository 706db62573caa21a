package org.undermine.env.network;

import java.util.random.RandomGenerator;
import org.undermine.env.network.Topology.Link;

/**
 * When a message that is flooded reaches each node: every node that hears it for the first time passes it on on all its
 * links, the attacker excepted. Nodes pass on what they hear whether or not its parents have come.
 */
final class Routes {
    /** When, counted from the start, which node is reached, the earliest first. */
    static final class Route {
        final double[] time;
        final double[] order;
        final int[] node;
        int length;

        Route(int nodes) {
            time = new double[nodes];
            order = new double[nodes];
            node = new int[nodes];
        }
    }

    private final int nodes;
    private final int attacker;
    private final boolean constant;
    private final int[] first; // of the links from each node
    private final int[] to;
    private final Delay[] delay;
    private final double[] order;
    private final Route[] known; // from each node, where delays are constant
    private final Heap open = new Heap();
    private final double[] soonest;
    private final double[] soonestOrder;
    private final boolean[] reached;

    /** @param attacker who passes nothing on; -1 for nobody */
    Routes(Topology topology, int attacker) {
        this.attacker = attacker;
        nodes = topology.size();
        int links = topology.links().size();
        first = new int[nodes + 1];
        to = new int[links];
        delay = new Delay[links];
        order = new double[links];
        for (Link link : topology.links()) first[link.from() + 1]++;
        for (int i = 0; i < nodes; i++) first[i + 1] += first[i];
        int[] next = first.clone();
        for (Link link : topology.links()) {
            int at = next[link.from()]++;
            to[at] = link.to();
            delay[at] = link.delay();
            order[at] = link.order();
        }
        constant = topology.links().stream().allMatch(link -> link.delay().constant());
        known = new Route[constant ? nodes : 0];
        soonest = new double[nodes];
        soonestOrder = new double[nodes];
        reached = new boolean[nodes];
    }

    /** Whether a message from a node always takes the same way. */
    boolean constant() {
        return constant;
    }

    /** The way from {@code source} where delays are constant. */
    Route from(int source) {
        if (known[source] == null) {
            known[source] = new Route(nodes);
            draw(source, null, known[source]);
        }
        return known[source];
    }

    /** Draws a delay for each link and writes when a message from {@code source} gets where; back to it on a link to itself only. */
    void draw(int source, RandomGenerator random, Route into) {
        java.util.Arrays.fill(soonest, Double.POSITIVE_INFINITY);
        java.util.Arrays.fill(reached, false);
        open.clear();
        into.length = 0;
        boolean crowd = false;
        for (int link = first[source]; link < first[source + 1]; link++) crowd |= to[link] == source;
        if (!crowd) reached[source] = true;
        pass(source, 0, 0, random);
        while (!open.isEmpty()) {
            int node = open.first();
            double time = open.time();
            double rank = open.order();
            open.removeFirst();
            if (reached[node]) continue;
            reached[node] = true;
            into.node[into.length] = node;
            into.time[into.length] = time;
            into.order[into.length++] = rank;
            if (node != attacker && node != source) pass(node, time, rank, random);
        }
    }

    private void pass(int from, double time, double rank, RandomGenerator random) {
        for (int link = first[from]; link < first[from + 1]; link++) {
            int node = to[link];
            double when = time + delay[link].draw(random);
            double then = rank + order[link];
            if (reached[node] || when > soonest[node] || when == soonest[node] && then >= soonestOrder[node]) continue;
            soonest[node] = when;
            soonestOrder[node] = then;
            open.add(node, when, then, node);
        }
    }
}
