package org.undermine.protocols.hfm;

import java.util.function.LongPredicate;

/**
 * How surely n sessions, each on one of s ranges at random, see what they are to see: one of two readings of "the wanted coverage".
 */
public enum Coverage {
    /** A given range is seen by somebody: 1 - (1 - 1/s)^n. */
    ONE {
        @Override
        public double missed(long n, int s) {
            return n == 0 ? 1 : s == 1 ? 0 : Math.exp(n * Math.log1p(-1.0 / s));
        }
    },

    /** Every range is seen (coupon collector): sum over j of (-1)^j C(s, j) (1 - j/s)^n. */
    ALL {
        @Override
        public double missed(long n, int s) {
            double expected = unseen(n, s);
            if (n < s || expected > CERTAIN) return 1;
            return expected < SMALL ? alternating(n, s) : counted(n, s);
        }

        @Override
        boolean covers(long n, int s) {
            return unseen(n, s) < SMALL && super.covers(n, s);
        }

        /** The number of ranges that nobody sees, in the mean. Nothing is missed with a probability below exp of minus it. */
        private double unseen(long n, int s) {
            return s * ONE.missed(n, s);
        }
    };

    /** The certainty that the design asks for. */
    public static final double WANTED = 0.9999;

    private static final double SMALL = 0.5;
    private static final double CERTAIN = 40;

    /** The probability that not all is seen. Between 0 and 1, correct to a relative 1e-9. */
    public abstract double missed(long n, int s);

    public double seen(long n, int s) {
        return 1 - missed(n, s);
    }

    /** The least number of sessions for which {@code s} ranges, at least 1, are seen with certainty {@link #WANTED}. */
    public long sessions(int s) {
        return least(n -> covers(n, s));
    }

    /** The largest number of ranges that {@code n} sessions see with certainty {@link #WANTED}; 0 only for no session. */
    public int ranges(long n) {
        return (int) least(s -> s >= Integer.MAX_VALUE || !covers(n, (int) s)) - 1;
    }

    boolean covers(long n, int s) {
        return missed(n, s) <= 1 - WANTED;
    }

    /** The least number from 1 for which {@code holds}, which stays true once it is. */
    private static long least(LongPredicate holds) {
        long high = 1;
        while (!holds.test(high)) high *= 2;
        long low = high / 2; // does not hold, or is 0
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (holds.test(middle)) high = middle;
            else low = middle;
        }
        return high;
    }

    /** Inclusion and exclusion; where the first term is small each is far smaller than the one before, and little cancels. */
    private static double alternating(long n, int s) {
        double sum = 0;
        double logChoose = 0;
        for (int j = 1; j < s; j++) {
            logChoose += Math.log((s - j + 1) / (double) j);
            double term = Math.exp(logChoose + n * Math.log1p(-(double) j / s));
            sum += j % 2 == 1 ? term : -term;
            if (term < sum * Math.ulp(1.0)) break;
        }
        return sum;
    }

    /** By the number of ranges seen so far, session after session: nothing is subtracted. */
    private static double counted(long n, int s) {
        double[] p = new double[s + 1];
        p[0] = 1;
        for (long i = 0; i < n; i++)
            for (int k = (int) Math.min(s, i + 1); k >= 0; k--)
                p[k] = p[k] * k / s + (k == 0 ? 0 : p[k - 1] * (s - k + 1) / s);
        double missed = 0;
        for (int k = 0; k < s; k++) missed += p[k];
        return missed;
    }
}
