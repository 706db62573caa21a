package org.undermine.env.mdp;

/**
 * The probability of one outcome, as the coins that lead to it: (1 / among) alpha^a (1 - alpha)^b gamma^g (1 - gamma)^d.
 */
public record Probability(long among, int a, int b, int g, int d) {
    public static final Probability ONE = new Probability(1, 0, 0, 0, 0);
    public static final Probability ALPHA = ONE.alpha(true);
    public static final Probability NOT_ALPHA = ONE.alpha(false);

    public Probability alpha(boolean heads) {
        return heads ? new Probability(among, a + 1, b, g, d) : new Probability(among, a, b + 1, g, d);
    }

    public Probability gamma(boolean heads) {
        return heads ? new Probability(among, a, b, g + 1, d) : new Probability(among, a, b, g, d + 1);
    }

    /** One of {@code n} equally likely things. */
    public Probability oneOf(int n) {
        return new Probability(Math.multiplyExact(among, n), a, b, g, d);
    }

    public double at(double alpha, double gamma) {
        return power(alpha, a) * power(1 - alpha, b) * power(gamma, g) * power(1 - gamma, d) / among;
    }

    private static double power(double base, int exponent) {
        double product = 1;
        for (int i = 0; i < exponent; i++) product *= base;
        return product;
    }
}
