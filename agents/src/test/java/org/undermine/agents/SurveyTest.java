package org.undermine.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.agents.Batches.Ratio;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Objective;
import org.undermine.env.network.Attacker;
import org.undermine.env.network.Crowds;
import org.undermine.env.network.Delay;
import org.undermine.env.network.Network;
import org.undermine.env.network.Topologies;
import org.undermine.env.network.Topology;
import org.undermine.protocols.Nakamoto;

/** Simulated networks against closed forms and against exact values of the attack model. */
class SurveyTest {
    private static final double WIDER = 1.4; // 99 % intervals, of which some 40 are to hold at once

    private static final int DICE = 12_000;
    private static final int PROOFS = 15_000;

    private static void assertHolds(double expected, Ratio ratio, double slack, String message) {
        double wide = WIDER * (ratio.high() - ratio.mean()) + slack;
        assertTrue(Math.abs(expected - ratio.mean()) <= wide, message + ": " + expected + " expected, but " + ratio);
    }

    private static Survey survey(Network network, long proofs) {
        return Survey.of(network.simulate(1), proofs, Objective.PROGRESS, n -> {});
    }

    /**
     * Of very many small miners who all hear each block after D, those who find one within D of the first at its height
     * are stale, and all that come later are higher: on average 1 + D / T proofs-of-work a height.
     */
    @ParameterizedTest
    @CsvSource({"0.02, 1", "0.5, 3", "2, 4"})
    void many_small_miners_waste_what_the_closed_form_says(double delay, int crowds) {
        var survey = survey(Network.of(new Nakamoto(), Crowds.clique(crowds, new Delay.Constant(delay))), 100_000);
        assertHolds(delay / (1 + delay), survey.stale(), 0, "stale rate");
        assertHolds(1 / (1 + delay), survey.efficiency(), 0, "efficiency");
    }

