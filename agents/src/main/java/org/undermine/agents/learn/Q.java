package org.undermine.agents.learn;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.undermine.env.Resumable;
import org.undermine.env.Seeds;
import org.undermine.env.Stream;

/**
 * Relative Q-learning of a ratio, in a table.
 *
 * <p>Q(s, a) is what comes of action a in state s, of reward - rho * progress, until the attack is where it started: there all
 * is worth 0 (Abounadi, Bertsekas and Borkar 2001, stochastic shortest path Q-learning). Rho is the ratio that the policy was
 * seen to earn (Dinkelbach 1967; Das et al. 1999). The attack is sampled, step by step; nothing is known of its probabilities.
 *
 * <ul>
 *   <li>Each improvement is one trail from the start of the attack, learnt from backwards, so that what came last is known
 *       to all before it (Lin 1992).
 *   <li>Every other trail follows the policy, and only these tell rho; on the others a share of the actions is the one least
 *       tried where it is taken.
 *   <li>The n-th sample of Q(s, a) moves it by n^-rate of what it is off.
 * </ul>
 *
 * <p>States are told apart by {@link Resumable#place}, as walks on a table have it. The policy goes by what is seen: where states
 * look alike it takes the action that costs least on average over their visits. Environments that number no places are
 * learnt by what is seen, too. One step does not tell then what an action is worth, as states that look alike may have been
 * paid at different times; so values come from many (Watkins 1989, Q(lambda)). Where the start looks like other states this is an
 * approximation.
 */
public final class Q implements Learner {
    /**
     * @param length steps of a trail
     * @param exploration share of actions, on every other trail, that are the least tried ones
     * @param rate by what power of its samples a value becomes slower to change; 1/2 to 1
     * @param lambda weight of each further step where places have no numbers, as long as actions are the policy's
     * @param memory rho is the ratio of about the last n / memory of n trails
     */
    public record Parameters(int length, double exploration, double rate, double lambda, double memory) {
        /**
         * On Nakamoto at alpha .4 and gamma 1/2, withholding, cutoff 10, where 816 states have 246 looks, the best of ten
         * evaluations in 10^8 steps comes to .054, .059 and .051 percent of the optimum with seeds 1 to 3. In 3 * 10^7 steps, seed 1:
         *
         * <pre>
         *   exploration .2 .10   .1 or .05 .39   .4 or .2 .23     rate .7
         *   five shares from .4 down: rate .63 .15   .7 .22   .78 .17
         * </pre>
         *
         * Without places, in 2 * 10^7 steps: lambda .5 7.0, .8 3.6, .95 1.3.
         */
        public static final Parameters DEFAULT = new Parameters(10_000, 0.2, 0.75, 0.95, 4);
    }

    private final Parameters parameters;
    private final Resumable env;
    private final long seed;
    private final int k;
    private final int a;
    private final float[] observation;
    private final boolean[] legal;
    private final int[] rows; // of the trail: what was seen before each step and after the last
    private final int[] taken;
    private final double[] rewards;
    private final double[] progresses;
    private final boolean[] greedy;
    private Sightings seen;
    private int size; // rows
    private int[] looks = new int[0]; // what is seen there
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
    public Q(Resumable env, Parameters parameters, long seed) {
        this.env = env;
        this.parameters = parameters;
        this.seed = seed;
        k = env.features().size();
        a = env.actions().size();
        seen = new Sightings(k);
        observation = new float[k];
        legal = new boolean[a];
        rows = new int[parameters.length + 1];
        greedy = new boolean[parameters.length];
        taken = new int[parameters.length];
        rewards = new double[parameters.length];
        progresses = new double[parameters.length];
    }

