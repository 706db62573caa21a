package org.undermine.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.env.Scenario;

/** Vote withholding on B_k: the rules with dice against counters and hashes that know nothing of them. */
class CensorTest {
    private static final int BLOCKS = 300_000;
    private static final double WIDER = 1.4; // 99 % intervals, of which a dozen are to hold at once

    /** The attacker's share of the rewards, both schemes, and how far they may be off. */
    private record Share(double constant, double block, double constantError, double blockError) {}

    private static Share counted(int k, double alpha) {
        var random = new SplittableRandom(k);
        double votes = 0;
        double squares = 0;
        double led = 0;
        for (int block = 0; block < BLOCKS; block++) {
            int own = 0;
            int theirs = 0;
            double ownBest = 1;
            double theirBest = 1;
            boolean lead = false;
            while (!lead && theirs < k) {
                double hash = random.nextDouble();
                if (random.nextDouble() < alpha) {
                    own++;
                    ownBest = Math.min(ownBest, hash);
                } else {
                    theirs++;
                    theirBest = Math.min(theirBest, hash);
                }
                lead = own + theirs >= k && ownBest < theirBest;
            }
            if (!lead) continue;
            led++;
            double share = Math.min(own, k) / (double) k;
            votes += share;
            squares += share * share;
        }
        double mean = votes / BLOCKS;
        double block = led / BLOCKS;
        double quantile = 2.576 / Math.sqrt(BLOCKS);
        return new Share(
                mean,
                block,
                quantile * Math.sqrt(squares / BLOCKS - mean * mean),
                quantile * Math.sqrt(block * (1 - block)));
    }

    @ParameterizedTest
    @CsvSource({
        "2, .25, constant, 100000",
        "2, .4, block, 100000",
        "3, .1, constant, 100000",
        "3, .4, constant, 100000",
        "8, .25, constant, 200000",
        "8, .4, block, 200000",
        "51, .25, constant, 150000"
    })
    void rules_and_counters_agree(int k, double alpha, String reward, long steps) {
        Scenario scenario = Policies.scenario("parallel", Map.of("k", k, "reward", reward), "censor");
        var played = Arena.evaluate(scenario.plainEnv(alpha, 0), Policies.named(scenario, "censor"), steps, 1, n -> {});
        Share counted = counted(k, alpha);
        boolean constant = reward.equals("constant");
        double error = Math.hypot(played.high() - played.mean(), constant ? counted.constantError : counted.blockError);
        assertEquals(constant ? counted.constant : counted.block, played.mean(), WIDER * error);
        assertTrue(played.cutoffs() < 1e-3 * steps, played + " in a window of " + scenario.cutoff());
        if (k > 8) assertEquals(0, played.cutoffs());
    }

    @Test
    void it_does_the_same_whatever_blocks_are_called() {
        Scenario scenario = Policies.scenario("parallel", Map.of("k", 3, "cutoff", 10), "censor");
        Agent censor = Policies.named(scenario, "censor");
        var named = Arena.evaluate(scenario.env(0.4, 0), censor, 20_000, 1, n -> {});
        var plain = Arena.evaluate(scenario.plainEnv(0.4, 0), censor, 200_000, 1, n -> {});
        assertEquals(named.mean(), plain.mean(), WIDER * (named.high() - named.low()));
        assertTrue(plain.cutoffs() > 0);
    }

    @Test
    void it_lives_on_the_free_space_of_signed_blocks() {
        assertEquals("free", Policies.scenario("parallel", Map.of(), "censor").space());
        assertEquals(
                "withholding",
                Policies.scenario("parallel", Map.of(), "get-ahead").space());
        assertEquals(
                9, Policies.scenario("parallel", Map.of("cutoff", 9), "censor").cutoff());
        var withholding = Scenario.of("parallel", Map.of());
        assertThrows(IllegalArgumentException.class, () -> Policies.named(withholding, "censor"));
        assertThrows(
                IllegalArgumentException.class,
                () -> Policies.named(Policies.scenario("simple-parallel", Map.of(), "censor"), "censor"));
    }
}