    /**
     * To first order in D / T a block goes stale where another miner finds one within D of it, which is so for one of the two:
     * D / T times the chance that two proofs are of two miners. The second order is below (D / T)^2.
     *
     * @see <a href="https://doi.org/10.1109/P2P.2013.6688704">Decker and Wattenhofer 2013, section V</a>
     */
    @ParameterizedTest
    @CsvSource({"two-agents, 0.01, 0.5", "two-agents, 0.03, 0.8", "clique:10, 0.01, 0.1", "clique:10, 0.03, 0.1"})
    void a_short_delay_wastes_in_proportion(String name, double delay, double first) throws Exception {
        Topology topology = Topologies.parse(name, new Delay.Constant(delay), 1);
        double[] shares = new double[topology.size()];
        double squares = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = i == 0 ? first : (1 - first) / (shares.length - 1);
            squares += shares[i] * shares[i];
        }
        var survey = survey(Network.of(new Nakamoto(), topology.withShares(false, shares)), 200_000);
        assertHolds(delay * (1 - squares), survey.stale(), delay * delay, name);
    }

    /** Exponential delays waste as much, to first order, as constant ones of the same mean. */
    @Test
    void only_the_mean_of_a_short_delay_counts() {
        for (Delay delay : List.of(new Delay.Exponential(0.02), new Delay.Uniform(0.01, 0.03))) {
            var survey = survey(Network.of(new Nakamoto(), Topologies.clique(2, delay)), 200_000);
            assertHolds(0.02 / 2, survey.stale(), 0.02 * 0.02, delay.toString());
        }
    }

    /** Each policy of a protocol, and the best one that a small table has. */
    @ParameterizedTest
    @CsvSource({"nakamoto, 0.35, 0.5, 12", "nakamoto, 0.4, 0, 12", "nakamoto, 0.3, 1, 12", "parallel, 0.4, 0.5, 3"})
    void with_no_delay_and_some_gamma_policies_earn_their_exact_values(
            String protocol, double alpha, double gamma, int cutoff) {
        Scenario scenario = Scenario.of(protocol, Map.of("cutoff", cutoff));
        Study study = Study.of(scenario, states -> {});
        var network = Network.of(scenario.rules(), Topologies.gamma(gamma, new Delay.Constant(0)));
        var missed = new ArrayList<String>();
        for (String name : Policies.names(scenario)) {
            Agent agent = Policies.named(scenario, name);
            var attacked = network.attackedBy(Attacker.of(scenario.attackSpace(), agent, alpha));
            compare(study.value(agent, alpha, gamma), 0, gamma, attacked, name, missed);
        }
        int[] best = study.attack(alpha, gamma, 1e-6).optimum().policy();
        var attacked =
                network.attackedBy(new Attacker(scenario.attackSpace(), shadow -> study.replay(best, shadow), alpha));
        compare(study.value(best, alpha, gamma), 0, gamma, attacked, "best", missed);
        assertEquals(List.of(), missed);
    }

    /** Where a table is too large dice say what the model says. */
    @ParameterizedTest
    @CsvSource({
        "parallel, 3",
        "simple-parallel, 3",
        "tree-parallel, 3",
        "dag-parallel, 3",
        "tailstorm, 3",
        "ethereum-whitepaper, 1",
        "ethereum-byzantium, 1"
    })
    void with_no_delay_and_some_gamma_policies_earn_what_dice_say(String protocol, int k) {
        double alpha = 0.4;
        double gamma = 0.5;
        Scenario scenario = Scenario.of(protocol, k == 1 ? Map.of() : Map.of("k", k));
        var network = Network.of(scenario.rules(), Topologies.gamma(gamma, new Delay.Constant(0)));
        var missed = new ArrayList<String>();
        for (String name : Policies.names(scenario)) {
            Agent agent = Policies.named(scenario, name);
            var dice = Arena.evaluate(scenario.plainEnv(alpha, gamma), agent, DICE, 2, n -> {});
            var attacked = network.attackedBy(Attacker.of(scenario.attackSpace(), agent, alpha));
            compare(dice.mean(), dice.high() - dice.mean(), gamma, attacked, name, missed);
        }
        assertEquals(List.of(), missed);
    }

    private static void compare(
            double expected, double error, double gamma, Network network, String policy, List<String> missed) {
        Survey survey = survey(network, PROOFS);
        Ratio revenue = survey.revenue().get(network.topology().attacker());
        double wide = WIDER * Math.hypot(error, revenue.high() - revenue.mean());
        if (Math.abs(expected - revenue.mean()) > wide) missed.add(policy + ": " + expected + " and " + revenue);
        double races = survey.outcome().races();
        double off = 3.5 * Math.sqrt(gamma * (1 - gamma) / races);
        if (races > 0 && Math.abs(survey.gamma().mean() - gamma) > off)
            missed.add(policy + " has gamma " + survey.gamma() + " in " + races + " races");
        if (survey.outcome().restarts() > 0) missed.add(policy + " was surprised");
    }

    /** One defender who has found a block knows it, whatever the attacker sends. */
    @Test
    void against_a_single_honest_node_gamma_is_0() {
        Scenario scenario = Scenario.of("nakamoto", Map.of("cutoff", 12));
        Study study = Study.of(scenario, states -> {});
        Agent sm1 = Policies.named(scenario, "sm1");
        var network = Network.of(scenario.rules(), Topologies.clique(2, new Delay.Constant(0)))
                .attackedBy(Attacker.of(scenario.attackSpace(), sm1, 0.4));
        assertHolds(study.value(sm1, 0.4, 0), survey(network, 100_000).revenue().get(0), 0, "two agents");
    }

    @Test
    void too_few_proofs_are_refused() {
        var network = Network.of(new Nakamoto(), Topologies.clique(2, new Delay.Constant(0)));
        var e = assertThrows(IllegalArgumentException.class, () -> survey(network, 99));
        assertEquals("activations is 99; allowed: from 100", e.getMessage());
    }
}
