package org.undermine.env.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.env.network.Topology.Link;
import org.undermine.env.network.Topology.Node;

class TopologiesTest {
    private static final Delay DELAY = new Delay.Constant(1);

    @ParameterizedTest
    @CsvSource({"two-agents, 2, 2", "clique:5, 5, 20", "ring:7, 7, 14", "'random:10,3', 10, 30", "gamma:0.4, 3, 8"})
    void named_ones_have_the_nodes_and_links_that_they_say(String name, int nodes, int links) throws IOException {
        Topology topology = Topologies.parse(name, DELAY, 1);
        assertEquals(nodes, topology.size());
        assertEquals(links, topology.links().size());
        topology.checkConnected(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ring",
                "ring:2",
                "ring:x",
                "clique:0",
                "random:10",
                "star:4",
                "gamma:x",
                "two-agents:3",
                "ring:1e9"
            })
    void unknown_ones_are_refused(String name) {
        var e = assertThrows(IllegalArgumentException.class, () -> Topologies.parse(name, DELAY, 1));
        assertTrue(e.getMessage().startsWith("topology is ") && e.getMessage().contains("; allowed: "), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"10, 3", "6, 5", "50, 4", "9, 2", "2, 1"})
    void random_ones_are_regular_simple_and_drawn_from_the_seed(int n, int degree) {
        Topology topology = Topologies.random(n, degree, DELAY, 5);
        var seen = new HashSet<List<Integer>>();
        int[] degrees = new int[n];
        for (Link link : topology.links()) {
            assertTrue(link.from() != link.to() && seen.add(List.of(link.from(), link.to())), link.toString());
            degrees[link.from()]++;
        }
        assertTrue(Arrays.stream(degrees).allMatch(d -> d == degree), Arrays.toString(degrees));
        assertEquals(topology, Topologies.random(n, degree, DELAY, 5));
        if (n == 50) assertFalse(topology.equals(Topologies.random(n, degree, DELAY, 6)));
    }

    @ParameterizedTest
    @CsvSource({"5, 3", "4, 4", "10, 1", "3, 7"})
    void degrees_that_cannot_be_are_refused(int n, int degree) {
        assertThrows(IllegalArgumentException.class, () -> Topologies.random(n, degree, DELAY, 1));
    }

    @Test
    void shares_are_those_of_the_honest_nodes() {
        Topology three = Topologies.clique(3, DELAY);
        assertEquals(List.of(1 / 3., 1 / 3., 1 / 3.), list(three.shares(Double.NaN)));
        assertEquals(List.of(0.4, 0.3, 0.3), list(three.shares(0.4)));
        assertEquals(
                List.of(0.5, 0.125, 0.375),
                list(three.withShares(true, 0.25, 0.75).shares(0.5)));
        assertEquals(
                List.of(0.25, 0.25, 0.5),
                list(three.withShares(false, 0.25, 0.25, 0.5).shares(Double.NaN)));
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    @Test
    void shares_that_do_not_add_up_are_refused() {
        Topology two = Topologies.clique(2, DELAY);
        for (double[] wrong : new double[][] {{0.5, 0.6}, {0.5, 0.4}, {-0.5, 1.5}, {Double.NaN, 1.2}})
            assertThrows(
                    IllegalArgumentException.class,
                    () -> two.withShares(false, wrong).shares(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> two.withShares(false, 1));
    }

    @Test
    void a_topology_in_two_parts_is_refused_and_so_is_one_that_only_the_attacker_holds_together() {
        var nodes = List.of(new Node("a", 0.5, false), new Node("b", Double.NaN, true), new Node("c", 0.5, false));
        var ab = List.of(new Link(0, 1, DELAY, 0), new Link(1, 0, DELAY, 0));
        var e = assertThrows(IllegalArgumentException.class, () -> new Topology(nodes, ab).checkConnected(-1));
        assertEquals("the topology is not connected: nothing gets from a to c", e.getMessage());
        var line =
                new Topology(nodes, List.of(ab.get(0), ab.get(1), new Link(1, 2, DELAY, 0), new Link(2, 1, DELAY, 0)));
        line.checkConnected(-1);
        e = assertThrows(IllegalArgumentException.class, () -> line.checkConnected(1));
        assertTrue(e.getMessage().endsWith("unless the attacker passes it on, which it does not"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"const:-1", "uniform:3,1", "uniform:1", "exp:", "exp:x", "normal:1", "", "const:1e999"})
    void delays_that_cannot_be_are_refused(String typed) {
        var e = assertThrows(IllegalArgumentException.class, () -> Delay.parse(typed));
        assertTrue(e.getMessage().contains("; allowed: "), e.getMessage());
    }

    /** Against the shortest ways by Floyd and Warshall. */
    @Test
    void constant_messages_take_the_shortest_way_that_avoids_the_attacker() {
        for (int seed = 0; seed < 20; seed++) {
            var random = new SplittableRandom(seed);
            int n = 7;
            Topology plain = Topologies.random(n, 4, DELAY, seed);
            var links = plain.links().stream()
                    .map(l -> new Link(l.from(), l.to(), new Delay.Constant(random.nextInt(10)), random.nextInt(3)))
                    .toList();
            int attacker = seed % 2 == 0 ? -1 : 3;
            double[][] shortest = shortest(n, links, attacker);
            var routes = new Routes(new Topology(plain.nodes(), links), attacker);
            for (int from = 0; from < n; from++) {
                var route = routes.from(from);
                assertEquals(n - 1, route.length, "seed " + seed);
                for (int i = 0; i < route.length; i++) {
                    double way = 1000 * route.time[i] + route.order[i];
                    assertEquals(shortest[from][route.node[i]], way, "seed " + seed);
                    if (i > 0) assertTrue(way >= 1000 * route.time[i - 1] + route.order[i - 1], "seed " + seed);
                }
            }
        }
    }

    private static double[][] shortest(int n, List<Link> links, int attacker) {
        double[][] way = new double[n][n];
        for (double[] row : way) Arrays.fill(row, Double.POSITIVE_INFINITY);
        for (Link l : links) way[l.from()][l.to()] = 1000 * l.delay().draw(null) + l.order();
        IntStream.range(0, n).filter(via -> via != attacker).forEach(via -> {
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++) way[i][j] = Math.min(way[i][j], way[i][via] + way[via][j]);
        });
        return way;
    }
}
