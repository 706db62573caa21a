package org.undermine.env.network;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.undermine.env.Seeds;
import org.undermine.env.network.Topology.Link;
import org.undermine.env.network.Topology.Node;

/** The topologies that have names. */
public final class Topologies {
    /** How they are typed. */
    public static final String ALLOWED =
            "two-agents, clique:N, ring:N, random:N,D, gamma:SHARE, or a GraphML file that ends in .graphml or .xml";

    private static final int MOST = 10_000;
    private static final int TRIES = 10_000;

    private Topologies() {}

    /**
     * The topology that {@code text} names.
     *
     * @param delay of its links; in a file of those that say nothing else
     * @param seed of a random one
     * @throws IllegalArgumentException one line naming the value and what is allowed
     * @throws IOException if a file cannot be read
     */
    public static Topology parse(String text, Delay delay, long seed) throws IOException {
        if (text.endsWith(".graphml") || text.endsWith(".xml")) return GraphMl.read(Path.of(text), delay);
        int colon = text.indexOf(':');
        String[] values = colon < 0 ? new String[0] : text.substring(colon + 1).split(",", -1);
        try {
            switch (colon < 0 ? text : text.substring(0, colon)) {
                case "two-agents" -> {
                    if (values.length == 0) return clique(2, delay);
                }
                case "clique" -> {
                    if (values.length == 1) return clique(whole(values[0], 1), delay);
                }
                case "ring" -> {
                    if (values.length == 1) return ring(whole(values[0], 3), delay);
                }
                case "random" -> {
                    if (values.length == 2) return random(whole(values[0], 2), whole(values[1], 1), delay, seed);
                }
                case "gamma" -> {
                    if (values.length == 1) return gamma(new BigDecimal(values[0].strip()).doubleValue(), delay);
                }
                default -> {
                    // falls through to the one message
                }
            }
        } catch (NumberFormatException e) { // falls through to the one message
        }
        throw new IllegalArgumentException("topology is " + (text.isEmpty() ? "''" : text) + "; allowed: " + ALLOWED);
    }

    private static int whole(String text, int least) {
        int n = Integer.parseInt(text.strip());
        if (n < least || n > MOST) throw new NumberFormatException();
        return n;
    }

    /** Everybody is linked with everybody. */
    public static Topology clique(int n, Delay delay) {
        var links = new ArrayList<Link>();
        for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) if (i != j) links.add(new Link(i, j, delay, 0));
        return new Topology(nodes(n), links);
    }

    /** Everybody is linked with the next and the one before. */
    public static Topology ring(int n, Delay delay) {
        var links = new ArrayList<Link>();
        for (int i = 0; i < n; i++) join(links, i, (i + 1) % n, delay);
        return new Topology(nodes(n), links);
    }

    /**
     * Everybody has {@code degree} links, with whom is drawn: uniformly among the simple graphs of that degree that are
     * connected, by pairing the ends of links until there is such a graph, or nearly so where degrees are large.
     */
    public static Topology random(int n, int degree, Delay delay, long seed) {
        if (degree >= n || n * degree % 2 != 0 || degree == 1 && n > 2)
            throw new IllegalArgumentException("topology is random:" + n + "," + degree
                    + "; allowed: a degree from 2 (1 for two nodes) below the number of nodes, one of both even");
        RandomGenerator random = Seeds.stream(seed);
        for (int tries = 0; tries < TRIES; tries++) {
            var links = Pairing.of(n, degree, random);
            if (links == null) continue;
            var both = new ArrayList<Link>();
            for (int[] link : links) join(both, link[0], link[1], delay);
            var topology = new Topology(nodes(n), both);
            try {
                topology.checkConnected(-1);
                return topology;
            } catch (IllegalArgumentException e) { // not this one
            }
        }
        throw new IllegalArgumentException("topology is random:" + n + "," + degree + ": no such graph was found");
    }

    /**
     * An attacker that is near a share {@code gamma} of the defenders. Its answer to a defender's block reaches the near
     * ones before that block does and the far ones after it. Near and far defenders are many small miners each.
     *
     * @param delay between defenders. Where it is constant gamma is realised exactly, in a race of one block against one.
     */
    public static Topology gamma(double gamma, Delay delay) {
        if (!(gamma >= 0 && gamma <= 1))
            throw new IllegalArgumentException("topology is gamma:" + gamma + "; allowed: gamma from 0 to 1");
        return new Near(gamma, delay).topology();
    }

    private static void join(List<Link> links, int i, int j, Delay delay) {
        links.add(new Link(i, j, delay, 0));
        links.add(new Link(j, i, delay, 0));
    }

    private static List<Node> nodes(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> new Node("n" + i, Double.NaN, false))
                .toList();
    }
}
