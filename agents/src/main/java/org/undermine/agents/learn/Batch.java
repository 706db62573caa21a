package org.undermine.agents.learn;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The transitions of one update and what a network shall say of them.
 *
 * <pre>
 *   in       float[rows * inputs]    network inputs before
 *   labels   float[rows * actions]   their new worth; what the network says already where that is not known
 * </pre>
 */
final class Batch {
    final float[] in;
    final float[] labels;
    private final int rows;
    private final int inputs;
    private final int actions;
    private final int[] place; // of each row in the memory
    private final float[] after;
    private final float[] chosenBy;
    private final float[] judgedBy;

    Batch(int rows, int inputs, int actions) {
        this.rows = rows;
        this.inputs = inputs;
        this.actions = actions;
        in = new float[rows * inputs];
        after = new float[rows * inputs];
        labels = new float[rows * actions];
        chosenBy = new float[rows * actions];
        judgedBy = new float[rows * actions];
        place = new int[rows];
    }

    /** Draws rows from the memory, each with equal probability. */
    void draw(Replay replay, RandomGenerator dice) {
        for (int row = 0; row < rows; row++) {
            place[row] = dice.nextInt(replay.size());
            System.arraycopy(replay.before, place[row] * inputs, in, row * inputs, inputs);
            System.arraycopy(replay.after, place[row] * inputs, after, row * inputs, inputs);
        }
    }

    /**
     * Labels the rows drawn: the action taken by what was gained and by what {@code judge} thinks of the action that
     * {@code online} would take next, every other one by what can be expected of its next step.
     *
     * @param process knows the states that the rows begin at, but for those forgotten; null if only what was gained counts
     * @param ratio the worth of a unit of progress, in reward
     * @param unit the worth of an output of 1, in reward
     * @param most greatest difference of a label from what {@code online} says
     */
    void label(
            Replay replay,
            FloatNetwork online,
            FloatNetwork judge,
            Foresight<?> process,
            double ratio,
            double unit,
            float most) {
        online.apply(in, labels, rows);
        online.apply(after, chosenBy, rows);
        judge.apply(after, judgedBy, rows);
        double[] worth = new double[actions];
        for (int row = 0; row < rows; row++) {
            int at = place[row];
            Arrays.fill(worth, Double.NaN);
            if (process != null && replay.state[at] != Replay.FORGOTTEN)
                process.lookAhead(replay.state[at], ratio, worth);
            int next = NetworkAgent.best(chosenBy, row * actions, replay.legal, at * actions, actions);
            worth[replay.action[at]] = replay.reward[at]
                    - ratio * replay.progress[at]
                    + unit * replay.discount[at] * judgedBy[row * actions + next];
            for (int b = 0; b < actions; b++) {
                int label = row * actions + b;
                if (!Double.isNaN(worth[b]))
                    labels[label] += (float) Math.max(-most, Math.min(most, worth[b] / unit - labels[label]));
            }
        }
    }
}