    @Override
    public void improve(double spent) {
        boolean follows = trails % 2 == 0;
        walk(follows ? 0 : parameters.exploration, Seeds.of(seed, trails));
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
            int best = best(rows[t], legal, 0);
            taken[t] = explores ? leastTried(rows[t]) : best;
            greedy[t] = taken[t] == best;
            env.step(taken[t]);
            rewards[t] = env.reward();
            progresses[t] = env.progress();
            rows[t + 1] = look();
        }
    }

    /** The row of where the attack is now; what is legal there is then in {@code legal}. */
    private int look() {
        env.observe(observation, 0);
        env.legal(legal);
        int look = seen.number(observation, 0);
        int row = env.place() < 0 ? look : env.place();
        if (row >= looks.length) make(2 * (row + 16));
        size = Math.max(size, row + 1);
        looks[row] = look;
        for (int b = 0; b < a; b++) allowed[row * a + b] |= legal[b];
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
        double lambda = env.place() < 0 ? parameters.lambda : 0;
        double come = 0; // what came of the step
        for (int t = parameters.length - 1; t >= 0; t--) {
            int at = rows[t] * a + taken[t];
            int next = rows[t + 1];
            double later = next == rows[0] ? 0 : values[next * a + best(next, allowed, next * a)];
            boolean on = t + 1 < parameters.length && greedy[t + 1];
            come = rewards[t] - ratio * progresses[t] + (on ? (1 - lambda) * later + lambda * come : later);
            values[at] += Math.pow(++samples[at], -parameters.rate) * (come - values[at]);
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
        double[] lost = new double[seen.size() * a];
        double[] weights = new double[lost.length];
        for (int row = 0; row < size; row++) {
            double visits = 0;
            for (int b = 0; b < a; b++) visits += samples[row * a + b];
            if (visits == 0) continue;
            double most = values[row * a + best(row, allowed, row * a)];
            for (int b = 0; b < a; b++) {
                if (samples[row * a + b] == 0) continue;
                lost[looks[row] * a + b] += visits * (most - values[row * a + b]);
                weights[looks[row] * a + b] += visits;
            }
        }
        float[] known = new float[lost.length];
        for (int i = 0; i < known.length; i++)
            known[i] = weights[i] == 0 ? TableAgent.UNKNOWN : (float) (-lost[i] / weights[i]);
        return new TableAgent(env.features(), a, seen.rows(), known);
    }

    /**
     * Trails begin anew, so this is all.
     *
     * <pre>
     *   trails             long
     *   reward, progress   double
     *   looks              int, and as many times features
     *   rows               int, and as many times which look, int; and of each action whether it is allowed, byte; value,
     *                      double; samples, int
     * </pre>
     */
    @Override
    public byte[] state() {
        int row = Integer.BYTES + (1 + Double.BYTES + Integer.BYTES) * a;
        long room = 3 * Long.BYTES + 2 * Integer.BYTES + (long) seen.size() * Float.BYTES * k + (long) size * row;
        var bytes = ByteBuffer.allocate(Math.toIntExact(room));
        bytes.putLong(trails).putDouble(reward).putDouble(progress).putInt(seen.size());
        for (float x : seen.rows()) bytes.putFloat(x);
        bytes.putInt(size);
        for (int r = 0; r < size; r++) {
            bytes.putInt(looks[r]);
            for (int i = r * a; i < (r + 1) * a; i++)
                bytes.put((byte) (allowed[i] ? 1 : 0)).putDouble(values[i]).putInt(samples[i]);
        }
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
            size = bytes.getInt();
            make(size);
            for (int r = 0; r < size; r++) {
                looks[r] = bytes.getInt();
                for (int i = r * a; i < (r + 1) * a; i++) {
                    allowed[i] = bytes.get() != 0;
                    values[i] = bytes.getDouble();
                    samples[i] = bytes.getInt();
                }
            }
        } catch (BufferUnderflowException | NegativeArraySizeException | ArithmeticException e) {
            throw new IllegalArgumentException("what training could go on from is not that of tabular Q", e);
        }
    }

    private void make(int rooms) {
        looks = Arrays.copyOf(looks, rooms);
        int all = Math.multiplyExact(rooms, a);
        allowed = Arrays.copyOf(allowed, all);
        values = Arrays.copyOf(values, all);
        samples = Arrays.copyOf(samples, all);
    }
}
