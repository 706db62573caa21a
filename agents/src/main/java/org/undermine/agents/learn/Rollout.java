package org.undermine.agents.learn;

import org.undermine.env.Columns;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.Seeds;
import org.undermine.env.Stream;
import org.undermine.env.VectorEnv;

/**
 * Steps of many environments under one policy, and what they say of each observation and action.
 *
 * <p>Some environments explore: they take a share of their actions at random. As in V-trace (Espeholt et al. 2018) a sample
 * weighs how much likelier the policy takes its action than it was taken, at most 1 in the sums of those before it.
 *
 * <pre>
 *   visits         double[observations]            samples, weighted
 *   gained, lost   double[observations * actions]  sums of positive and of negative advantages
 *   targets        double[observations]            mean of the values that the samples say
 * </pre>
 */
final class Rollout {
    final Observations observations;
    double[] visits = new double[0];
    double[] gained = new double[0];
    double[] lost = new double[0];
    double[] targets = new double[0];
    private final VectorEnv environments;
    private final Learn learn;
    private final float[] exploration; // share of random actions, of each environment
    private final int n;
    private final int a;
    private int length;
    private double spread;
    private int[] seen =
            new int[0]; // at step t by environment i: [t * n + i], like all that follows; and after the last
    private short[] taken = new short[0];
    private float[] weight = new float[0];
    private float[] reward = new float[0];
    private float[] progress = new float[0];
    private boolean[] last = new boolean[0]; // of its episode: what comes after is worth nothing

    /** @param exploration share of actions taken at random, of each environment */
    Rollout(VectorEnv environments, Learn learn, float[] exploration) {
        this.environments = environments;
        this.learn = learn;
        this.exploration = exploration;
        n = environments.columns().n;
        a = environments.columns().a;
        observations = new Observations(environments.features(), a);
    }

    /** Starts every environment anew and takes {@code steps} steps in each. */
    void play(FloatNetwork policy, FloatNetwork critic, Scale scale, int steps, long seed) {
        reserve(steps);
        observations.clear();
        environments.reset(seed);
        Stream dice = Seeds.stream(Seeds.of(seed, n));
        Columns columns = environments.columns();
        int[] actions = new int[n];
        double[] earned = new double[n];
        double[] passed = new double[n];
        for (int t = 0, at = 0; ; t++, at += n) {
            for (int i = 0; i < n; i++)
                seen[at + i] = observations.number(columns.observations, i * columns.k, columns.masks, i * a);
            observations.judge(policy, critic, scale);
            if (t == steps) break;
            for (int i = 0; i < n; i++) {
                actions[i] = choose(at + i, exploration[i], dice);
                earned[i] = columns.earned[i];
                passed[i] = columns.progress[i];
            }
            environments.step(actions, false);
            for (int i = 0; i < n; i++) {
                boolean ended = columns.ended[i] != Columns.RUNNING;
                double now = ended ? columns.lastEarned[i] : columns.earned[i];
                reward[at + i] = (float) (learn == Learn.RATIO ? now - earned[i] : columns.rewards[i]);
                progress[at + i] = (float) ((ended ? columns.lastProgress[i] : columns.progress[i]) - passed[i]);
                last[at + i] = ended;
            }
        }
    }

    private void reserve(int steps) {
        length = steps;
        int room = Math.multiplyExact(n, steps);
        if (room <= taken.length) return;
        seen = new int[Math.addExact(room, n)];
        taken = new short[room];
        weight = new float[room];
        reward = new float[room];
        progress = new float[room];
        last = new boolean[room];
    }

    private int choose(int at, float random, Stream dice) {
        int from = seen[at] * a;
        float[] p = observations.probabilities;
        boolean astray = random > 0 && dice.nextFloat() < random;
        float left = dice.nextFloat();
        int choices = random > 0 ? observations.choices(seen[at]) : 1;
        int action = -1;
        for (int b = 0; b < a && left >= 0; b++) {
            if (!observations.legal[from + b] || !astray && p[from + b] == 0) continue;
            action = b;
            left -= astray ? 1f / choices : p[from + b];
        }
        taken[at] = (short) action;
        weight[at] = random == 0 ? 1 : p[from + action] / (p[from + action] * (1 - random) + random / choices);
        return action;
    }

    /** {reward, progress}: sums over the environments that do not explore. */
    double[] sums() {
        double[] sums = new double[2];
        for (int at = 0; at < n * length; at += n)
            for (int i = 0; i < n; i++) {
                if (exploration[i] > 0) continue;
                sums[0] += reward[at + i];
                sums[1] += progress[at + i];
            }
        return sums;
    }

    /**
     * Generalised advantages (Schulman et al. 2016) of reward - ratio * progress, summed up by observation and action.
     *
     * @param discount what the next step's future is worth
     * @param lambda weight of each further step in an advantage
     */
    void judge(double ratio, double discount, double lambda) {
        int rows = observations.size();
        visits = new double[rows];
        gained = new double[rows * a];
        lost = new double[rows * a];
        targets = new double[rows];
        double samples = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double advantage = 0;
            for (int at = (length - 1) * n + i; at >= 0; at -= n) {
                int row = seen[at];
                double now = observations.values[row];
                double next = last[at] ? 0 : discount * observations.values[seen[at + n]];
                double later = last[at] || at + n >= n * length ? 0 : Math.min(1, weight[at + n]) * advantage;
                advantage = reward[at] - ratio * progress[at] + next - now + discount * lambda * later;
                (advantage > 0 ? gained : lost)[row * a + taken[at]] += weight[at] * advantage;
                visits[row] += weight[at];
                targets[row] += weight[at] * (now + advantage);
                samples += weight[at];
                squares += weight[at] * advantage * advantage;
            }
        }
        for (int row = 0; row < rows; row++) if (visits[row] > 0) targets[row] /= visits[row];
        spread = Math.sqrt(squares / samples);
    }

    /** The size of an advantage: root mean square. */
    double spread() {
        return spread;
    }

    /** Mean and standard deviation of the targets. */
    Scale scale() {
        double samples = 0;
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < visits.length; row++) {
            samples += visits[row];
            sum += visits[row] * targets[row];
            squares += visits[row] * targets[row] * targets[row];
        }
        double mean = sum / samples;
        return new Scale(mean, Math.max(Scale.LEAST, Math.sqrt(Math.max(0, squares / samples - mean * mean))));
    }
}
