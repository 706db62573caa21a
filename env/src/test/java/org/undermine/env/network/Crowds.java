package org.undermine.env.network;

import java.util.ArrayList;
import org.undermine.env.network.Topology.Link;

/** Nodes that stand for many miners each. */
public final class Crowds {
    private Crowds() {}

    /** A clique in which everybody hears everything, the own crowd's blocks too, with the same delay. */
    public static Topology clique(int n, Delay delay) {
        Topology clique = Topologies.clique(n, delay);
        var links = new ArrayList<>(clique.links());
        for (int i = 0; i < n; i++) links.add(new Link(i, i, delay, 0));
        return new Topology(clique.nodes(), links);
    }
}
