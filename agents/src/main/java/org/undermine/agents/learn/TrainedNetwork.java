package org.undermine.agents.learn;

import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * A dense network while it is trained: the one class that speaks to DL4J.
 *
 * <p>Whoever only reads the network takes a {@link #copy}, for a call to DL4J costs 0.2 ms and more, however little
 * it asks. So an improvement is a single {@link #fit}. Not for several threads at once.
 */
final class TrainedNetwork {
    private final FloatNetwork.Activation activation;
    private final int[] sizes;
    private final Rate rate = new Rate();
    private final MultiLayerNetwork network;
    private int steps;

    /**
     * Starts from random weights: He's for RELU, Glorot's for TANH and for the last layer; biases are 0.
     *
     * @param sizes {inputs, hidden ..., outputs}, at least one hidden
     */
    TrainedNetwork(FloatNetwork.Activation activation, int[] sizes, long seed) {
        Natives.load();
        this.activation = activation;
        this.sizes = sizes.clone();
        boolean relu = activation == FloatNetwork.Activation.RELU;
        var layers = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .miniBatch(false)
                .updater(new Adam(rate))
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
    }

    /**
     * One step of Adam (Kingma and Ba 2015) down the mean squared difference between outputs and labels.
     *
     * @param in float[batch * inputs], row by row
     * @param wanted float[batch * outputs], row by row; an output that is its own label is left alone
     */
    void fit(float[] in, float[] wanted, double learningRate) {
        int rows = wanted.length / sizes[sizes.length - 1];
        UnaryOperator<float[]> slope = outputs -> {
            for (int i = 0; i < outputs.length; i++) outputs[i] = 2 * (outputs[i] - wanted[i]) / outputs.length;
            return outputs;
        };
        descend(in, rows, slope, learningRate);
    }

    /**
     * One step of Adam down any loss.
     *
     * @param in float[rows * inputs], row by row
     * @param slope of outputs, row by row, makes the derivatives of the loss by them
     */
    void descend(float[] in, int rows, UnaryOperator<float[]> slope, double learningRate) {
        rate.now = learningRate;
        var nowhere = LayerWorkspaceMgr.noWorkspaces();
        network.setInput(Nd4j.createFromArray(in).reshape(rows, sizes[0]));
        var layers = network.feedForward(true, false);
        float[] outputs = layers.get(layers.size() - 1).dup('c').data().asFloat();
        INDArray errors = Nd4j.createFromArray(slope.apply(outputs)).reshape(rows, sizes[sizes.length - 1]);
        var gradient = network.backpropGradient(errors, nowhere).getFirst();
        network.getUpdater().update(network, gradient, steps++, 0, 1, nowhere);
        network.params().subi(gradient.gradient());
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

    /** Makes the outputs smaller, so that all are nearly the same. */
    void flatten(double factor) {
        int last = sizes.length - 1;
        long from = network.params().length() - (sizes[last - 1] + 1L) * sizes[last];
        for (long i = from; i < network.params().length(); i++)
            network.params().putScalar(i, network.params().getDouble(i) * factor);
    }

    /** The outputs as DL4J computes them, row by row; what {@link FloatNetwork} is held against. */
    float[] outputs(float[] in, int rows) {
        INDArray out = network.output(Nd4j.createFromArray(in).reshape(rows, sizes[0]));
        return out.dup('c').data().asFloat();
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
