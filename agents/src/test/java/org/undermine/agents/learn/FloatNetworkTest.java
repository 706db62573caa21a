package org.undermine.agents.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.undermine.agents.learn.FloatNetwork.Activation;

class FloatNetworkTest {
    private static final int[] SIZES = {10, 33, 18, 5};
    private static final int ROWS = 32;

    private final Random random = new Random(1);

    @ParameterizedTest
    @EnumSource
    void says_what_dl4j_says(Activation activation) {
        var trained = new TrainedNetwork(activation, SIZES, 0.999, 7);
        for (int update = 0; update < 50; update++) trained.fit(numbers(ROWS * 10), numbers(ROWS * 5), 1e-2);
        float[] in = numbers(ROWS * 10);
        float[] out = new float[ROWS * 5];
        trained.copy().apply(in, out, ROWS);
        double[] said = trained.outputs(in);
        for (int i = 0; i < out.length; i++) assertEquals(said[i], out[i], 1e-5);
    }

    @ParameterizedTest
    @EnumSource
    void says_the_same_of_one_row_as_of_many(Activation activation) {
        var network = new FloatNetwork(activation, SIZES, numbers(FloatNetwork.count(SIZES)));
        float[] in = numbers(ROWS * 10);
        float[] out = new float[ROWS * 5];
        network.apply(in, out, ROWS);
        for (int row = 0; row < ROWS; row++)
            assertArrayEquals(
                    network.apply(Arrays.copyOfRange(in, row * 10, row * 10 + 10)),
                    Arrays.copyOfRange(out, row * 5, row * 5 + 5));
    }

    @Test
    void adds_up_as_documented() {
        //                                   weights of input 0, of input 1, biases; then of hidden 0, of hidden 1, bias
        float[] parameters = {1, 2, 3, 4, 0.5f, -100, 10, 1000, 7};
        var network = new FloatNetwork(Activation.RELU, new int[] {2, 2, 1}, parameters);
        assertArrayEquals(new float[] {10 * (1 * 1 + 2 * 3 + 0.5f) + 7}, network.apply(new float[] {1, 2}));
        assertArrayEquals(parameters, network.parameters());
    }

    @Test
    void bad_parameters_are_refused() {
        int count = FloatNetwork.count(SIZES);
        assertEquals(11 * 33 + 34 * 18 + 19 * 5, count);
        refused(SIZES, new float[count - 1]);
        refused(SIZES, new float[count + 1]);
        float[] diverged = new float[count];
        diverged[count - 1] = Float.NaN;
        refused(SIZES, diverged);
        refused(new int[] {3}, new float[0]);
        refused(new int[] {3, 0}, new float[0]);
        refused(new int[] {1 << 20, 1 << 20}, new float[0]);
    }

    private static void refused(int[] sizes, float[] parameters) {
        assertThrows(IllegalArgumentException.class, () -> new FloatNetwork(Activation.TANH, sizes, parameters));
    }

    private float[] numbers(int n) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) numbers[i] = (float) random.nextGaussian();
        return numbers;
    }
}
