package org.undermine.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;
import org.undermine.env.network.Attacker;
import org.undermine.env.network.Delay;
import org.undermine.env.network.Network;
import org.undermine.env.network.Topologies;

/** Proofs and parallel blocks on the event-driven network, against the exact value: other code, and messages block by block. */
class CumulativeNetworkTest {
    private static final double ALPHA = 0.35;
    private static final double GAMMA = 0.5;
    private static final int PROOFS = 60_000;

    private static Scenario scenario(int limit) {
        return Scenario.of("cumulative", Map.of("prices", "3,1", "cutoff", limit));
    }

    @ParameterizedTest
    @CsvSource({"starve-1, 0.008", "late-1, 0.008", "sm1-starve-1, 0.012"})
    void policies_earn_what_they_do_exactly(String policy, double within) {
        Scenario scenario = scenario(7);
        double exact = Study.of(scenario, n -> {}).value(Policies.named(scenario, policy), ALPHA, GAMMA);
        var topology = Topologies.gamma(GAMMA, new Delay.Constant(0));
        var attacker = Attacker.of(scenario.attackSpace(), Policies.named(scenario, policy), ALPHA);
        var simulation =
                Network.of(scenario.rules(), topology).attackedBy(attacker).simulate(3);
        simulation.run(PROOFS);
        double revenue = simulation.outcome().revenue(topology.attacker());
        assertTrue(Math.abs(exact - revenue) < within, policy + ": exactly " + exact + ", on the network " + revenue);
    }

    /** Whatever the delays, each agreed proof of an honest miner's has all its parallel blocks in the end. */
    @Test
    void among_honest_nodes_nothing_is_starved() {
        for (Delay delay : new Delay[] {new Delay.Constant(0.05), new Delay.Exponential(0.1)}) {
            var simulation =
                    Network.of(scenario(5).rules(), Topologies.ring(6, delay)).simulate(4);
            simulation.run(10_000);
            var outcome = simulation.outcome();
            double paid = 0;
            for (double reward : outcome.rewards()) paid += reward;
            assertEquals(outcome.progress(), paid, 20, delay.toString()); // some parallel blocks are on their way
            assertEquals(outcome.progress(), outcome.blocks());
        }
    }
}
