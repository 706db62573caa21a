package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.agents.Policies;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Compiler;
import org.undermine.env.mdp.Objective;
import org.undermine.env.models.Aft20;
import org.undermine.env.models.Fc16;

/** Several chains and one who hops between them, against one chain and against values found by hand. */
class SeparateChainsTest {
    private static final double EQUAL = 1e-9;
    private static final int CUTOFF = 7;

    private static Study study(String powers, String prices, String objective, int cutoff, Object... more) {
        var typed = new LinkedHashMap<String, Object>();
        typed.put("powers", powers);
        typed.put("prices", prices);
        typed.put("objective", objective);
        typed.put("cutoff", cutoff);
        for (int i = 0; i < more.length; i += 2) typed.put((String) more[i], more[i + 1]);
        return Study.of(Scenario.of("separate-chains", typed), n -> {});
    }

    private static double optimum(Study study, double alpha, double gamma) {
        return study.attack(alpha, gamma, 1e-10).optimum().lower();
    }

    private static double value(Study study, String policy, double alpha, double gamma) {
        return study.value(Policies.named(study.scenario(), policy), alpha, gamma);
    }

    /** The attacker's share of the power on a chain that has {@code honest} of the honest power. */
    private static double onChain(double alpha, double honest) {
        return alpha / (alpha + (1 - alpha) * honest);
    }

    @ParameterizedTest
    @CsvSource({"0.35, 0", "0.4, 0.5", "0.3, 1", "0.47, 0.25"})
    void one_chain_is_nakamotos(double alpha, double gamma) {
        for (String objective : new String[] {"progress", "relative"}) {
            double one = optimum(study("2", "5", objective, 12), alpha, gamma);
            for (var model : new Object[] {new Fc16(12), new Aft20(12)}) {
                var table = Compiler.compile(model instanceof Fc16 f ? f : (Aft20) model)
                        .table();
                var mdp = table.at(alpha, gamma, Objective.PROGRESS);
                assertEquals(Solver.optimum(mdp, 1e-10).lower(), one, EQUAL);
            }
        }
    }

    /** A chain without a price is a place to be idle, so the other is attacked by whoever has alpha of it and the others' rest. */
    @ParameterizedTest
    @CsvSource({"0.1, 0", "0.15, 0.5", "0.12, 1"})
    void a_chain_by_itself_is_nakamotos_with_exogenous_power(double alpha, double gamma) {
        Study weak = study("3,1", "0,1", "progress", CUTOFF);
        Study nakamoto = Study.of(Scenario.of("nakamoto", Map.of("space", "aft20", "cutoff", CUTOFF)), n -> {});
        double share = onChain(alpha, 0.25);
        assertEquals(optimum(nakamoto, share, gamma), optimum(weak, alpha, gamma), EQUAL);
        assertEquals(value(nakamoto, "sm1", share, gamma), value(weak, "sm1-weakest", alpha, gamma), EQUAL);
        Study strong = study("3,1", "1,0", "progress", CUTOFF);
        share = onChain(alpha, 0.75);
        assertEquals(value(nakamoto, "sm1", share, gamma), value(strong, "sm1-strongest", alpha, gamma), EQUAL);
    }

    @ParameterizedTest
    @CsvSource({"0.2, 0", "0.35, 0.5"})
    void honest_miners_earn_their_share_and_the_dearest_chain_more(double alpha, double gamma) {
        double honest = (3 * 2 + 1) / 4.0; // what a proof of theirs is worth, at prices 2 and 1
        Study progress = study("3,1", "2,1", "progress", 4);
        assertEquals(alpha, value(progress, "honest", alpha, gamma), EQUAL);
        assertEquals(2 * alpha / (2 * alpha + (1 - alpha) * honest), value(progress, "dearest", alpha, gamma), EQUAL);
        Study time = study("3,1", "2,1", "time", 4);
        assertEquals(alpha * honest / 3, value(time, "honest", alpha, gamma), EQUAL);
        assertEquals(alpha * 2 / 3, value(time, "dearest", alpha, gamma), EQUAL);
        Study even = study("3,1", "1,1", "progress", 4);
        assertEquals(alpha, value(even, "dearest", alpha, gamma), EQUAL);
    }

