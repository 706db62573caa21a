package org.undermine.agents.exact;

/**
 * Sums and products rounded up or down, never to nearest: the error of the nearest double is itself computed exactly
 * (Knuth's two-sum, a fused multiply), and tells whether to step to the next one.
 */
final class Directed {
    private Directed() {}

    static double sumUp(double x, double y) {
        double sum = x + y;
        return error(x, y, sum) > 0 ? Math.nextUp(sum) : sum;
    }

    static double sumDown(double x, double y) {
        return -sumUp(-x, -y);
    }

    private static double error(double x, double y, double sum) {
        double rest = sum - x;
        return (x - (sum - rest)) + (y - rest);
    }

    static double productUp(double x, double y) {
        double product = x * y;
        if (x != 0 && y != 0 && Math.abs(product) < Double.MIN_NORMAL / Math.ulp(1.0)) return Math.nextUp(product);
        return Math.fma(x, y, -product) > 0 ? Math.nextUp(product) : product;
    }

    static double productDown(double x, double y) {
        return -productUp(-x, y);
    }
}
