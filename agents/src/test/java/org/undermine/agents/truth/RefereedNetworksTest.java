package org.undermine.agents.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.undermine.agents.Agent;
import org.undermine.agents.Policies;
import org.undermine.env.Scenario;
import org.undermine.env.network.Attacker;
import org.undermine.env.network.Delay;
import org.undermine.env.network.Network;
import org.undermine.env.network.Outcome;
import org.undermine.env.network.Topologies;
import org.undermine.env.referee.Count;
import org.undermine.env.referee.Referee;
import org.undermine.env.referee.Referees;
import org.undermine.protocols.Protocols;

/**
 * What a simulated network pays is what a slow referee counts on the whole block DAG in the end, to the last unit; and every
 * block there obeys the protocol: for every registered protocol, honest and attacked, with messages so slow that nodes
 * disagree most of the time.
 */
class RefereedNetworksTest {
    private static final double ALPHA = 0.4;
    private static final double ROUNDING = 1e-9;
    private static final int PROOFS = 150;
    private static final int LIMIT = 5;
    private static final int WINDOW = 8;

    /** @param delay in units of the interval between proofs-of-work */
    private record Links(String topology, String delay) {}

    private static final List<Links> LINKS = List.of(
            new Links("gamma:0.5", "const:0"),
            new Links("gamma:0.3", "const:0.3"),
            new Links("clique:4", "exp:0.7"),
            new Links("ring:5", "uniform:0,0.5"));

    static Stream<Arguments> all() {
        return Protocols.all().stream()
                .flatMap(p -> Cases.parameters(p).stream().map(values -> arguments(p.name(), values)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_is_paid_is_what_the_referee_counts(String protocol, Map<String, Object> parameters) throws IOException {
        Referee referee = Referees.of(protocol, parameters);
        long seed = 0;
        for (Scenario scenario : Cases.attacks(protocol, parameters, LIMIT, WINDOW)) {
            play(scenario, "nobody", null, ++seed, referee);
            List<String> names = Policies.names(scenario);
            String policy = names.get((int) (++seed % names.size()));
            play(scenario, policy, Policies.named(scenario, policy), seed, referee);
            play(scenario, "random", Cases.random(++seed), seed, referee);
        }
    }

    private static void play(Scenario scenario, String policy, Agent agent, long seed, Referee referee)
            throws IOException {
        Links links = LINKS.get((int) (seed % LINKS.size()));
        String setting = scenario + " " + policy + " on " + links + " seed " + seed;
        try {
            var topology = Topologies.parse(links.topology, Delay.parse(links.delay), seed);
            var network = Network.of(scenario.rules(), topology)
                    .ownFirst(scenario.defenders().equals("one"));
            if (agent != null) network = network.attackedBy(Attacker.of(scenario.attackSpace(), agent, ALPHA));
            int attacker = agent == null ? -1 : topology.attacker();
            var log = new NetworkLog(topology.size(), attacker);
            if (!scenario.rules().prefers()) log.ofDag();
            var simulation = network.simulate(seed, log);
            simulation.run(PROOFS);
            referee.validate(log.entries());
            Count counted = referee.count(log.entries(), (int) simulation.paidUpTo());
            compare(counted, paid(simulation.outcome(), attacker));
            assertTrue(counted.progress() > 0, "nothing was paid");
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(setting + ": " + e.getMessage(), e);
        }
    }

    private static void compare(Count counted, Count paid) {
        assertEquals(counted.progress(), paid.progress(), "progress");
        assertEquals(counted.proofs(), paid.proofs(), "proofs-of-work");
        assertEquals(counted.attacker(), paid.attacker(), ROUNDING, "the attacker's reward");
        assertEquals(counted.others(), paid.others(), ROUNDING, "the others' reward");
    }

    private static Count paid(Outcome o, int attacker) {
        double others = 0;
        for (int i = 0; i < o.rewards().length; i++) if (i != attacker) others += o.rewards()[i];
        return new Count(attacker < 0 ? 0 : o.rewards()[attacker], others, o.progress(), o.taken());
    }
}
