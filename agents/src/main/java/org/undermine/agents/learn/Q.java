package org.undermine.agents.learn;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.undermine.env.Env;
import org.undermine.env.Seeds;
import org.undermine.env.Stream;

/**
 * Relative Q-learning of a ratio, in a table of what has been seen.
 *
 * <p>Q(s, a) is what comes of action a where s is seen, of reward - rho * progress until the attack looks as it did at its
 * start, compared with nothing: at the start all is worth 0 (Abounadi, Bertsekas and Borkar 2001, who call it stochastic
 * shortest path Q-learning). Rho is the ratio that the policy was seen to earn (Dinkelbach 1967; Das et al. 1999). The attack
 * is sampled, step by step; nothing is known of its probabilities.
 *
 * <ul>
 *   <li>Each improvement is one trail from the start of the attack, learnt from backwards, so that what came last is known
 *       to all before it (Lin 1992).
 *   <li>Every other trail follows the policy, and only these tell rho; on the others a share of the actions is the one least
 *       tried where it is taken.
 *   <li>The n-th sample of Q(s, a) moves it by n^-rate of what it is off.
 * </ul>
 *
 * <p>Where different states look alike they share a row.
 */
public final class Q implements Learner {
    /**
     * @param length steps of a trail
     * @param exploration the greatest share of actions on a trail that are the least tried ones; trails take turns
     * @param levels how many such shares there are, each half of the one before
     * @param rate by what power of its samples a value becomes slower to change; 1/2 to 1
     * @param memory rho is the ratio of about the last n / memory of n trails
     */
    public record Parameters(int length, double exploration, int levels, double rate, double memory) {
        public static final Parameters DEFAULT = new Parameters(10_000, 0.4, 5, 0.7, 4);
    }

    private final Parameters parameters;
    private final Env env;
    private final long seed;
    private final int k;
    private final int a;
    private final float[] observation;
    private final boolean[] legal;
    private final int[] rows; // of the trail: what was seen before each step and after the last
    private final int[] taken;
    private final double[] rewards;
    private final double[] progresses;
    private Sightings seen;
    private boolean[] allowed =
            new boolean[0]; // [row * a + action], like what follows: where it looks so, in some state
    private double[] values = new double[0];
    private int[] samples = new int[0];
    private double reward; // of the trails that follow the policy
    private double progress;
    private long trails;

    /**
     * @param env its own to play in
     * @param seed the same seed and number of improvements, the same policy
     */
    public Q(Env env, Parameters parameters, long seed) {
        this.env = env;
        this.parameters = parameters;
        this.seed = seed;
        k = env.features().size();
        a = env.actions().size();
        seen = new Sightings(k);
        observation = new float[k];
        legal = new boolean[a];
        rows = new int[parameters.length + 1];
        taken = new int[parameters.length];
        rewards = new double[parameters.length];
        progresses = new double[parameters.length];
    }

    @Override
    public void improve(double spent) {
        boolean follows = trails % 2 == 0;
        double share = parameters.exploration * Math.pow(0.5, trails / 2 % parameters.levels);
        walk(follows ? 0 : share, Seeds.of(seed, trails));
        if (follows) count();
        learn(progress == 0 ? 0 : reward / progress);
        trails++;
    }

    private void walk(double exploration, long from) {
        Stream dice = Seeds.stream(Seeds.of(from, 1));
        env.reset(Seeds.of(from, 0));
        rows[0] = look();
        for (int t = 0; t < parameters.length; t++) {
            boolean explores = exploration > 0 && dice.nextDouble() < exploration;
            taken[t] = explores ? leastTried(rows[t]) : best(rows[t], legal, 0);
            env.step(taken[t]);
            rewards[t] = env.reward();
            progresses[t] = env.progress();
            rows[t + 1] = look();
        }
    }