    /** From 1/5 of all power on, the chain with a quarter of the honest power is the attacker's. */
    @Test
    void the_weak_chain_falls_to_a_fifth_of_all_power() {
        assertEquals(0.5, onChain(0.2, 0.25), EQUAL);
        Study weak = study("3,1", "0,1", "progress", 12);
        assertTrue(optimum(weak, 0.2, 0) > 0.6);
        assertTrue(optimum(weak, 0.25, 0) > 0.9);
    }

    /** The same process by sweeps over (a, h), without tables, symbols or the solver. */
    @ParameterizedTest
    @CsvSource({"0.2, 2, 5", "0.3, 2, 3", "0.3, 1, 1", "0.25, 3, 0"})
    void a_payment_adds_what_a_plain_recursion_says(double alpha, int confirmations, int value) {
        int cutoff = 9;
        double low = 0;
        double high = 1.0 + value;
        while (high - low > 1e-11) {
            double middle = (low + high) / 2;
            if (gain(alpha, confirmations, value, cutoff, middle) > 0) low = middle;
            else high = middle;
        }
        Study one = study("1", "1", "progress", cutoff, "confirmations", confirmations, "value", value);
        assertEquals(low, optimum(one, alpha, 0), EQUAL);
        Study alone = study("3,1", "0,1", "progress", CUTOFF, "confirmations", confirmations, "value", value);
        Study same = study("1", "1", "progress", CUTOFF, "confirmations", confirmations, "value", value);
        double busy = optimum(same, onChain(alpha / 2, 0.25), 0);
        double idle = optimum(alone, alpha / 2, 0); // it pays to be idle while a payment is confirmed
        if (value == 0) assertEquals(busy, idle, EQUAL);
        else assertTrue(busy <= idle + EQUAL, busy + " and " + idle);
    }

    /** What a cycle from (0, 0) back to it gains over {@code ratio} for each unit of progress, at gamma 0. */
    private static double gain(double alpha, int confirmations, int value, int cutoff, double ratio) {
        double[][] worth = new double[cutoff + 1][cutoff + 1];
        double change = 1;
        while (change > 1e-13) {
            change = 0;
            for (int a = cutoff; a >= 0; a--)
                for (int h = cutoff; h >= 0; h--) {
                    if (a + h == 0) continue; // a cycle ends there
                    double best = h > 0 ? -ratio * h : Double.NEGATIVE_INFINITY;
                    if (a > h) {
                        double spent = h >= confirmations ? value : 0;
                        best = Math.max(best, (h + 1) * (1 - ratio) + spent + worth[a - h - 1][0]);
                    }
                    if (Math.max(a, h) < cutoff)
                        best = Math.max(best, alpha * worth[a + 1][h] + (1 - alpha) * worth[a][h + 1]);
                    change = Math.max(change, Math.abs(best - worth[a][h]));
                    worth[a][h] = best;
                }
        }
        return alpha * worth[1][0] + (1 - alpha) * worth[0][1];
    }

    @Test
    void powers_and_prices_go_together() {
        var typed = Map.of("powers", "1,2,3", "prices", "1,2");
        var scenario = Scenario.of("separate-chains", typed);
        var refused = assertThrows(IllegalArgumentException.class, scenario::mdp);
        assertEquals("there are 3 powers and 2 prices; allowed: one of each for every chain", refused.getMessage());
        for (String powers : new String[] {"", "1,", "0,1", "a", "1,1,1,1,1", "1001"}) {
            var wrong = Map.of("powers", powers);
            assertThrows(IllegalArgumentException.class, () -> Scenario.of("separate-chains", wrong), powers);
        }
    }
}
