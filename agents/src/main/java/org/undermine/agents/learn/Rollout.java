package org.undermine.agents.learn;

import java.nio.ByteBuffer;
import org.undermine.env.Columns;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.Seeds;
import org.undermine.env.Share;
import org.undermine.env.Stream;
import org.undermine.env.VectorEnv;

/**
 * Attacks played by the rules, with dice: steps of many environments.
 *
 * <p>A sample says what its action is worth, whether it was taken at random or not: the mean over all samples of an observation
 * and an action, less what the policy gains there on average. Where there are few samples the critic is believed instead.
 */
final class Rollout extends Experience {
    private static final double DOUBT = 100; // samples that count as much as what the critic says
    private static final double RATIO_KEPT = 0.5; // of the sums that the ratio is made of, from rollout to rollout

    private final VectorEnv environments;
    private final Learn learn;
    private final Share alpha;
    private final Share gamma;
    private final double[] reward; // of the last few rollouts, at each point
    private final double[] progress;
    private float[] exploration = new float[0];
    private int length;
    private int[] seen =
            new int[0]; // at step t by environment i: [t * n + i], like all that follows; and after the last
    private short[] taken = new short[0];
    private float[] weight = new float[0];
    private float[] rewards = new float[0];
    private float[] moved = new float[0];
    private boolean[] last = new boolean[0]; // of its episode: what comes after is worth nothing

    Rollout(VectorEnv environments) {
        super(environments.features(), environments.columns().a, environments.columns().n);
        this.environments = environments;
        VectorEnv.Course course = environments.course();
        learn = course.learn();
        alpha = course.alpha();
        gamma = course.gamma();
        reward = new double[alpha.cells() * gamma.cells()];
        progress = new double[reward.length];
    }

    @Override
    void play(
            boolean anew,
            FloatNetwork policy,
            FloatNetwork critic,
            Scale scale,
            int steps,
            float[] exploration,
            long seed) {
        this.exploration = exploration;
        reserve(steps);
        observations.clear();
        if (anew) environments.reset(seed);
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
                rewards[at + i] = (float) (learn == Learn.RATIO ? now - earned[i] : columns.rewards[i]);
                moved[at + i] = (float) ((ended ? columns.lastProgress[i] : columns.progress[i]) - passed[i]);
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
        rewards = new float[room];
        moved = new float[room];
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

    @Override
    void judge(double discount, double lambda) {
        double[] rho = ratios();
        int rows = observations.size();
        double[] weights = new double[rows];
        targets = new double[rows];
        double[] sums = new double[rows * a];
        int[] count = new int[rows * a];
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double advantage = 0;
            for (int at = (length - 1) * n + i; at >= 0; at -= n) {
                int row = seen[at];
                double now = observations.values[row];
                double next = last[at] ? 0 : discount * observations.values[seen[at + n]];
                double later = last[at] || at + n >= n * length ? 0 : Math.min(1, weight[at + n]) * advantage;
                advantage = rewards[at] - rho[i] * moved[at] + next - now + discount * lambda * later;
                sums[row * a + taken[at]] += advantage;
                count[row * a + taken[at]]++;
                targets[row] += weight[at] * (now + advantage);
                weights[row] += weight[at];
                squares += advantage * advantage;
            }
        }
        spread = Math.sqrt(squares / n / length);
        visits = new double[rows];
        gained = new double[rows * a];
        lost = new double[rows * a];
        for (int row = 0; row < rows; row++) {
            targets[row] = weights[row] > 0 ? targets[row] / weights[row] : observations.values[row];
            compare(row, sums, count);
        }
    }

    /**
     * What a unit of progress is worth where environment i plays, in reward: the ratio there of those who do not explore, of
     * the last few rollouts. 0 where rewards are learnt as they come.
     */
    private double[] ratios() {
        double[] rho = new double[n];
        if (learn != Learn.RATIO) return rho;
        for (int p = 0; p < reward.length; p++) {
            reward[p] *= RATIO_KEPT;
            progress[p] *= RATIO_KEPT;
        }
        int[] point = new int[n];
        for (int i = 0; i < n; i++) {
            Columns now = environments.columns();
            point[i] = alpha.cell(now.alphas[i]) * gamma.cells() + gamma.cell(now.gammas[i]);
            for (int at = i; exploration[i] == 0 && at < n * length; at += n) {
                reward[point[i]] += rewards[at];
                progress[point[i]] += moved[at];
            }
        }
        for (int i = 0; i < n; i++) rho[i] = progress[point[i]] == 0 ? 0 : reward[point[i]] / progress[point[i]];
        return rho;
    }

    private void compare(int row, double[] sums, int[] count) {
        double sum = 0;
        double known = 0; // probability of the actions there are samples of
        for (int b = row * a; b < row * a + a; b++) {
            visits[row] += count[b];
            if (count[b] == 0) continue;
            known += observations.probabilities[b];
            sum += observations.probabilities[b] * sums[b] / count[b];
        }
        double mean = known > 0 ? sum / known * visits[row] / (visits[row] + DOUBT) : 0;
        for (int b = row * a; b < row * a + a; b++) {
            double advantage = sums[b] - count[b] * mean;
            gained[b] = Math.max(0, advantage);
            lost[b] = Math.min(0, advantage);
        }
    }

    @Override
    int size() {
        return 2 * Double.BYTES * reward.length;
    }

    @Override
    void write(ByteBuffer into) {
        for (int p = 0; p < reward.length; p++) into.putDouble(reward[p]).putDouble(progress[p]);
    }

    @Override
    void read(ByteBuffer from) {
        for (int p = 0; p < reward.length; p++) {
            reward[p] = from.getDouble();
            progress[p] = from.getDouble();
        }
    }
}
