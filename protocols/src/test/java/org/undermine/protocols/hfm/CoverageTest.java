package org.undermine.protocols.hfm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.protocols.merkle.Hash;

class CoverageTest {
    /** The integers of the design. */
    @Test
    void sessions_that_ranges_need() {
        assertEquals(69, Coverage.ONE.sessions(8));
        assertEquals(85, Coverage.ALL.sessions(8));
        assertEquals(186, Coverage.ALL.sessions(16));
        assertEquals(400, Coverage.ALL.sessions(32));
        assertEquals(849, Coverage.ALL.sessions(64));
    }

    /** The alternating sum, in whole numbers. */
    private static double exactly(int n, int s) {
        var missed = BigInteger.ZERO;
        var choose = BigInteger.ONE;
        for (int j = 1; j <= s; j++) {
            choose = choose.multiply(BigInteger.valueOf(s - j + 1)).divide(BigInteger.valueOf(j));
            var term = choose.multiply(BigInteger.valueOf(s - j).pow(n));
            missed = j % 2 == 1 ? missed.add(term) : missed.subtract(term);
        }
        return new BigDecimal(missed)
                .divide(new BigDecimal(BigInteger.valueOf(s).pow(n)), MathContext.DECIMAL64)
                .doubleValue();
    }

    /** Sessions few and many: where everything cancels, and where the sum is used. */
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "7, 8",
        "8, 8",
        "20, 8",
        "22, 8",
        "85, 8",
        "64, 64",
        "300, 64",
        "312, 64",
        "849, 64",
        "2000, 200",
        "400, 200"
    })
    void both_ways_to_the_sum_agree_with_whole_numbers(int n, int s) {
        double exact = exactly(n, s);
        assertEquals(exact, Coverage.ALL.missed(n, s), 1e-9 * exact);
        assertEquals(1 - exact, Coverage.ALL.seen(n, s), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"1", "8", "50", "186", "1000", "123456"})
    void ranges_are_the_most_that_sessions_cover(int n) {
        for (Coverage reading : Coverage.values()) {
            int s = reading.ranges(n);
            assertTrue(reading.sessions(s) <= n && n < reading.sessions(s + 1), reading + ": " + s);
        }
    }

    @Test
    void no_session_covers_nothing() {
        assertEquals(0, Coverage.ALL.ranges(0));
        assertEquals(0, Coverage.ONE.ranges(0));
    }

    /** 85 requests on 8 ranges by their proofs-of-work: by SR mod s, nothing is drawn here. */
    @Test
    void sessions_by_their_requests_see_as_much_as_the_formula_says() {
        int n = 20;
        int s = 8;
        int rounds = 20_000;
        var random = new SplittableRandom(11);
        int all = 0;
        int first = 0;
        for (int round = 0; round < rounds; round++) {
            var unicorn = new Hash(random.nextLong(), round, 0, 0);
            int seen = 0;
            for (int i = 0; i < n; i++) seen |= 1 << new SessionRequest(new Address(0, i), unicorn, 0).range(s);
            if (seen == (1 << s) - 1) all++;
            if ((seen & 1) == 1) first++;
        }
        assertWithin99(Coverage.ALL.seen(n, s), all, rounds);
        assertWithin99(Coverage.ONE.seen(n, s), first, rounds);
    }

    private static void assertWithin99(double p, int hits, int rounds) {
        double spread = 2.576 * Math.sqrt(p * (1 - p) / rounds);
        assertEquals(p, hits / (double) rounds, spread, hits + " of " + rounds);
    }
}
