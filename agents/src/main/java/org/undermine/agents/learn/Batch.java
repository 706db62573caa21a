package org.undermine.agents.learn;

import java.util.random.RandomGenerator;

/**
 * The transitions of one update and what a network shall say of them.
 *
 * <pre>
 *   in       float[rows * inputs]    network inputs before
 *   labels   float[rows * actions]   what the network says already, but for the action taken: its new worth
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
     * Labels the rows drawn by what was gained, and by what {@code judge} thinks of the action that {@code online}
     * would take next.
     *
     * @param ratio the worth of a unit of progress, in reward
     * @param unit the worth of an output of 1, in reward
     * @param most greatest difference of a label from what {@code online} says
     */
    void label(Replay replay, FloatNetwork online, FloatNetwork judge, double ratio, double unit, float most) {
        online.apply(in, labels, rows);
        online.apply(after, chosenBy, rows);
        judge.apply(after, judgedBy, rows);
        for (int row = 0; row < rows; row++) {
            int at = place[row];
            int next = NetworkAgent.best(chosenBy, row * actions, replay.legal, at * actions, actions);
            double gain = (replay.reward[at] - ratio * replay.progress[at]) / unit;
            double worth = gain + replay.discount[at] * judgedBy[row * actions + next];
            int label = row * actions + replay.action[at];
            labels[label] += (float) Math.max(-most, Math.min(most, worth - labels[label]));
        }
    }
}
