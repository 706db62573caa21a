package org.undermine.env.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.protocols.hfm.Detection;

class SeenTest {
    @ParameterizedTest
    @CsvSource({"1, 0.9692", "2, 0.9993"})
    void numbers_of_the_design(int ranges, double known) {
        assertEquals(known, new Seen(40, ranges, 12, 0).heads(0).value(), 5e-5);
    }

    /** Exact fractions against logarithms. */
    @ParameterizedTest
    @CsvSource({"0.0, 85", "0.3, 60", "0.45, 47", "1.0, 0"})
    void agrees_with_the_formulas_of_the_design(double alpha, int m) {
        for (int s : new int[] {2, 8, 64, 1_000}) {
            assertEquals(
                    Detection.INSIDE.by(m, s),
                    new Seen(85, 1, s, 0).heads(alpha).value(),
                    1e-13);
            assertEquals(
                    Detection.BORDER.by(m, s),
                    new Seen(85, 2, s, 0).heads(alpha).value(),
                    1e-13);
            assertEquals(
                    Detection.APART.by(m, s),
                    new Seen(85, 1, (long) s * s, 0).heads(alpha).value(),
                    1e-13);
        }
    }

    /** The number of sessions that see it is binomial: its chances, by Pascal's rule, session after session. */
    @Test
    void seats_held_are_of_those_that_see_it() {
        double[] p = new double[61];
        p[0] = 1;
        for (int session = 0; session < 60; session++)
            for (int k = session + 1; k >= 0; k--) p[k] = p[k] * 7 / 8 + (k == 0 ? 0 : p[k - 1] / 8);
        double more = 1;
        for (int held = 0; held <= 8; held++) {
            more -= p[held];
            assertEquals(more, new Seen(85, 1, 8, held).heads(0.3).value(), 1e-13);
        }
    }
}
