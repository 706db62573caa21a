package org.undermine.agents.learn;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * A dense network while it is trained: the one class that speaks to DL4J.
 *
 * <p>Losses are not DL4J's: whoever trains is shown the outputs and says how the loss changes with them (external errors).
 * Whoever only reads the network takes a {@link #copy}, for a call to DL4J costs 0.2 ms and more, however little it asks.
 * Not for several threads at once; different networks may be trained at the same time.
 */
final class TrainedNetwork {
    private static final LayerWorkspaceMgr NOWHERE = LayerWorkspaceMgr.noWorkspaces();

    private final FloatNetwork.Activation activation;
    private final int[] sizes;
    private final DataType numbers;
    private final Rate rate = new Rate();
    private final MultiLayerNetwork network;
    private final DenseLayers passes; // the network's parameters
    private final DenseLayers slopes; // and what its updater takes for their derivatives
    private final Gradient gradient;
    private int steps;

    /**
     * Starts from random weights: He's for RELU, Glorot's for TANH and for the last layer; biases are 0.
     *
     * @param sizes {inputs, hidden ..., outputs}, at least one hidden
     * @param memory Adam's second: how much of the mean squared slope a step keeps
     */
    TrainedNetwork(FloatNetwork.Activation activation, int[] sizes, double memory, long seed) {
        this(activation, sizes, memory, seed, false);
    }

    /** @param doubles whether to compute in double precision, which is slower */
    TrainedNetwork(FloatNetwork.Activation activation, int[] sizes, double memory, long seed, boolean doubles) {
        Natives.load();
        this.activation = activation;
        this.sizes = sizes.clone();
        numbers = doubles ? DataType.DOUBLE : DataType.FLOAT;
        boolean relu = activation == FloatNetwork.Activation.RELU;
        var layers = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(numbers)
                .miniBatch(false) // slopes are those of the whole loss
                .updater(Adam.builder().learningRateSchedule(rate).beta2(memory).build())
                .activation(relu ? Activation.RELU : Activation.TANH)
                .weightInit(relu ? WeightInit.RELU : WeightInit.XAVIER)
                .list();
        int last = sizes.length - 1;
        for (int l = 1; l < last; l++)
            layers.layer(
                    new DenseLayer.Builder().nIn(sizes[l - 1]).nOut(sizes[l]).build());
        layers.layer(new DenseLayer.Builder()
                .nIn(sizes[last - 1])
                .nOut(sizes[last])
                .activation(Activation.IDENTITY)
                .weightInit(WeightInit.XAVIER)
                .build());
        network = new MultiLayerNetwork(layers.build());
        network.init();
        network.initGradientsView();
        passes = new DenseLayers(network.params(), sizes, activation);
        slopes = new DenseLayers(network.getFlattenedGradients(), sizes, activation);
        gradient = new DefaultGradient(network.getFlattenedGradients());
    }

    /** Makes the outputs smaller, so that at first all are nearly the same. */
    void flatten(double factor) {
        int last = sizes.length - 1;
        long end = network.params().length();
        for (long i = end - (sizes[last - 1] + 1L) * sizes[last]; i < end; i++)
            network.params().putScalar(i, network.params().getDouble(i) * factor);
    }

    /**
     * One step of Adam (Kingma and Ba 2015) down the mean squared difference between outputs and labels.
     *
     * @param in float[batch * inputs], row by row
     * @param wanted float[batch * outputs], row by row; an output that is its own label is left alone
     */
    void fit(float[] in, float[] wanted, double learningRate) {
        descend(in, towards(wanted), learningRate);
    }

    /** The derivatives of the mean squared difference between outputs and {@code wanted}. */
    static UnaryOperator<double[]> towards(float[] wanted) {
        return outputs -> {
            for (int i = 0; i < outputs.length; i++) outputs[i] = 2 * (outputs[i] - wanted[i]) / outputs.length;
            return outputs;
        };
    }

    /**
     * One step of Adam down any loss.
     *
     * @param in float[rows * inputs], row by row
     * @param slope of the outputs, row by row, makes the derivatives of the loss by them
     */
    void descend(float[] in, UnaryOperator<double[]> slope, double learningRate) {
        rate.now = learningRate;
        Gradient gradient = gradient(in, slope);
        network.getUpdater().update(network, gradient, steps++, 0, 1, NOWHERE);
        network.params().subi(gradient.gradient());
    }

    private Gradient gradient(float[] in, UnaryOperator<double[]> slope) {
        List<INDArray> made = passes.forward(rows(in));
        INDArray outputs = made.get(made.size() - 1);
        INDArray errors = Nd4j.createFromArray(
                        slope.apply(outputs.dup('c').data().asDouble()))
                .reshape(outputs.shape())
                .castTo(numbers);
        passes.backward(made, errors, slopes);
        return gradient;
    }

    private INDArray rows(float[] in) {
        return Nd4j.createFromArray(in).reshape(in.length / sizes[0], sizes[0]).castTo(numbers);
    }

    /** The derivatives of a loss by the parameters, which stay as they are; in the order of {@link #parameters}. */
    double[] slopes(float[] in, UnaryOperator<double[]> slope) {
        return gradient(in, slope).gradient().dup().data().asDouble();
    }

    /** In DL4J's order. */
    double[] parameters() {
        return network.params().dup().data().asDouble();
    }

    /** In DL4J's order. */
    void become(double[] parameters) {
        network.params().assign(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
    }

    /** All that a training has changed: parameters, Adam's moments, steps taken. */
    float[] state() {
        float[] parameters = network.params().dup().data().asFloat();
        float[] moments = network.getUpdater().getStateViewArray().dup().data().asFloat();
        float[] all = Arrays.copyOf(parameters, parameters.length + moments.length + 1);
        System.arraycopy(moments, 0, all, parameters.length, moments.length);
        all[all.length - 1] = Float.intBitsToFloat(steps);
        return all;
    }

    /** Goes on where a network of these sizes was when it gave its {@link #state}. */
    void restore(float[] state) {
        int p = (int) network.params().length();
        INDArray moments = network.getUpdater().getStateViewArray();
        if (state.length != p + moments.length() + 1)
            throw new IllegalArgumentException("the state is not that of a network of sizes " + Arrays.toString(sizes));
        network.params().assign(Nd4j.createFromArray(Arrays.copyOf(state, p)).reshape(1, p));
        moments.assign(Nd4j.createFromArray(Arrays.copyOfRange(state, p, state.length - 1))
                .reshape(moments.shape()));
        steps = Float.floatToRawIntBits(state[state.length - 1]);
    }

    /**
     * The network as it is now.
     *
     * @throws IllegalArgumentException if training has diverged: a parameter is not finite
     */
    FloatNetwork copy() {
        float[] from = network.params().data().asFloat();
        float[] to = new float[from.length];
        int start = 0;
        for (int l = 1; l < sizes.length; l++) { // DL4J has the weights of one output together, we those of one input
            int ins = sizes[l - 1];
            int outs = sizes[l];
            for (int i = 0; i < ins; i++)
                for (int o = 0; o < outs; o++) to[start + i * outs + o] = from[start + o * ins + i];
            System.arraycopy(from, start + ins * outs, to, start + ins * outs, outs);
            start += (ins + 1) * outs;
        }
        return new FloatNetwork(activation, sizes, to);
    }

    /** The outputs as DL4J computes them, row by row; what {@link FloatNetwork} is held against. */
    double[] outputs(float[] in) {
        return network.output(rows(in)).dup('c').data().asDouble();
    }

    /** DL4J's own setter of the learning rate builds a new optimiser each time (4 ms). */
    private static final class Rate implements ISchedule {
        private static final long serialVersionUID = 1;

        private double now;

        @Override
        public double valueAt(int iteration, int epoch) {
            return now;
        }

        @Override
        public ISchedule clone() {
            return this;
        }
    }
}
