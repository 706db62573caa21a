package org.undermine.agents.learn;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The matrices of a dense network, as views of its numbers in DL4J's order, and the two passes through it.
 *
 * <p>By ND4J's products alone: DL4J's own passes ask each layer for its workspaces, masks, dropout and helpers, and take 2.4
 * times as long (see {@code package-info}).
 */
final class DenseLayers {
    private final FloatNetwork.Activation activation;
    private final List<INDArray> weights = new ArrayList<>(); // of each layer: inputs x outputs
    private final List<INDArray> biases = new ArrayList<>(); // 1 x outputs

    /** @param flat 1 x parameters: of each layer the weights, those of one output together, then the biases */
    DenseLayers(INDArray flat, int[] sizes, FloatNetwork.Activation activation) {
        this.activation = activation;
        long start = 0;
        for (int l = 1; l < sizes.length; l++) {
            long end = start + (long) sizes[l - 1] * sizes[l];
            weights.add(part(flat, start, end).reshape('f', sizes[l - 1], sizes[l]));
            biases.add(part(flat, end, end + sizes[l]));
            start = end + sizes[l];
        }
    }

    private static INDArray part(INDArray flat, long from, long to) {
        return flat.get(NDArrayIndex.all(), interval(from, to));
    }

    /** What each layer makes of the one before, the input first: rows x width. */
    List<INDArray> forward(INDArray in) {
        var made = new ArrayList<>(List.of(in));
        int last = weights.size() - 1;
        for (int l = 0; l <= last; l++) {
            INDArray out = made.get(l).mmul(weights.get(l)).addiRowVector(biases.get(l));
            made.add(l == last ? out : activate(out));
        }
        return made;
    }

    private INDArray activate(INDArray sums) {
        return activation == FloatNetwork.Activation.RELU ? Transforms.relu(sums, false) : Transforms.tanh(sums, false);
    }

    /**
     * Puts derivatives of a loss in place of the numbers of {@code slopes}.
     *
     * @param made by {@link #forward}
     * @param errors derivatives by the outputs, rows x outputs
     */
    void backward(List<INDArray> made, INDArray errors, DenseLayers slopes) {
        INDArray ones = Nd4j.ones(errors.dataType(), 1, errors.rows());
        INDArray error = errors;
        for (int l = weights.size() - 1; l >= 0; l--) {
            INDArray in = made.get(l);
            in.transpose().mmuli(error, slopes.weights.get(l));
            slopes.biases.get(l).assign(ones.mmul(error));
            if (l > 0) error = error.mmul(weights.get(l).transpose()).muli(steepness(in));
        }
    }

    /** The derivative of the activation, told from what it made. */
    private INDArray steepness(INDArray made) {
        return activation == FloatNetwork.Activation.RELU
                ? Transforms.sign(made, true)
                : made.mul(made).rsubi(1);
    }
}
