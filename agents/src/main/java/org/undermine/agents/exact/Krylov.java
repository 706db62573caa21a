package org.undermine.agents.exact;

import java.util.Arrays;

/**
 * Solves value = constant + P value for the rows of a policy: GMRES (Saad and Schultz 1986) on the values of the rows that
 * are led back to, each product with the matrix a sweep. Those rows are few, and a sweep settles all others at once: where plain
 * sweeps take hundreds to thousands, about ten to sixty of these do.
 */
final class Krylov {
    private static final int BASIS = 200; // vectors, then it starts again from where it is
    private static final int RESTARTS = 40;
    private static final long WIDE = 1L << 25; // numbers that a basis may take

    private static final double ROUNDING = 1e-13; // below, an error that gets no smaller is not of the method

    private final PolicyRows rows;
    private final int[] held;
    private final double[] value; // of each state
    private int sweeps;
    private double error;

    Krylov(PolicyRows rows) {
        this.rows = rows;
        held = rows.held();
        value = rows.values();
    }

    /** How many sweeps have been made. */
    int sweeps() {
        return sweeps;
    }

    /** How far the values held were from those that the last sweep gave, relative to the greatest (or to 1). */
    double error() {
        return error;
    }

    /**
     * Solves until {@link #error} is {@code precision}, or gets no smaller.
     *
     * @param constant of each row
     * @param guess of each state's value; only those held matter
     * @return the value of each state, and more behind, until the next call
     */
    double[] solve(double[] constant, double[] guess, double precision) {
        int n = held.length;
        double[] x = new double[n];
        for (int k = 0; k < n; k++) x[k] = guess[held[k]];
        double[] left = new double[n];
        double before = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= RESTARTS; i++) {
            sweep(constant, x);
            double scale = 1;
            double most = 0;
            for (int k = 0; k < n; k++) {
                double now = value[held[k]];
                left[k] = now - x[k];
                most = Math.max(most, Math.abs(left[k]));
                scale = Math.max(scale, Math.abs(now));
            }
            error = most / scale;
            if (error <= precision || error >= before && error < ROUNDING) break;
            before = error;
            step(left, x, precision * scale);
        }
        return value;
    }

    private void sweep(double[] constant, double[] x) {
        rows.sweep(constant, x, value);
        sweeps++;
    }

    /** Adds to {@code x} what makes the residual {@code left} least, or less than {@code enough}. */
    private void step(double[] left, double[] x, double enough) {
        int n = x.length;
        int most = (int) Math.max(4, Math.min(BASIS, WIDE / n));
        double[][] basis = new double[most + 1][];
        double[][] h = new double[most][]; // columns of the triangle
        double[] cos = new double[most];
        double[] sin = new double[most];
        double[] g = new double[most + 1];
        g[0] = norm(left);
        basis[0] = times(left, 1 / g[0]);
        int m = 0;
        while (m < most && Math.abs(g[m]) > enough / 2) {
            double[] w = product(basis[m]);
            double[] column = new double[m + 2];
            for (int pass = 0; pass < 2; pass++) { // the second for what rounding left of the first
                for (int k = 0; k <= m; k++) {
                    double along = dot(w, basis[k]);
                    column[k] += along;
                    add(-along, basis[k], w);
                }
            }
            double rest = norm(w);
            for (int k = 0; k < m; k++) {
                double a = cos[k] * column[k] + sin[k] * column[k + 1];
                column[k + 1] = cos[k] * column[k + 1] - sin[k] * column[k];
                column[k] = a;
            }
            double d = Math.hypot(column[m], rest);
            if (d == 0) break;
            cos[m] = column[m] / d;
            sin[m] = rest / d;
            column[m] = d;
            h[m] = column;
            g[m + 1] = -sin[m] * g[m];
            g[m] *= cos[m];
            m++;
            if (rest == 0) break;
            basis[m] = times(w, 1 / rest);
        }
        double[] y = new double[m];
        for (int i = m - 1; i >= 0; i--) {
            double sum = g[i];
            for (int k = i + 1; k < m; k++) sum -= h[k][i] * y[k];
            y[i] = sum / h[i][i];
            add(y[i], basis[i], x);
        }
    }

    /** x - A x, where A x is what a sweep without constants makes of x. */
    private double[] product(double[] x) {
        sweep(null, x);
        double[] y = new double[x.length];
        Arrays.setAll(y, k -> x[k] - value[held[k]]);
        return y;
    }

    private static double[] times(double[] x, double factor) {
        double[] y = new double[x.length];
        for (int k = 0; k < y.length; k++) y[k] = factor * x[k];
        return y;
    }

    private static void add(double factor, double[] x, double[] to) {
        for (int k = 0; k < to.length; k++) to[k] += factor * x[k];
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) sum += x[k] * y[k];
        return sum;
    }

    private static double norm(double[] x) {
        return Math.sqrt(dot(x, x));
    }
}