    /** The row of what is seen now, whose legal actions are then in {@code legal}. */
    private int look() {
        env.observe(observation, 0);
        env.legal(legal);
        int row = seen.number(observation, 0);
        int at = row * a;
        if (at + a > values.length) {
            int room = Math.multiplyExact(2 * (row + 16), a);
            allowed = Arrays.copyOf(allowed, room);
            values = Arrays.copyOf(values, room);
            samples = Arrays.copyOf(samples, room);
        }
        for (int b = 0; b < a; b++) allowed[at + b] |= legal[b];
        return row;
    }

    private int best(int row, boolean[] among, int from) {
        int best = -1;
        for (int b = 0; b < a; b++)
            if (among[from + b] && (best < 0 || values[row * a + b] > values[row * a + best])) best = b;
        return best;
    }

    private int leastTried(int row) {
        int least = -1;
        for (int b = 0; b < a; b++)
            if (legal[b] && (least < 0 || samples[row * a + b] < samples[row * a + least])) least = b;
        return least;
    }

    private void count() {
        double kept = Math.max(0, 1 - parameters.memory / (trails / 2 + parameters.memory));
        reward *= kept;
        progress *= kept;
        for (int t = 0; t < parameters.length; t++) {
            reward += rewards[t];
            progress += progresses[t];
        }
    }

    private void learn(double ratio) {
        for (int t = parameters.length - 1; t >= 0; t--) {
            int at = rows[t] * a + taken[t];
            int next = rows[t + 1];
            double later = next == rows[0] ? 0 : values[next * a + best(next, allowed, next * a)];
            double target = rewards[t] - ratio * progresses[t] + later;
            values[at] += Math.pow(++samples[at], -parameters.rate) * (target - values[at]);
        }
    }

    /** What the policy was last seen to earn. */
    public double ratio() {
        return progress == 0 ? 0 : reward / progress;
    }

    @Override
    public long steps() {
        return trails * parameters.length;
    }

    @Override
    public TableAgent policy() {
        int n = seen.size();
        float[] known = new float[n * a];
        for (int i = 0; i < known.length; i++) known[i] = samples[i] == 0 ? TableAgent.UNKNOWN : (float) values[i];
        return new TableAgent(env.features(), a, seen.rows(), known);
    }

    /**
     * Trails begin anew, so this is all.
     *
     * <pre>
     *   trails             long
     *   reward, progress   double
     *   rows               int, and as many times features
     *   of each action of each row: whether it is allowed, byte; value, double; samples, int
     * </pre>
     */
    @Override
    public byte[] state() {
        int n = seen.size();
        var bytes = ByteBuffer.allocate(Math.addExact(
                3 * Long.BYTES + Integer.BYTES,
                Math.multiplyExact(n, Float.BYTES * k + (1 + Double.BYTES + Integer.BYTES) * a)));
        bytes.putLong(trails).putDouble(reward).putDouble(progress).putInt(n);
        for (float x : seen.rows()) bytes.putFloat(x);
        for (int i = 0; i < n * a; i++)
            bytes.put((byte) (allowed[i] ? 1 : 0)).putDouble(values[i]).putInt(samples[i]);
        return bytes.array();
    }

    @Override
    public void restore(byte[] state) {
        try {
            var bytes = ByteBuffer.wrap(state);
            trails = bytes.getLong();
            reward = bytes.getDouble();
            progress = bytes.getDouble();
            float[] all = new float[Math.multiplyExact(bytes.getInt(), k)];
            for (int i = 0; i < all.length; i++) all[i] = bytes.getFloat();
            seen = new Sightings(k);
            for (int i = 0; i < all.length; i += k) seen.number(all, i);
            allowed = new boolean[seen.size() * a];
            values = new double[allowed.length];
            samples = new int[allowed.length];
            for (int i = 0; i < allowed.length; i++) {
                allowed[i] = bytes.get() != 0;
                values[i] = bytes.getDouble();
                samples[i] = bytes.getInt();
            }
        } catch (BufferUnderflowException | NegativeArraySizeException | ArithmeticException e) {
            throw new IllegalArgumentException("what training could go on from is not that of tabular Q", e);
        }
    }
}
