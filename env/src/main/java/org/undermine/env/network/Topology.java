package org.undermine.env.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is linked with whom.
 *
 * <p>A node that is linked with itself stands for very many small miners, who hear of each other's blocks that way; any
 * other is one miner, who knows what it has found at once.
 *
 * @param nodes by number, from 0
 * @param links one way each
 */
public record Topology(List<Node> nodes, List<Link> links) {
    private static final double SLACK = 1e-9;

    /**
     * @param share of the honest mining power; NaN where nothing is said of it. What the attacker mines is said elsewhere
     * @param attacker whether the attacker sits here, if there is one
     */
    public record Node(String name, double share, boolean attacker) {}

    /**
     * @param delay of a message
     * @param order where messages take equally long the one whose links have the lesser sum of orders comes first
     */
    public record Link(int from, int to, Delay delay, double order) {}

    /** @throws IllegalArgumentException one line, if there are no nodes, if two attackers or links that lead nowhere */
    public Topology {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
        if (nodes.isEmpty()) throw new IllegalArgumentException("the topology has no nodes; allowed: at least one");
        if (nodes.stream().filter(Node::attacker).count() > 1)
            throw new IllegalArgumentException("the topology has two attackers; allowed: one at the most");
        for (Link link : links)
            if (link.from < 0 || link.from >= nodes.size() || link.to < 0 || link.to >= nodes.size())
                throw new IllegalArgumentException("a link from node " + link.from + " to node " + link.to
                        + "; allowed: nodes 0 to " + (nodes.size() - 1));
    }

    public int size() {
        return nodes.size();
    }

    /** Where the attacker sits: at the node that is marked, else at the first. */
    public int attacker() {
        for (int i = 0; i < nodes.size(); i++) if (nodes.get(i).attacker) return i;
        return 0;
    }

    /** Whether node {@code i} stands for many small miners. */
    public boolean isCrowd(int i) {
        return links.stream().anyMatch(link -> link.from == i && link.to == i);
    }

    /**
     * The same nodes with other shares of the honest mining power.
     *
     * @param shares one for each node; or, if one is the attacker's, for each other node
     */
    public Topology withShares(boolean attacked, double... shares) {
        int attacker = attacked ? attacker() : -1;
        int honest = attacked ? nodes.size() - 1 : nodes.size();
        if (shares.length != honest)
            throw new IllegalArgumentException(
                    shares.length + " shares for " + honest + " honest nodes; allowed: one for each");
        var shared = new ArrayList<Node>();
        int next = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            shared.add(i == attacker ? node : new Node(node.name, shares[next++], node.attacker));
        }
        return new Topology(shared, links);
    }

    /**
     * What each node mines of all there is to mine. Honest nodes of which nothing is said have equal parts of the rest.
     *
     * @param alpha the attacker's share; NaN where there is no attacker
     * @throws IllegalArgumentException one line, if shares of honest nodes are negative or do not add up to 1
     */
    double[] shares(double alpha) {
        int attacker = Double.isNaN(alpha) ? -1 : attacker();
        double[] shares = new double[nodes.size()];
        int open = 0;
        double said = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = i == attacker ? 0 : nodes.get(i).share;
            if (Double.isNaN(shares[i])) open++;
            else if (shares[i] >= 0 && shares[i] <= 1) said += shares[i];
            else
                throw new IllegalArgumentException(
                        "share of " + nodes.get(i).name + " is " + shares[i] + "; allowed: 0 to 1");
        }
        if (said > 1 + SLACK || open == 0 && said < 1 - SLACK)
            throw new IllegalArgumentException("shares of the honest nodes add up to " + (float) said + "; allowed: 1");
        double honest = attacker < 0 ? 1 : 1 - alpha;
        for (int i = 0; i < shares.length; i++)
            if (i != attacker)
                shares[i] = honest * (Double.isNaN(shares[i]) ? Math.max(0, 1 - said) / open : shares[i]);
        if (attacker >= 0) shares[attacker] = alpha;
        return shares;
    }

    /**
     * Checks that what one honest node sends reaches all others, and what the attacker releases, too. The attacker passes
     * nothing on but what it releases.
     *
     * @param attacker its node; -1 where there is none
     * @throws IllegalArgumentException one line that names two nodes without a way from one to the other
     */
    void checkConnected(int attacker) {
        for (int from = 0; from < nodes.size(); from++) {
            boolean[] reached = reached(from, attacker);
            for (int to = 0; to < reached.length; to++)
                if (!reached[to])
                    throw new IllegalArgumentException("the topology is not connected: nothing gets from "
                            + nodes.get(from).name + " to " + nodes.get(to).name
                            + (attacker < 0 ? "" : " unless the attacker passes it on, which it does not"));
        }
    }

    private boolean[] reached(int from, int attacker) {
        boolean[] reached = new boolean[nodes.size()];
        var open = new ArrayDeque<Integer>(List.of(from));
        reached[from] = true;
        while (!open.isEmpty()) {
            int at = open.remove();
            if (at == attacker && at != from) continue;
            for (Link link : links)
                if (link.from == at && !reached[link.to]) {
                    reached[link.to] = true;
                    open.add(link.to);
                }
        }
        return reached;
    }
}
