package org.undermine.agents.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.undermine.agents.Agent;
import org.undermine.agents.Arena;
import org.undermine.agents.Policies;
import org.undermine.agents.Survey;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;
import org.undermine.env.live.LiveRun;
import org.undermine.env.live.Measurement;
import org.undermine.env.live.Plan;
import org.undermine.env.live.Rules;
import org.undermine.env.network.Attacker;
import org.undermine.env.network.Delay;
import org.undermine.env.network.Network;
import org.undermine.env.network.Topologies;
import org.undermine.protocols.Protocols;

/**
 * One number four ways: exactly by the policy's Markov chain, with dice, on a simulated network, and for Nakamoto on a wire
 * between real miners.
 */
class FourWaysTest {
    private static final double ALPHA = 0.4;
    private static final double GAMMA = 0.5;
    private static final long DECISIONS = 75_000;
    private static final long PROOFS = 50_000;

    /** A protocol, what is typed, and a policy whose value depends on what the three others know of the protocol. */
    private record Case(String protocol, Map<String, Object> typed, String policy) {
        Scenario scenario() {
            return Scenario.of(protocol, typed);
        }
    }

    private static Case withheld(String protocol, int cutoff, String policy, Object... more) {
        var typed = new LinkedHashMap<String, Object>(Map.of("cutoff", cutoff));
        for (int i = 0; i < more.length; i += 2) typed.put(more[i].toString(), more[i + 1]);
        return new Case(protocol, typed, policy);
    }

    static Stream<Case> cases() {
        return Stream.of(
                withheld("nakamoto", 30, "sm1"),
                withheld("parallel", 6, "minor-delay"),
                withheld("simple-parallel", 6, "avoid-loss"),
                withheld("tree-parallel", 6, "minor-delay", "k", 3, "reward", "discount"),
                withheld("dag-parallel", 5, "avoid-loss", "k", 3),
                withheld("tailstorm", 6, "avoid-loss", "reward", "punish"),
                withheld("ethereum-whitepaper", 1, "selfish-release"),
                withheld("ethereum-byzantium", 1, "fn19"),
                withheld("ghostdag", 6, "honest"),
                withheld("cumulative", 6, "sm1-starve-1"));
    }

    /** The two seeds make it a thousandth as likely that a right value is missed by chance. */
    private interface Estimate {
        double[] of(long seed) throws IOException;
    }

    private static void contains(double exact, Estimate estimate, String what) throws IOException {
        double[] e = estimate.of(1);
        if (exact < e[0] || exact > e[1]) e = estimate.of(2);
        assertTrue(e[0] <= exact && exact <= e[1], what + ": from " + e[0] + " to " + e[1] + ", exactly " + exact);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void dice_and_network_agree_with_the_exact_value(Case c) throws IOException {
        Scenario scenario = c.scenario();
        Agent agent = Policies.named(scenario, c.policy);
        double exact = Study.of(scenario, n -> {}).value(agent, ALPHA, GAMMA);
        contains(
                exact,
                seed -> {
                    var e = Arena.evaluate(scenario.plainEnv(ALPHA, GAMMA), agent, DECISIONS, seed, n -> {});
                    return new double[] {e.low(), e.high()};
                },
                c + " with dice");
        contains(exact, seed -> onNetwork(scenario, agent, seed), c + " on a network");
    }

    private static double[] onNetwork(Scenario scenario, Agent agent, long seed) throws IOException {
        var topology = Topologies.parse("gamma:" + GAMMA, Delay.parse("const:0"), seed);
        var network =
                Network.of(scenario.rules(), topology).attackedBy(Attacker.of(scenario.attackSpace(), agent, ALPHA));
        var survey = Survey.of(network.simulate(seed), PROOFS, scenario.objective(), n -> {});
        var revenue = survey.revenue().get(topology.attacker());
        return new double[] {revenue.low(), revenue.high()};
    }

    @Test
    void every_protocol_of_blocks_is_among_them() {
        var there = new TreeSet<>(cases().map(Case::protocol).toList());
        assertEquals(
                new TreeSet<>(
                        Protocols.all().stream().map(Protocols.Entry::name).toList()),
                there);
    }

    /** Alpha and gamma are measured too, so the model is asked at the ends of their intervals. */
    @Test
    void the_wire_agrees_with_the_exact_value() throws IOException {
        Scenario scenario = Scenario.of("nakamoto", Map.of());
        Study study = Study.of(scenario, n -> {});
        Agent sm1 = Policies.named(scenario, "sm1");
        contains(
                0,
                seed -> {
                    Measurement m = onWire(scenario, sm1, seed);
                    double[] alphas = {m.alpha().low(), m.alpha().high()};
                    double[] gammas = {
                        Math.max(0, m.gamma().low()), Math.min(1, m.gamma().high())
                    };
                    double least = study.value(sm1, alphas[0], gammas[0]);
                    double most = study.value(sm1, alphas[1], gammas[1]);
                    return new double[] {m.revenue().low() - most, m.revenue().high() - least};
                },
                "sm1 on a wire, less the exact value");
    }

    private static Measurement onWire(Scenario scenario, Agent agent, long seed) throws IOException {
        var plan = new Plan(5, ALPHA, GAMMA, 15, 1, Rules.twoToThe(248), seed);
        var run = new LiveRun(plan, LiveRun.inThreads(scenario, env -> agent));
        try (run) {
            run.await(400, survey -> {});
            run.end();
        }
        return run.survey().measure();
    }
}
