package org.undermine.env.mdp;

/**
 * The probability of one outcome, as the coins that lead to it: (part / among) alpha^a (1 - alpha)^b gamma^g (1 - gamma)^d,
 * times the chance of one coin of the model's own.
 *
 * @param own null where there is none
 * @param heads which side of it; false where there is none
 */
public record Probability(long part, long among, int a, int b, int g, int d, Coin own, boolean heads) {
    public static final Probability ONE = new Probability(1, 1, 0, 0, 0, 0, null, false);
    public static final Probability ALPHA = ONE.alpha(true);
    public static final Probability NOT_ALPHA = ONE.alpha(false);

    public Probability alpha(boolean heads) {
        return new Probability(part, among, heads ? a + 1 : a, heads ? b : b + 1, g, d, own, this.heads);
    }

    public Probability gamma(boolean heads) {
        return new Probability(part, among, a, b, heads ? g + 1 : g, heads ? d : d + 1, own, this.heads);
    }

    /** A coin of the model's own; at most one. */
    public Probability own(Coin coin, boolean heads) {
        if (own != null) throw new IllegalStateException("a second coin, " + coin + " after " + own);
        return new Probability(part, among, a, b, g, d, coin, heads);
    }

    /** One of {@code n} equally likely things. */
    public Probability oneOf(int n) {
        return share(1, n);
    }

    /** {@code some} of {@code n} equally likely things. */
    public Probability share(long some, long n) {
        return fraction(Math.multiplyExact(part, some), Math.multiplyExact(among, n));
    }

    /** The coins without the fraction: probabilities of one kind have a sum. */
    public Probability kind() {
        return new Probability(1, 1, a, b, g, d, own, heads);
    }

    /** The sum of this and {@code other}, which is of the same {@link #kind}. */
    public Probability plus(Probability other) {
        long common = among / gcd(among, other.among);
        long whole = Math.multiplyExact(common, other.among);
        return fraction(
                Math.addExact(
                        Math.multiplyExact(part, whole / among), Math.multiplyExact(other.part, whole / other.among)),
                whole);
    }

    private Probability fraction(long some, long n) {
        long common = gcd(some, n);
        return new Probability(some / common, n / common, a, b, g, d, own, heads);
    }

    private static long gcd(long x, long y) {
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }

    public double at(double alpha, double gamma) {
        double coins = power(alpha, a) * power(1 - alpha, b) * power(gamma, g) * power(1 - gamma, d);
        return part * coins * ownAt(alpha) / among;
    }

    private double ownAt(double alpha) {
        if (own == null) return 1;
        Fraction chance = own.heads(alpha);
        return (heads ? chance : chance.complement()).value();
    }

    private static double power(double base, int exponent) {
        double product = 1;
        for (int i = 0; i < exponent; i++) product *= base;
        return product;
    }

    /** Part of every table's digest. */
    @Override
    public String toString() {
        String coins = "part=" + part + ", among=" + among + ", a=" + a + ", b=" + b + ", g=" + g + ", d=" + d;
        return "Probability[" + coins + (own == null ? "" : ", own=" + own + ", heads=" + heads) + "]";
    }
}
