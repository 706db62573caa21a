package org.undermine.agents;

import java.util.Arrays;

/**
 * The long-run ratio of two sums, from one run cut into {@value #COUNT} batches.
 *
 * <p>The interval is that of a ratio of batch means: batches are long beside a fork, so they are all but independent.
 */
public final class Batches {
    public static final int COUNT = 100;
    private static final double QUANTILE = 2.6264; // of Student's t, 99 degrees of freedom, 99 % two-sided

    /** A mean with its 99 % confidence interval; NaN where there is nothing to divide by. */
    public record Ratio(double mean, double low, double high) {}

    private final double[] parts = new double[COUNT];
    private final double[] wholes = new double[COUNT];

    /** @param batch from 0 to COUNT - 1 */
    public void add(int batch, double part, double whole) {
        parts[batch] += part;
        wholes[batch] += whole;
    }

    /** Makes one batch of each two, in order; the second half of the batches is empty then. */
    public void pair() {
        for (double[] sums : new double[][] {parts, wholes}) {
            for (int i = 0; i < COUNT / 2; i++) sums[i] = sums[2 * i] + sums[2 * i + 1];
            Arrays.fill(sums, COUNT / 2, COUNT, 0);
        }
    }

    /** The sum of all parts divided by that of all wholes. */
    public Ratio ratio() {
        double part = 0;
        double whole = 0;
        for (int i = 0; i < COUNT; i++) {
            part += parts[i];
            whole += wholes[i];
        }
        double mean = whole == 0 ? Double.NaN : part / whole;
        double squares = 0;
        for (int i = 0; i < COUNT; i++) {
            double off = parts[i] - mean * wholes[i];
            squares += off * off;
        }
        double error = Math.sqrt(squares / (COUNT - 1) * COUNT) / whole;
        return new Ratio(mean, mean - QUANTILE * error, mean + QUANTILE * error);
    }
}
