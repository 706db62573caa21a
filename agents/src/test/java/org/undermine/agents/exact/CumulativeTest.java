package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.agents.Arena;
import org.undermine.agents.Policies;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Compiler;
import org.undermine.env.mdp.Objective;
import org.undermine.env.models.Aft20;
import org.undermine.env.models.Fc16;

/** One chain of proofs for several ledgers, against Nakamoto's protocol and against values found by hand. */
class CumulativeTest {
    private static final double EQUAL = 1e-9;
    private static final int LIMIT = 6;
    private static final double[][] POINTS = {{0.35, 0}, {0.4, 0.5}, {0.3, 1}};

    private static Study study(String prices, String objective, String space, int cutoff) {
        var typed = new LinkedHashMap<String, Object>();
        typed.put("prices", prices);
        typed.put("objective", objective);
        typed.put("space", space);
        typed.put("cutoff", cutoff);
        return Study.of(Scenario.of("cumulative", typed), n -> {});
    }

    private static Study withholding(String prices, String objective) {
        return study(prices, objective, "withholding", LIMIT);
    }

    private static double nakamoto(int limit, double alpha, double gamma) {
        var table = Compiler.compile(new Fc16(limit)).table();
        var same = Compiler.compile(new Aft20(limit)).table();
        double optimum = Solver.optimum(table.at(alpha, gamma, Objective.PROGRESS), 1e-10)
                .lower();
        assertEquals(
                optimum,
                Solver.optimum(same.at(alpha, gamma, Objective.PROGRESS), 1e-10).lower(),
                EQUAL);
        return optimum;
    }

    private static double optimum(Study study, double[] at) {
        return study.attack(at[0], at[1], 1e-10).optimum().lower();
    }

    private static double value(Study study, String policy, double[] at) {
        return study.value(Policies.named(study.scenario(), policy), at[0], at[1]);
    }

    /** With all other prices 0, with equal prices, and with any: prices do not matter to the best attack. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"1", "0,1", "5,0", "1,1", "3,1"})
    void whatever_the_prices_the_best_attack_earns_what_it_does_on_one_chain(String prices) {
        Study study = withholding(prices, "progress");
        for (double[] at : POINTS) assertEquals(nakamoto(LIMIT, at[0], at[1]), optimum(study, at), EQUAL);
    }

    @ParameterizedTest
    @CsvSource({"6, considered", "4, ignored"})
    void and_in_the_free_space(int window, String own) {
        var options = Map.of("space", "free", "own", own, "cutoff", window);
        Study nakamoto = Study.of(Scenario.of("nakamoto", options), n -> {});
        for (String prices : new String[] {"1", "0,1", "1,1"}) {
            var typed = new LinkedHashMap<String, Object>(options);
            typed.put("prices", prices);
            Study study = Study.of(Scenario.of("cumulative", typed), n -> {});
            for (double[] at : POINTS) assertEquals(optimum(nakamoto, at), optimum(study, at), EQUAL, prices);
        }
    }

    @Test
    void honest_play_earns_its_share_and_starves_nobody() {
        Study reward = withholding("3,1", "progress");
        Study damage = withholding("3,1", "starved");
        for (double[] at : POINTS) {
            assertEquals(at[0], value(reward, "honest", at), EQUAL);
            assertEquals(0, value(damage, "honest", at), EQUAL);
        }
    }

    /** Every agreed proof of the attacker's lacks the block of one ledger: that costs its price, and starves as many. */
    @Test
    void partial_issue_costs_the_price_of_what_is_starved() {
        Study reward = withholding("3,1", "progress");
        Study first = withholding("1,0", "starved");
        Study second = withholding("0,1", "starved");
        for (double[] at : POINTS) {
            double alpha = at[0];
            assertEquals(alpha * 0.75, value(reward, "starve-1", at), EQUAL);
            assertEquals(alpha * 0.25, value(reward, "starve-0", at), EQUAL);
            assertEquals(alpha, value(second, "starve-1", at), EQUAL);
            assertEquals(0, value(first, "starve-1", at), EQUAL);
            double sm1 = value(reward, "sm1", at);
            assertEquals(0.75 * sm1, value(reward, "sm1-starve-1", at), EQUAL);
            assertEquals(sm1, value(second, "sm1-starve-1", at), EQUAL);
        }
    }

    /** Issued one proof late a parallel block still pays, and no proof goes without in the end. */
    @Test
    void late_issue_costs_nothing_and_starves_nobody_for_good() {
        Study reward = withholding("3,1", "progress");
        Study damage = withholding("0,1", "starved");
        for (double[] at : POINTS) {
            assertEquals(at[0], value(reward, "late-1", at), EQUAL);
            assertEquals(0, value(damage, "late-1", at), EQUAL);
        }
    }

    /** The most that can be starved: the attacker's share of the chain is at most what selfish mining earns. */
    @Test
    void no_attack_starves_more_than_selfish_mining_earns() {
        Study damage = withholding("0,1", "starved");
        for (double[] at : POINTS) assertEquals(nakamoto(LIMIT, at[0], at[1]), optimum(damage, at), EQUAL);
    }

    @ParameterizedTest
    @CsvSource({"starve-1, progress", "late-0, progress", "sm1-starve-0, starved", "sm1, relative"})
    void dice_agree(String policy, String objective) {
        Study study = withholding("2,1", objective);
        for (double[] at : POINTS) {
            double exact = value(study, policy, at);
            var agent = Policies.named(study.scenario(), policy);
            var e = Arena.evaluate(study.scenario().env(at[0], at[1]), agent, 200_000, 5, n -> {});
            double slack = 1.3 * (e.high() - e.low()) / 2; // some of twelve 99 % intervals may miss
            assertTrue(Math.abs(exact - e.mean()) <= slack + EQUAL, policy + ": " + exact + " and " + e);
        }
    }
}
