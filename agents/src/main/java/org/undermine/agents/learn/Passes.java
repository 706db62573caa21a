package org.undermine.agents.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.undermine.env.Stream;

/**
 * Passes over what was played, rows in random order; some at a time they make a step of Adam.
 *
 * @param batch rows of one step, at most
 * @param rate learning rate
 */
record Passes(Experience experience, int epochs, int batch, double rate) {
    /** What is to become less: the mean over rows, by how often they were visited. */
    interface Loss {
        /**
         * How it changes with the outputs of a network for one row, times the row's visits.
         *
         * @param outputs the row's begin at {@code at}; its derivatives take their place
         */
        void slope(int row, double[] outputs, int at);

        /** Before each pass: whether it is worth while. */
        default boolean again() {
            return true;
        }
    }

    /**
     * @param rows that were visited; their order is lost
     * @param unit that the loss is measured in
     */
    void over(int[] rows, TrainedNetwork network, Loss loss, double unit, Stream dice) {
        for (int epoch = 0; epoch < epochs && loss.again(); epoch++)
            for (int[] part : parts(rows, dice)) {
                double whole = visits(part) * unit;
                network.descend(
                        inputs(part),
                        outputs -> {
                            int width = outputs.length / part.length;
                            for (int r = 0; r < part.length; r++) loss.slope(part[r], outputs, r * width);
                            for (int i = 0; i < outputs.length; i++) outputs[i] /= whole;
                            return outputs;
                        },
                        rate);
            }
    }

    private double visits(int[] rows) {
        double sum = 0;
        for (int row : rows) sum += experience.visits[row];
        return sum;
    }

    private float[] inputs(int[] rows) {
        int width = experience.observations.width();
        float[] in = new float[rows.length * width];
        for (int r = 0; r < rows.length; r++)
            System.arraycopy(experience.observations.in, rows[r] * width, in, r * width, width);
        return in;
    }

    /** All rows once, in as few parts of about one size as there may be; the order matters only where there are several. */
    private List<int[]> parts(int[] rows, Stream dice) {
        int parts = (rows.length + batch - 1) / batch;
        for (int i = parts == 1 ? 0 : rows.length - 1; i > 0; i--) {
            int j = dice.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
        var all = new ArrayList<int[]>();
        for (int b = 0; b < parts; b++)
            all.add(Arrays.copyOfRange(
                    rows, (int) ((long) rows.length * b / parts), (int) ((long) rows.length * (b + 1) / parts)));
        return all;
    }
}
