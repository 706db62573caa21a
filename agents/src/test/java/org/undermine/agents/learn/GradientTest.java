package org.undermine.agents.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slopes by backpropagation against finite differences of the same losses, written down again in plain doubles. */
class GradientTest {
    private static final int INPUTS = 6;
    private static final int ACTIONS = 4;
    private static final int ROWS = 12;
    private static final double CLIP = 0.2;
    private static final double FLOOR = 0.1;
    private static final double ENTROPY = 0.07;
    private static final double BARRIER = 0.05;
    private static final double STEP = 1e-5;
    private static final double KINK = 1e-3; // how near a ratio may come to where the surrogate bends

    private final float[] old = new float[ROWS * ACTIONS];
    private final boolean[] legal = new boolean[ROWS * ACTIONS];
    private final double[] gained = new double[ROWS * ACTIONS];
    private final double[] lost = new double[ROWS * ACTIONS];
    private final double[] visits = new double[ROWS];
    private final float[] in = new float[ROWS * INPUTS];

    private void draw(Random random) {
        for (int i = 0; i < in.length; i++) in[i] = (float) random.nextGaussian();
        for (int r = 0; r < ROWS; r++) {
            visits[r] = 1 + random.nextInt(20);
            legal[r * ACTIONS + random.nextInt(ACTIONS)] = true;
            double[] preference = new double[ACTIONS];
            for (int a = 0; a < ACTIONS; a++) {
                legal[r * ACTIONS + a] |= random.nextInt(3) > 0;
                preference[a] = random.nextGaussian() / 4;
                gained[r * ACTIONS + a] = 3 * random.nextDouble();
                lost[r * ACTIONS + a] = -3 * random.nextDouble();
            }
            double[] p = PpoLoss.softmax(preference, 0, legal, r * ACTIONS, ACTIONS);
            for (int a = 0; a < ACTIONS; a++) old[r * ACTIONS + a] = (float) p[a];
        }
    }

    /** The policy's loss as its definition says, sample by sample where ratios are clipped. */
    private double policyLoss(double[] outputs) {
        double loss = 0;
        for (int r = 0; r < ROWS; r++) {
            double sum = 0;
            int count = 0;
            for (int a = 0; a < ACTIONS; a++)
                if (legal[r * ACTIONS + a]) {
                    sum += Math.exp(outputs[r * ACTIONS + a]);
                    count++;
                }
            for (int a = 0; a < ACTIONS; a++) {
                int at = r * ACTIONS + a;
                if (!legal[at]) continue;
                double p = Math.exp(outputs[at]) / sum;
                for (double advantage : new double[] {gained[at], lost[at]}) {
                    double ratio = p / old[at];
                    double clipped = Math.max(1 - CLIP, Math.min(1 + CLIP, ratio));
                    if (advantage < 0) clipped = Math.max(clipped, FLOOR / old[at]);
                    loss -= Math.min(ratio * advantage, clipped * advantage);
                }
                loss += visits[r] * (ENTROPY * p * Math.log(p) - BARRIER * Math.log(p) / count);
            }
        }
        return loss;
    }

