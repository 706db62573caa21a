package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.agents.Policies;
import org.undermine.env.Scenario;

/** The probability of taking a payment back, against the closed form: a negative binomial, then the gambler's ruin. */
class DoubleSpendTest {
    private static final double EQUAL = 1e-9;

    private static Study study(String powers, int confirmations, int cutoff) {
        return Study.of(
                Scenario.of("double-spend", Map.of("powers", powers, "confirmations", confirmations, "cutoff", cutoff)),
                n -> {});
    }

    /**
     * Success of an attacker with share {@code q} of the chain who gives up {@code far} blocks behind, more than
     * {@code confirmations}; infinity is never.
     */
    private static double closedForm(double q, int confirmations, double far) {
        double p = 1 - q;
        double success = 1;
        double hidden = Math.pow(p, confirmations); // the probability of m own blocks by the last confirmation
        for (int m = 0; m <= confirmations; m++) {
            success -= hidden * (1 - catchUp(q, confirmations - m, far));
            hidden *= q * (m + confirmations) / (m + 1);
        }
        return success;
    }

    /** The gambler's ruin: from {@code behind} to one ahead before {@code far} behind. */
    private static double catchUp(double q, int behind, double far) {
        double r = (1 - q) / q;
        if (Double.isInfinite(far)) return r <= 1 ? 1 : Math.pow(r, -(behind + 1));
        if (r == 1) return (far - behind) / (far + 1);
        return (1 - Math.pow(r, far - behind)) / (1 - Math.pow(r, far + 1));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 6, 20", "0.3, 6, 20", "0.45, 2, 30", "0.3, 1, 8", "0.55, 6, 20"})
    void the_best_attack_succeeds_as_often_as_the_closed_form_says(double alpha, int confirmations, int cutoff) {
        Study study = study("1", confirmations, cutoff);
        double exact = closedForm(alpha, confirmations, cutoff);
        assertEquals(exact, study.attack(alpha, 0, 1e-10).optimum().lower(), EQUAL);
        assertEquals(exact, study.value(Policies.named(study.scenario(), "stubborn"), alpha, 0), EQUAL);
        double ever = closedForm(alpha, confirmations, Double.POSITIVE_INFINITY);
        assertTrue(exact <= ever, exact + " within the cutoff, " + ever + " without");
    }

    @ParameterizedTest
    @CsvSource({"0.1, 3", "0.15, 6"})
    void on_one_of_several_chains_only_the_power_there_counts(double alpha, int confirmations) {
        double share = alpha / (alpha + (1 - alpha) / 4);
        Study weak = study("3,1", confirmations, 20);
        double exact = closedForm(share, confirmations, 20);
        assertEquals(exact, weak.attack(alpha, 0, 1e-10).optimum().lower(), EQUAL);
        Study joint = study("1", confirmations, 20);
        assertTrue(joint.attack(alpha, 0, 1e-10).optimum().upper() < exact);
        for (double gamma : new double[] {0.5, 1})
            assertEquals(
                    joint.attack(share, gamma, 1e-10).optimum().lower(),
                    weak.attack(alpha, gamma, 1e-10).optimum().lower(),
                    EQUAL);
    }

    @Test
    void the_strongest_of_several_chains_is_weaker_than_one_chain_for_all() {
        Study strong = Study.of(
                Scenario.of("double-spend", Map.of("powers", "3,1", "chain", 0, "confirmations", 3, "cutoff", 20)),
                n -> {});
        double exact = closedForm(0.2 / (0.2 + 0.8 * 0.75), 3, 20);
        assertEquals(exact, strong.attack(0.2, 0, 1e-10).optimum().lower(), EQUAL);
        assertTrue(closedForm(0.2, 3, 20) < exact);
        var scenario = Scenario.of("double-spend", Map.of("powers", "3,1", "chain", 2));
        var refused = assertThrows(IllegalArgumentException.class, scenario::mdp);
        assertEquals("chain is 2; allowed: weakest or 0 to 1", refused.getMessage());
    }

    /** With everybody near, an equal chain is as good as a longer one: one block fewer has to be found. */
    @ParameterizedTest
    @CsvSource({"0.2, 4", "0.35, 2"})
    void near_defenders_help(double alpha, int confirmations) {
        Study study = study("1", confirmations, 30);
        double none = study.attack(alpha, 0, 1e-10).optimum().lower();
        double some = study.attack(alpha, 0.5, 1e-10).optimum().lower();
        double all = study.attack(alpha, 1, 1e-10).optimum().lower();
        assertTrue(none < some && some < all, none + " " + some + " " + all);
    }
}
