package org.undermine.env.mdp;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** An exact number: {@code part} of {@code among}, which is above zero. */
public record Fraction(BigInteger part, BigInteger among) {
    private static final int DIGITS = 20; // more than a double holds

    public Fraction complement() {
        return new Fraction(among.subtract(part), among);
    }

    /** Within an ulp of the number. */
    public double value() {
        return rounded(RoundingMode.HALF_EVEN).doubleValue();
    }

    /** With 20 digits, rounded as asked. */
    public BigDecimal rounded(RoundingMode mode) {
        return new BigDecimal(part).divide(new BigDecimal(among), new MathContext(DIGITS, mode));
    }
}