    private double[] policySlopes(double[] outputs) {
        var loss = new PpoLoss(CLIP, FLOOR, ENTROPY, BARRIER);
        double[] slope = new double[ACTIONS];
        for (int r = 0; r < ROWS; r++) {
            double[] p = PpoLoss.softmax(outputs, r * ACTIONS, legal, r * ACTIONS, ACTIONS);
            loss.policy(p, old, gained, lost, r * ACTIONS, visits[r], slope);
            System.arraycopy(slope, 0, outputs, r * ACTIONS, ACTIONS);
        }
        return outputs;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void of_the_policy(long seed) {
        var random = new Random(seed);
        draw(random);
        var network = new TrainedNetwork(FloatNetwork.Activation.TANH, sizes(ACTIONS), 0.99, seed, true);
        awayFromKinks(network, random);
        check(network, this::policyLoss, this::policySlopes);
        double total = 0;
        var loss = new PpoLoss(CLIP, FLOOR, ENTROPY, BARRIER);
        double[] outputs = network.outputs(in);
        for (int r = 0; r < ROWS; r++) {
            double[] p = PpoLoss.softmax(outputs, r * ACTIONS, legal, r * ACTIONS, ACTIONS);
            total += loss.policy(p, old, gained, lost, r * ACTIONS, visits[r], new double[ACTIONS]);
        }
        assertEquals(policyLoss(outputs), total, 1e-9 * Math.abs(total));
    }

    /** Draws inputs anew until no ratio is where the surrogate bends, and some are clipped on either side. */
    private void awayFromKinks(TrainedNetwork network, Random random) {
        for (int tries = 0; tries < 1_000; tries++) {
            double[] outputs = network.outputs(in);
            int above = 0;
            int below = 0;
            int rare = 0;
            boolean bends = false;
            for (int r = 0; r < ROWS; r++) {
                double[] p = PpoLoss.softmax(outputs, r * ACTIONS, legal, r * ACTIONS, ACTIONS);
                for (int a = 0; a < ACTIONS; a++) {
                    if (p[a] == 0) continue;
                    double ratio = p[a] / old[r * ACTIONS + a];
                    bends |= Math.abs(Math.abs(ratio - 1) - CLIP) < KINK;
                    bends |= Math.abs(p[a] - FLOOR) < KINK;
                    if (p[a] < FLOOR) rare++;
                    if (ratio > 1 + CLIP) above++;
                    if (ratio < 1 - CLIP) below++;
                }
            }
            if (!bends && above > 0 && below > 0 && rare > 0) return;
            for (int i = 0; i < in.length; i++) in[i] = (float) random.nextGaussian();
        }
        throw new AssertionError("no inputs away from the kinks");
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void of_the_critic(long seed) {
        var random = new Random(seed);
        draw(random);
        double[] targets = random.doubles(ROWS, -3, 3).toArray();
        var network = new TrainedNetwork(FloatNetwork.Activation.TANH, sizes(1), 0.99, seed, true);
        check(
                network,
                outputs -> {
                    double loss = 0;
                    for (int r = 0; r < ROWS; r++) loss += PpoLoss.value(outputs[r], targets[r]);
                    return loss;
                },
                outputs -> {
                    for (int r = 0; r < ROWS; r++) outputs[r] -= targets[r];
                    return outputs;
                });
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void of_dqn(long seed) {
        var random = new Random(seed);
        draw(random);
        float[] wanted = new float[ROWS * ACTIONS];
        for (int i = 0; i < wanted.length; i++) wanted[i] = (float) random.nextGaussian();
        var network = new TrainedNetwork(FloatNetwork.Activation.TANH, sizes(ACTIONS), 0.999, seed, true);
        check(
                network,
                outputs -> {
                    double loss = 0;
                    for (int i = 0; i < outputs.length; i++)
                        loss += (outputs[i] - wanted[i]) * (outputs[i] - wanted[i]) / outputs.length;
                    return loss;
                },
                TrainedNetwork.towards(wanted));
    }

    private static int[] sizes(int outputs) {
        return new int[] {INPUTS, 9, 7, outputs};
    }

    private void check(TrainedNetwork network, ToDoubleFunction<double[]> loss, UnaryOperator<double[]> slopes) {
        double[] found = network.slopes(in, slopes);
        double[] parameters = network.parameters();
        double largest = Arrays.stream(found).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < parameters.length; i++) {
            double before = parameters[i];
            parameters[i] = before + STEP;
            network.become(parameters);
            double more = loss.applyAsDouble(network.outputs(in));
            parameters[i] = before - STEP;
            network.become(parameters);
            double less = loss.applyAsDouble(network.outputs(in));
            parameters[i] = before;
            double measured = (more - less) / (2 * STEP);
            double error = Math.abs(measured - found[i]) / Math.max(Math.abs(measured), 1e-3 * largest);
            assertTrue(error < 1e-5, "parameter " + i + ": " + found[i] + ", measured " + measured);
        }
        network.become(parameters);
    }
}
