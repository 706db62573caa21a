package org.undermine.env.consistency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.env.Seeds;

/** The bound's probability against closed forms and plain counting, and its claim against histories of proofs. */
class BoundTest {
    private static final int RUNS = 100_000;

    /** Without delay every honest proof is good: the bound is a binomial tail. */
    @ParameterizedTest
    @CsvSource({"1, 0.25", "3, 0.4", "51, 0.25", "51, 0.45"})
    void without_delay_it_is_binomial(int k, double alpha) {
        double tail = 0;
        for (int good = 0; good <= k; good++) {
            double term = 1;
            for (int i = 0; i < good; i++) term *= (1 - alpha) * (2 * k - i) / (i + 1);
            tail += term * Math.pow(alpha, 2 * k - good);
        }
        double bound = Bound.of(new Setting(alpha, 1, 0), k);
        assertEquals(tail, bound, 1e-8 * tail);
        assertTrue(bound >= tail * (1 - 1e-12));
    }

    @ParameterizedTest
    @CsvSource({"5, 0.3, 0.5", "2, 0, 1", "10, 0.2, 0.3"})
    void with_delay_it_is_what_counting_finds(int k, double alpha, double delay) {
        RandomGenerator random = Seeds.stream(7);
        int few = 0;
        for (int run = 0; run < RUNS; run++) {
            int good = 0;
            double now = 0;
            double honest = Double.NEGATIVE_INFINITY;
            for (int n = 0; n < 2 * k; n++) {
                now -= Math.log1p(-random.nextDouble());
                if (random.nextDouble() < alpha) continue;
                if (now - honest >= delay) good++;
                honest = now;
            }
            if (good <= k) few++;
        }
        double bound = Bound.of(new Setting(alpha, 1, delay), k);
        double error = Math.sqrt(bound * (1 - bound) / RUNS);
        assertEquals(bound, few / (double) RUNS, 4 * error);
    }

    /** The setting of the paper's figure: 51 votes in 600 s, 2 s, 1/4; the paper's own bound is 2.2e-4. */
    @Test
    void one_block_of_51_votes_is_safer_than_the_paper_says() {
        double bound = Bound.of(new Setting(0.25, 51 / 600.0, 2), 51);
        assertEquals(1.576e-4, bound, 1e-7);
    }

    /**
     * Whatever nodes are told, and whoever they believe in a tie, the finder of the i-th good proof knows i proofs for one
     * value.
     */
    @ParameterizedTest
    @CsvSource({"0.3, 0.5, 2", "0.1, 2, 2", "0.45, 0.2, 3"})
    void every_good_proof_adds_to_the_greatest_number_known(double alpha, double delay, int values) {
        RandomGenerator random = Seeds.stream(11);
        for (int run = 0; run < 300; run++) {
            int proofs = 40;
            double[] found = new double[proofs];
            double[] everywhere = new double[proofs]; // when all honest nodes know it
            int[] value = new int[proofs];
            double now = 0;
            double honest = Double.NEGATIVE_INFINITY;
            int good = 0;
            for (int n = 0; n < proofs; n++) {
                now -= Math.log1p(-random.nextDouble());
                found[n] = now;
                if (random.nextDouble() < alpha) {
                    value[n] = random.nextInt(values);
                    everywhere[n] = Double.POSITIVE_INFINITY; // withheld, until somebody is shown it
                    continue;
                }
                int[] known = new int[values];
                for (int i = 0; i < n; i++) {
                    if (everywhere[i] > now && random.nextBoolean()) continue;
                    known[value[i]]++;
                    everywhere[i] = Math.min(everywhere[i], now + delay);
                }
                int most = random.nextInt(values);
                for (int v = 0; v < values; v++) if (known[v] > known[most]) most = v;
                value[n] = most;
                everywhere[n] = now + delay;
                if (now - honest >= delay) {
                    good++;
                    assertTrue(known[most] + 1 >= good, "seed 11, run " + run);
                }
                honest = now;
            }
        }
    }

    @Test
    void what_is_no_setting_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Setting(1.1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Setting(0.1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Setting(0.1, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> Bound.of(new Setting(0.1, 1, 0), 0));
    }
}
