package org.undermine.env.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.undermine.env.Scenario;
import org.undermine.protocols.Nakamoto;
import org.undermine.protocols.Parameter;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.Protocols;

/** What every registered protocol promises on a network of honest nodes. */
class HonestNetworkTest {
    private static final int PROOFS = 6_000;
    private static final double[] SHARES = {0.4, 0.3, 0.2, 0.1};
    private static final double OFF = 3.3; // standard errors, of four shares of each of some thirty protocols

    /** Rules, and what they are called. */
    record Named(String name, Protocol rules) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Every protocol with each word for each parameter, all others being the defaults. */
    static Stream<Named> protocols() {
        var all = new ArrayList<Named>();
        for (Protocols.Entry entry : Protocols.all()) {
            all.add(new Named(entry.name(), Scenario.of(entry.name(), Map.of()).rules()));
            for (Parameter p : entry.parameters())
                for (String word : p.values())
                    if (!word.equals(p.fallback()))
                        all.add(new Named(
                                entry.name() + " " + p.name() + "=" + word,
                                Scenario.of(entry.name(), Map.of(p.name(), word))
                                        .rules()));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void without_delay_nothing_is_stale_and_everybody_earns_its_share(Named protocol) {
        for (boolean ownFirst : List.of(false, true)) {
            var topology =
                    Topologies.clique(SHARES.length, new Delay.Constant(0)).withShares(false, SHARES);
            var simulation =
                    Network.of(protocol.rules, topology).ownFirst(ownFirst).simulate(1);
            simulation.run(PROOFS);
            Outcome o = simulation.outcome();
            int k = protocol.rules.k();
            assertTrue(o.decided() <= PROOFS && o.decided() >= PROOFS - simulation.window(), "decided " + o.decided());
            assertEquals(o.decided(), o.taken(), k, "proofs-of-work in the history");
            assertEquals(o.decided(), o.progress(), k, "progress");
            for (int i = 0; i < SHARES.length; i++) {
                double error =
                        Math.sqrt(SHARES[i] * (1 - SHARES[i]) * k / PROOFS); // where a leader takes all, k at once
                assertEquals(SHARES[i], share(o, i), OFF * error, "share of node " + i);
            }
        }
    }

    private static double share(Outcome o, int node) {
        var paid = o.paid(node);
        return paid.reward() / (paid.reward() + paid.others());
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void the_same_seed_tells_the_same_story(Named protocol) {
        var topology = Topologies.random(6, 3, new Delay.Exponential(0.5), 1);
        List<String> once = story(protocol.rules, topology, 7);
        assertEquals(once, story(protocol.rules, topology, 7));
        assertNotEquals(once, story(protocol.rules, topology, 8));
    }

    private static List<String> story(Protocol rules, Topology topology, long seed) {
        var story = new Story();
        Network.of(rules, topology).simulate(seed, story).run(100);
        return story.lines;
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void what_is_agreed_on_is_forgotten(Named protocol) {
        var topology = Topologies.ring(5, new Delay.Uniform(0, 0.3));
        var simulation = Network.of(protocol.rules, topology).simulate(1);
        int most = 0;
        for (int i = 0; i < 100; i++) {
            simulation.run(20);
            most = Math.max(most, simulation.window());
        }
        assertTrue(most < 150, "a window of " + most + " blocks after 2,000 proofs-of-work");
    }

    @Test
    void proofs_come_at_the_interval() {
        var simulation = Network.of(new Nakamoto(), Topologies.clique(3, new Delay.Constant(0)))
                .interval(600)
                .simulate(1);
        simulation.run(100_000);
        assertEquals(600, simulation.outcome().seconds() / 100_000, 600 * 3 / Math.sqrt(100_000));
    }

    @Test
    void adjusted_difficulty_holds_progress_steady() {
        var crowds = Crowds.clique(3, new Delay.Constant(1));
        for (long epoch : new long[] {0, 500}) {
            var simulation = Network.of(new Nakamoto(), crowds)
                    .interval(4)
                    .adjusting(epoch)
                    .simulate(1);
            simulation.run(100_000);
            Outcome o = simulation.outcome();
            double unadjusted = 5; // 4 s to find a block, 1 s to hear of it
            assertEquals(epoch == 0 ? unadjusted : 4, o.seconds() / o.progress(), 0.06);
        }
    }
}
