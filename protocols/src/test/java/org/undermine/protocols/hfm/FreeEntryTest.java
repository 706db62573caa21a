package org.undermine.protocols.hfm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FreeEntryTest {
    @Test
    void what_a_block_pays() {
        assertEquals(31, Fees.paid(4_000));
        assertEquals(280, Fees.paid(1_000_000));
    }

    /** By trying every number of miners, from none up. */
    @ParameterizedTest
    @EnumSource
    void the_equilibrium_is_the_largest_number_that_is_paid_for(Coverage coverage) {
        for (double validating : new double[] {0, 1e-6, 2e-5, 1e-3, 1})
            for (int t : new int[] {0, 100, 10_000, 1_000_000}) {
                var found = new FreeEntry(coverage, 0.25, validating).at(t);
                long most = 0;
                for (long miners = 1; miners <= 1_200; miners++) {
                    int s = coverage.ranges(miners);
                    double work = Math.min(t, (double) t / s + 2);
                    if (Fees.paid(t) / miners >= 0.25 + validating * work) most = miners;
                }
                assertEquals(most, found.miners(), coverage + ", validating " + validating + ", t " + t);
            }
    }

    /** In the first reading n / s tends to ln 10^4 = 9.21: M sessions of t / s + 2 each are 9.21 t + 2 M in all. */
    @Test
    void work_settles_where_one_range_is_to_be_seen() {
        double mining = 0.01;
        double validating = 1e-6;
        double limit = 9.2103 * mining / (1 / 4_000.0 - 9.2103 * validating);
        var entry = new FreeEntry(Coverage.ONE, mining, validating);
        assertEquals(limit, entry.at(100_000_000).work(), 0.02 * limit);
        assertEquals(limit, entry.at(1_000_000_000).work(), 0.01 * limit);
    }

    /** Below 30 x 4,000 transactions the reward, which does not grow, attracts most miners. */
    @ParameterizedTest
    @CsvSource({"1_000", "10_000"})
    void work_grows_with_small_blocks(String small) {
        int t = Integer.parseInt(small.replace("_", ""));
        var entry = new FreeEntry(Coverage.ONE, 0.01, 1e-6);
        double growth = (entry.at(2L * t).work() - 2) / (entry.at(t).work() - 2);
        assertTrue(growth > 1.8, "twice the block: " + growth);
    }

    /** In the second reading the logarithm of the number of ranges is paid for, too. */
    @Test
    void work_never_settles_where_all_ranges_are_to_be_seen() {
        var entry = new FreeEntry(Coverage.ALL, 0.01, 1e-6);
        double before = 0;
        for (long t = 1_000_000; t <= 1_000_000_000; t *= 10) {
            double work = entry.at(t).work();
            assertTrue(work > 1.1 * before, t + ": " + work + " after " + before);
            before = work;
        }
    }
}
