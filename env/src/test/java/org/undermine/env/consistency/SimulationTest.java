package org.undermine.env.consistency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.env.Seeds;

/** What the attacks achieve against closed forms, plain dice and the bound. */
class SimulationTest {
    private static final long RUNS = 20_000;

    private static Simulation.Estimate balancing(Setting setting, int k) {
        return Simulation.balancing(setting, k, RUNS, 3, n -> {});
    }

    /** One vote decides. Without delay both values get one only if the first vote is the attacker's, and then any other. */
    @ParameterizedTest
    @CsvSource({"0.25", "0.4"})
    void with_one_vote_the_attacker_must_be_first(double alpha) {
        var found = balancing(new Setting(alpha, 1, 0), 1);
        assertTrue(found.low() <= alpha && alpha <= found.high(), "" + found);
    }

    @ParameterizedTest
    @CsvSource({"5, 0.35, 0.3", "8, 0.25, 1"})
    void drawing_from_another_law_changes_nothing(int k, double alpha, double delay) {
        var setting = new Setting(alpha, 1, delay);
        var plain = new Tilt(setting, alpha, Tilt.close(setting));
        var attack = new Balancing(k, delay);
        var random = Seeds.stream(5);
        int failures = 0;
        for (int run = 0; run < RUNS; run++) {
            if (attack.fails(plain, random)) failures++;
            assertEquals(1, plain.weight(), 1e-9);
        }
        double counted = failures / (double) RUNS;
        var found = balancing(setting, k);
        double error = Math.sqrt(counted * (1 - counted) / RUNS) + (found.high() - found.low()) / 5;
        assertEquals(counted, found.mean(), 4 * error);
    }

    @ParameterizedTest
    @CsvSource({"51, 0.25, 0", "51, 0.25, 2", "51, 0.3333, 2", "20, 0.4, 1", "3, 0.1, 4"})
    void no_attack_exceeds_the_bound(int k, double alpha, double delay) {
        var setting = new Setting(alpha, 51 / 600.0, delay);
        var found = balancing(setting, k);
        assertTrue(found.failures() > 0 && found.low() <= Bound.of(setting, k), "" + found);
    }

    /** Ahead by its lead before the payment, or catching up after: Rosenfeld's random walk, with no wait and no delay. */
    @Test
    void a_private_chain_without_wait_or_delay_is_a_random_walk() {
        double alpha = 0.2;
        double ratio = alpha / (1 - alpha);
        // one proof is drawn after the lead, which is geometric, and before it is asked whether the wait is over
        double expected = 0;
        for (int lead = 0; lead < 60; lead++) {
            double probability = (1 - ratio) * Math.pow(ratio, lead);
            double caught = lead > 0 ? 1 : alpha + (1 - alpha) * ratio;
            expected += probability * caught;
        }
        var found = Simulation.privateChain(new Setting(alpha, 1, 0), 1e-9, RUNS, 1, n -> {});
        assertTrue(found.low() - 1e-3 <= expected && expected <= found.high() + 1e-3, expected + " " + found);
    }

    @Test
    void the_same_seed_gives_the_same_estimate() {
        var setting = new Setting(0.3, 1, 0.5);
        var first = Simulation.balancing(setting, 10, 3_000, 1, n -> {});
        assertEquals(first, Simulation.balancing(setting, 10, 3_000, 1, n -> {}));
        var other = Simulation.balancing(setting, 10, 3_000, 2, n -> {});
        assertTrue(first.mean() != other.mean());
    }

    /** B_k against Nakamoto at the setting of the paper: the same rate of proofs, the same time. */
    @Test
    void parallel_proofs_are_safer_than_a_chain_after_the_same_time() {
        var setting = new Setting(0.25, 51 / 600.0, 2);
        var chain = Simulation.privateChain(setting, 600, RUNS, 1, n -> {});
        assertTrue(chain.low() > 3 * Bound.of(setting, 51), "" + chain);
    }

    @Test
    void too_few_runs_are_refused() {
        var setting = new Setting(0.3, 1, 0.5);
        assertThrows(IllegalArgumentException.class, () -> Simulation.balancing(setting, 10, 10, 1, n -> {}));
    }
}
