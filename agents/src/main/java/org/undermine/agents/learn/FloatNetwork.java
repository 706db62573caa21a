package org.undermine.agents.learn;

import java.util.Arrays;

/**
 * A dense network for acting and for looking ahead: plain arrays, no natives, never changed.
 *
 * <pre>
 *   sizes        {inputs, hidden ..., outputs}
 *   parameters   layer by layer: weights, a row for each input of the layer; then a bias for each output of it
 *   activation   after every layer but the last, which is linear
 * </pre>
 *
 * <p>For one row or for many, sums run in the same order, so the numbers are the same. Any number of threads may use
 * it.
 */
public final class FloatNetwork {
    /** What is applied to every hidden number. */
    public enum Activation {
        /** The number itself, or 0 where it is negative. */
        RELU,
        /** The hyperbolic tangent, at several times the cost. */
        TANH
    }

    private static final int MOST_PARAMETERS = 1 << 27;

    private final Activation activation;
    private final int[] sizes;
    private final float[][][] weights; // [layer][input][output]
    private final float[][] biases; // [layer][output]

    /**
     * @param sizes at least inputs and outputs, each at least 1
     * @param parameters {@link #count} finite numbers, in the order above; copied
     * @throws IllegalArgumentException if a size is not positive, or parameters are missing, too many or not finite
     */
    public FloatNetwork(Activation activation, int[] sizes, float[] parameters) {
        if (parameters.length != count(sizes))
            throw new IllegalArgumentException("a network of sizes " + Arrays.toString(sizes) + " has " + count(sizes)
                    + " parameters, got " + parameters.length);
        for (float p : parameters)
            if (!Float.isFinite(p)) throw new IllegalArgumentException("a parameter of the network is " + p);
        this.activation = activation;
        this.sizes = sizes.clone();
        weights = new float[sizes.length - 1][][];
        biases = new float[sizes.length - 1][];
        int next = 0;
        for (int l = 0; l < weights.length; l++) {
            weights[l] = new float[sizes[l]][];
            for (int i = 0; i < sizes[l]; i++)
                weights[l][i] = Arrays.copyOfRange(parameters, next, next += sizes[l + 1]);
            biases[l] = Arrays.copyOfRange(parameters, next, next += sizes[l + 1]);
        }
    }

    /** How many parameters a network of these sizes has. */
    public static int count(int... sizes) {
        if (sizes.length < 2 || Arrays.stream(sizes).anyMatch(s -> s < 1))
            throw new IllegalArgumentException("a network has inputs and outputs, got sizes " + Arrays.toString(sizes));
        double count = 0;
        for (int l = 1; l < sizes.length; l++) count += (sizes[l - 1] + 1.0) * sizes[l];
        if (count > MOST_PARAMETERS)
            throw new IllegalArgumentException("a network of sizes " + Arrays.toString(sizes) + " is too large");
        return (int) count;
    }

    /** {inputs, hidden ..., outputs}. */
    public int[] sizes() {
        return sizes.clone();
    }

    public int inputs() {
        return sizes[0];
    }

    public int outputs() {
        return sizes[sizes.length - 1];
    }

    public Activation activation() {
        return activation;
    }

    /** All parameters, in the order of the class comment. */
    public float[] parameters() {
        float[] all = new float[count(sizes)];
        int next = 0;
        for (int l = 0; l < weights.length; l++) {
            for (float[] row : weights[l]) {
                System.arraycopy(row, 0, all, next, row.length);
                next += row.length;
            }
            System.arraycopy(biases[l], 0, all, next, biases[l].length);
            next += biases[l].length;
        }
        return all;
    }

    /**
     * @param in float[inputs]
     * @return float[outputs], the caller's to keep
     */
    public float[] apply(float[] in) {
        float[] x = in;
        for (int l = 0; l < weights.length; l++) {
            float[] y = biases[l].clone();
            accumulate(y, x, weights[l]);
            if (l + 1 < weights.length) activate(y);
            x = y;
        }
        return x;
    }

    /**
     * Many rows at once, several times faster a row.
     *
     * @param in float[rows * inputs], row by row
     * @param out float[rows * outputs], row by row, written
     */
    public void apply(float[] in, float[] out, int rows) {
        float[][] x = new float[inputs()][rows]; // [input][row]
        for (int r = 0, k = 0; r < rows; r++) for (float[] column : x) column[r] = in[k++];
        for (int l = 0; l < weights.length; l++) {
            float[][] y = new float[sizes[l + 1]][rows];
            float[] weight = new float[x.length];
            for (int o = 0; o < y.length; o++) {
                for (int i = 0; i < x.length; i++) weight[i] = weights[l][i][o];
                Arrays.fill(y[o], biases[l][o]);
                accumulate(y[o], weight, x);
                if (l + 1 < weights.length) activate(y[o]);
            }
            x = y;
        }
        for (int r = 0, k = 0; r < rows; r++) for (float[] column : x) out[k++] = column[r];
    }

    /** Adds {@code factor[i] * array[i]} for every i to {@code sum}, four at a time: half the time of one by one. */
    private static void accumulate(float[] sum, float[] factor, float[][] array) {
        int i = 0;
        for (; i + 4 <= array.length; i += 4) {
            float a = factor[i], b = factor[i + 1], c = factor[i + 2], d = factor[i + 3];
            addFour(sum, a, array[i], b, array[i + 1], c, array[i + 2], d, array[i + 3]);
        }
        for (; i < array.length; i++) add(sum, factor[i], array[i]);
    }

    /** Whole arrays from index 0 on: a form that the JIT compiler turns into vector instructions. */
    private static void addFour(
            float[] sum, float a, float[] x, float b, float[] y, float c, float[] z, float d, float[] w) {
        for (int k = 0; k < sum.length; k++) sum[k] = sum[k] + a * x[k] + b * y[k] + c * z[k] + d * w[k];
    }

    private static void add(float[] sum, float a, float[] x) {
        for (int k = 0; k < sum.length; k++) sum[k] += a * x[k];
    }

    private void activate(float[] y) {
        switch (activation) {
            case RELU -> {
                for (int i = 0; i < y.length; i++) y[i] = Math.max(y[i], 0);
            }
            case TANH -> {
                for (int i = 0; i < y.length; i++) y[i] = (float) Math.tanh(y[i]);
            }
        }
    }
}
