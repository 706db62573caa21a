package org.undermine.agents.learn;

import java.util.Arrays;
import org.undermine.env.Columns;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.Stream;
import org.undermine.env.VectorEnv;

/**
 * Steps of many environments under one policy, and what they say of each observation and action.
 *
 * <pre>
 *   gained, lost   double[sights * actions]   sums of positive and of negative advantages
 *   visits         int[sights]
 *   targets        double[sights]             mean of what followed: value and advantage
 * </pre>
 */
final class Rollout {
    private final VectorEnv environments;
    private final int n;
    private final int a;
    final Sights sights;
    private int length;
    private int[] seen = new int[0]; // [step * n + environment], and once more after the last step
    private byte[] taken = new byte[0];
    private float[] reward = new float[0];
    private float[] progress = new float[0];
    private boolean[] last = new boolean[0]; // of an episode: what follows is worth nothing
    double[] gained = new double[0];
    double[] lost = new double[0];
    double[] targets = new double[0];
    int[] visits = new int[0];
    double earned;
    double passed;
    double spread; // standard deviation of the advantages
    double targetMean;
    double targetDeviation;

    Rollout(VectorEnv environments) {
        this.environments = environments;
        n = environments.columns().n;
        a = environments.columns().a;
        sights = new Sights(environments.features(), a);
    }

    /** Starts every environment anew and takes {@code steps} steps in each. */
    void play(FloatNetwork policy, FloatNetwork critic, Scale scale, Learn learn, int steps, long seed, Stream dice) {
        reserve(steps);
        sights.clear();
        environments.reset(seed);
        Columns columns = environments.columns();
        int[] actions = new int[n];
        double[] earnedBefore = new double[n];
        double[] progressBefore = new double[n];
        for (int t = 0, at = 0; ; t++, at += n) {
            for (int i = 0; i < n; i++)
                seen[at + i] = sights.number(columns.observations, i * columns.k, columns.masks, i * a);
            sights.judge(policy, critic, scale);
            if (t == steps) break;
            for (int i = 0; i < n; i++) {
                actions[i] = draw(seen[at + i], dice);
                taken[at + i] = (byte) actions[i];
                earnedBefore[i] = columns.earned[i];
                progressBefore[i] = columns.progress[i];
            }
            environments.step(actions, false);
            for (int i = 0; i < n; i++) {
                last[at + i] = columns.ended[i] != Columns.RUNNING;
                double earnedNow = last[at + i] ? columns.lastEarned[i] : columns.earned[i];
                double progressNow = last[at + i] ? columns.lastProgress[i] : columns.progress[i];
                reward[at + i] = (float) (learn == Learn.RATIO ? earnedNow - earnedBefore[i] : columns.rewards[i]);
                progress[at + i] = (float) (progressNow - progressBefore[i]);
            }
        }
    }

    private void reserve(int steps) {
        length = steps;
        int room = Math.multiplyExact(n, steps);
        if (room <= taken.length) return;
        seen = new int[Math.addExact(room, n)];
        taken = new byte[room];
        reward = new float[room];
        progress = new float[room];
        last = new boolean[room];
    }

    private int draw(int sight, Stream dice) {
        float left = (dice.nextInt() >>> 8) * 0x1p-24f;
        int from = sight * a;
        int action = -1;
        for (int b = 0; b < a; b++) {
            if (sights.probabilities[from + b] == 0) continue;
            action = b;
            if ((left -= sights.probabilities[from + b]) < 0) break;
        }
        return action;
    }

    /** Reward and progress of all steps. */
    void sum() {
        earned = passed = 0;
        for (int s = 0; s < n * length; s++) {
            earned += reward[s];
            passed += progress[s];
        }
    }

    /**
     * Generalised advantages (Schulman et al. 2016) of reward - ratio * progress, summed up by observation and action.
     *
     * @param discount what the next step's future is worth
     * @param lambda weight of longer views
     */
    void judge(double ratio, double discount, double lambda) {
        int rows = sights.size();
        gained = new double[rows * a];
        lost = new double[rows * a];
        targets = new double[rows];
        visits = new int[rows];
        double sum = 0, squares = 0, targetSum = 0, targetSquares = 0;
        for (int i = 0; i < n; i++) {
            double advantage = 0;
            for (int at = (length - 1) * n + i; at >= 0; at -= n) {
                double now = sights.values[seen[at]];
                double next = last[at] ? 0 : discount * sights.values[seen[at + n]];
                double error = reward[at] - ratio * progress[at] + next - now;
                advantage = error + (last[at] ? 0 : discount * lambda * advantage);
                int row = seen[at];
                if (advantage > 0) gained[row * a + taken[at]] += advantage;
                else lost[row * a + taken[at]] += advantage;
                visits[row]++;
                targets[row] += now + advantage;
                sum += advantage;
                squares += advantage * advantage;
                targetSum += now + advantage;
                targetSquares += (now + advantage) * (now + advantage);
            }
        }
        double samples = (double) n * length;
        for (int r = 0; r < rows; r++) if (visits[r] > 0) targets[r] /= visits[r];
        spread = Math.sqrt(squares / samples - sum / samples * (sum / samples));
        targetMean = targetSum / samples;
        double variance = 0;
        for (int r = 0; r < rows; r++) variance += visits[r] * (targets[r] - targetMean) * (targets[r] - targetMean);
        targetDeviation = Math.sqrt(variance / samples);
    }
}
