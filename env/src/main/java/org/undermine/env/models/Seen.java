package org.undermine.env.models;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.undermine.env.mdp.Coin;
import org.undermine.env.mdp.Fraction;

/**
 * Heads: more than {@code held} of the m = round(n (1 - alpha)) honest sessions see the fraud, each with probability
 * {@code part / among}. With none held that is 1 - (1 - part / among)^m.
 *
 * @param n sessions a round, from 0
 */
record Seen(int n, long part, long among, int held) implements Coin {
    @Override
    public Fraction heads(double alpha) {
        int m = honest(alpha);
        var sees = BigInteger.valueOf(part);
        var misses = BigInteger.valueOf(among - part);
        var few = BigInteger.ZERO; // ways in which no more than are held see it, of among^m
        var choose = BigInteger.ONE;
        for (int k = 0; k <= Math.min(held, m); k++) {
            few = few.add(choose.multiply(sees.pow(k)).multiply(misses.pow(m - k)));
            choose = choose.multiply(BigInteger.valueOf((long) m - k)).divide(BigInteger.valueOf(k + 1L));
        }
        return new Fraction(few, BigInteger.valueOf(among).pow(m)).complement();
    }

    /** Rounded to the nearest, a half up, of alpha as it is printed: 85 (1 - 0.3) is 59.5, though not in doubles. */
    private int honest(double alpha) {
        return BigDecimal.ONE
                .subtract(BigDecimal.valueOf(alpha))
                .multiply(BigDecimal.valueOf(n))
                .setScale(0, RoundingMode.HALF_UP)
                .intValueExact();
    }
}
