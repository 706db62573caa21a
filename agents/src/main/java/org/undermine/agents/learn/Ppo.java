package org.undermine.agents.learn;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.Scenario;
import org.undermine.env.Seeds;
import org.undermine.env.Share;
import org.undermine.env.Stream;
import org.undermine.env.VectorEnv;

/**
 * Proximal policy optimisation for a ratio.
 *
 * <p>Each improvement starts all environments anew, plays one rollout, and learns from it for some epochs. Where the ratio is
 * learnt, a step pays reward - rho * progress, rho being the ratio of the last few rollouts, older ones counting for less:
 * values then neither grow nor fall in the long run, and the discount hardly matters.
 *
 * <p>From Schulman et al. 2017 (the loss, see {@link PpoLoss}) and 2016 (advantages), Espeholt et al. 2018 (environments that
 * explore), Agarwal et al. 2021 (the barrier). What differs from the usual:
 *
 * <ul>
 *   <li>Samples are summed up by observation and action (see {@link Rollout}): an epoch is one pass over some hundred rows,
 *       so rollouts can be as long as it takes to see small advantages through much luck.
 *   <li>Half of the environments explore. Near the threshold of an attack, withholding one block does not pay before what
 *       comes after it has been learnt: a policy that hardly ever tries stays honest.
 *   <li>Rows count by the root of their visits, for the same reason: rows in which the noise is equally large.
 * </ul>
 */
public final class Ppo implements Learner {
    /**
     * @param hidden widths of the hidden layers, of policy and critic alike
     * @param policyRate learning rate of Adam; kept for half of the budget, then falls to 0 in proportion to what is left
     * @param criticRate likewise of the critic
     * @param memory Adam's second
     * @param discount what the next step's future is worth
     * @param lambda weight of each further step in an advantage
     * @param clip how far the ratio of new and old probability may pay
     * @param entropy weight of the entropy at the start, in the spread of advantages; falls geometrically
     * @param leastEntropy the same when nine tenths of the budget are used up
     * @param barrier weight of the barrier, likewise
     * @param leastBarrier likewise
     * @param divergence mean divergence of the new policy from the old one that ends the epochs for the policy
     * @param evenness rows count by this power of their visits
     * @param exploration share of random actions in the environment that explores most; falls geometrically
     * @param leastExploration the same in the one that explores least
     * @param epochs passes over a rollout
     * @param batch rows of one step of Adam, at most
     * @param shortest steps of the first rollout in each environment
     * @param longest the same from a quarter of the budget on
     */
    public record Parameters(
            List<Integer> hidden,
            FloatNetwork.Activation activation,
            double policyRate,
            double criticRate,
            double memory,
            double discount,
            double lambda,
            double clip,
            double entropy,
            double leastEntropy,
            double barrier,
            double leastBarrier,
            double divergence,
            double evenness,
            double exploration,
            double leastExploration,
            int epochs,
            int batch,
            int shortest,
            int longest) {
        /** What came nearest on Nakamoto at alpha .35 and gamma 0; {@code package-info} has the figures. */
        public static final Parameters DEFAULT = new Parameters(
                List.of(64, 64),
                FloatNetwork.Activation.RELU,
                6e-3,
                4e-3,
                0.99,
                0.999,
                0.9,
                0.3,
                0.005,
                0.0005,
                0.02,
                0.001,
                0.03,
                0.5,
                0.5,
                0.02,
                20,
                4096,
                64,
                384);
    }

    /** How many environments step together. */
    public static final int ENVIRONMENTS = 1024;

    private static final double ENDLESS = 1e300; // horizon, where ratios are learnt
    private static final double RATIO_KEPT = 0.5; // of the sums that the ratio is made of, from rollout to rollout
    private static final double FLAT = 0.01;

    private final Parameters parameters;
    private final VectorEnv environments;
    private final Learn learn;
    private final long seed;
    private final boolean together;
    private final int actions;
    private final Rollout rollout;
    private final TrainedNetwork policy;
    private final TrainedNetwork critic;
    private Scale scale = Scale.UNIT;
    private double reward; // of the last few rollouts
    private double progress;
    private long rollouts;
    private long steps;

    /**
     * @param environments of {@link #environments}
     * @param threads policy and critic learn at the same time where there is more than one; the result is the same
     * @param seed the same seed and number of improvements, the same policy
     */
    public Ppo(VectorEnv environments, Learn learn, Parameters parameters, int threads, long seed) {
        this.parameters = parameters;
        this.environments = environments;
        this.learn = learn;
        this.seed = seed;
        together = threads > 1;
        actions = environments.actions().size();
        rollout = new Rollout(environments, learn, exploration(environments.columns().n));
        int inputs = rollout.observations.width();
        policy = network(inputs, actions, Seeds.of(seed, -1));
        policy.flatten(FLAT);
        critic = network(inputs, 1, Seeds.of(seed, -2));
    }

    /** Environments for PPO to learn in. @param horizon of episodes, in progress; where ratios are learnt there is none */
    public static VectorEnv environments(
            Scenario.Maker maker, Share alpha, Share gamma, Learn learn, double horizon, int threads) {
        double end = learn == Learn.RATIO ? ENDLESS : horizon;
        var course = new VectorEnv.Course(maker, alpha, gamma, learn, end);
        return new VectorEnv(course, ENVIRONMENTS, VectorEnv.Autoreset.SAME_STEP, threads);
    }

    private TrainedNetwork network(int inputs, int outputs, long own) {
        var sizes = new ArrayList<>(List.of(inputs));
        sizes.addAll(parameters.hidden);
        sizes.add(outputs);
        int[] widths = sizes.stream().mapToInt(s -> s).toArray();
        return new TrainedNetwork(parameters.activation, widths, parameters.memory, own);
    }

    /** The first half does not explore; the others to different degrees. */
    private float[] exploration(int n) {
        float[] shares = new float[n];
        int explorers = n / 2;
        double fall = parameters.leastExploration / parameters.exploration;
        for (int i = 0; i < explorers; i++)
            shares[n - 1 - i] = (float) (parameters.exploration * Math.pow(fall, i / Math.max(1.0, explorers - 1)));
        return shares;
    }

    @Override
    public void improve(double spent) {
        int length = length(spent);
        rollout.play(policy.copy(), critic.copy(), scale, length, Seeds.of(seed, rollouts));
        rollouts++;
        steps += (long) length * environments.columns().n;

        double[] sums = rollout.sums();
        reward = RATIO_KEPT * reward + sums[0];
        progress = RATIO_KEPT * progress + sums[1];
        rollout.judge(ratio(), parameters.discount, parameters.lambda);
        scale = rollout.scale();

        double left = Math.min(1, 2 * (1 - spent));
        double unit = rollout.spread();
        var loss = new PpoLoss(parameters.clip, unit * entropy(spent), unit * barrier(spent));
        int[] rows = IntStream.range(0, rollout.visits.length)
                .filter(row -> rollout.visits[row] > 0)
                .toArray();
        var other = CompletableFuture.runAsync(
                () -> learnValues(rows.clone(), parameters.criticRate * left), together ? ASIDE : Runnable::run);
        learnPolicy(rows.clone(), loss, parameters.policyRate * left);
        other.join();
    }

    private static final Executor ASIDE = task -> {
        var thread = new Thread(task, "critic");
        thread.setDaemon(true);
        thread.start();
    };

    private int length(double spent) {
        double growth = parameters.longest / (double) parameters.shortest;
        return (int) Math.round(parameters.shortest * Math.pow(growth, Math.min(1, 4 * spent)));
    }

    private double entropy(double spent) {
        return fall(parameters.entropy, parameters.leastEntropy, spent);
    }

    private static double fall(double from, double to, double spent) {
        return from * Math.pow(to / from, Math.min(1, spent / 0.9));
    }

    private double barrier(double spent) {
        return fall(parameters.barrier, parameters.leastBarrier, spent);
    }

    /** What a unit of progress is worth, in reward. */
    private double ratio() {
        return learn != Learn.RATIO || progress == 0 ? 0 : reward / progress;
    }

    private void learnPolicy(int[] rows, PpoLoss loss, double rate) {
        Observations seen = rollout.observations;
        Stream dice = Seeds.stream(Seeds.of(seed, -2 * rollouts - 1));
        double[] slope = new double[actions];
        double samples =
                IntStream.of(rows).mapToDouble(row -> rollout.visits[row]).sum();
        double[] diverged = new double[1];
        for (int epoch = 0; epoch < parameters.epochs && diverged[0] < parameters.divergence; epoch++) {
            diverged[0] = 0;
            for (int[] batch : batches(rows, dice)) {
                double whole = weight(batch) * rollout.spread();
                UnaryOperator<double[]> slopes = outputs -> {
                    for (int r = 0; r < batch.length; r++) {
                        int row = batch[r];
                        int at = row * actions;
                        double[] p = PpoLoss.softmax(outputs, r * actions, seen.legal, at, actions);
                        double visits = rollout.visits[row];
                        loss.policy(p, seen.probabilities, rollout.gained, rollout.lost, at, visits, slope);
                        diverged[0] += visits / samples * PpoLoss.divergence(p, seen.probabilities, at);
                        for (int b = 0; b < actions; b++)
                            outputs[r * actions + b] = slope[b] / visits * weight(row) / whole;
                    }
                    return outputs;
                };
                policy.descend(inputs(batch), slopes, rate);
            }
        }
    }

    private void learnValues(int[] rows, double rate) {
        Stream dice = Seeds.stream(Seeds.of(seed, -2 * rollouts - 2));
        for (int epoch = 0; epoch < parameters.epochs; epoch++)
            for (int[] batch : batches(rows, dice)) {
                double whole = weight(batch);
                UnaryOperator<double[]> slopes = outputs -> {
                    for (int r = 0; r < batch.length; r++) {
                        double target = scale.narrow(rollout.targets[batch[r]]);
                        outputs[r] = (outputs[r] - target) * weight(batch[r]) / whole;
                    }
                    return outputs;
                };
                critic.descend(inputs(batch), slopes, rate);
            }
    }

    private double weight(int row) {
        return Math.pow(rollout.visits[row], parameters.evenness);
    }

    private double weight(int[] rows) {
        double sum = 0;
        for (int row : rows) sum += weight(row);
        return sum;
    }

    private float[] inputs(int[] rows) {
        int width = rollout.observations.width();
        float[] in = new float[rows.length * width];
        for (int r = 0; r < rows.length; r++)
            System.arraycopy(rollout.observations.in, rows[r] * width, in, r * width, width);
        return in;
    }

    /** All rows once, in as few parts of about one size as there may be; the order matters only where there are several. */
    private List<int[]> batches(int[] rows, Stream dice) {
        int parts = (rows.length + parameters.batch - 1) / parameters.batch;
        for (int i = parts == 1 ? 0 : rows.length - 1; i > 0; i--) {
            int j = dice.nextInt(i + 1);
            int row = rows[i];
            rows[i] = rows[j];
            rows[j] = row;
        }
        var batches = new ArrayList<int[]>();
        for (int b = 0; b < parts; b++)
            batches.add(Arrays.copyOfRange(
                    rows, (int) ((long) rows.length * b / parts), (int) ((long) rows.length * (b + 1) / parts)));
        return batches;
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public NetworkAgent policy() {
        return new NetworkAgent(environments.features(), policy.copy());
    }

    /**
     * Between two improvements, all else starts anew: environments from the seed and the number of rollouts.
     *
     * <pre>
     *   rollouts, steps                                     long
     *   reward, progress, mean and deviation of the scale   double
     *   policy, critic                                      an int, and as many floats
     * </pre>
     */
    @Override
    public byte[] state() {
        float[][] networks = {policy.state(), critic.state()};
        var bytes = ByteBuffer.allocate(6 * Long.BYTES + Float.BYTES * (2 + networks[0].length + networks[1].length));
        bytes.putLong(rollouts).putLong(steps).putDouble(reward).putDouble(progress);
        bytes.putDouble(scale.mean()).putDouble(scale.deviation());
        for (float[] network : networks) {
            bytes.putInt(network.length);
            for (float x : network) bytes.putFloat(x);
        }
        return bytes.array();
    }

    @Override
    public void restore(byte[] state) {
        try {
            var bytes = ByteBuffer.wrap(state);
            rollouts = bytes.getLong();
            steps = bytes.getLong();
            reward = bytes.getDouble();
            progress = bytes.getDouble();
            scale = new Scale(bytes.getDouble(), bytes.getDouble());
            for (TrainedNetwork network : List.of(policy, critic)) {
                float[] all = new float[bytes.getInt()];
                for (int i = 0; i < all.length; i++) all[i] = bytes.getFloat();
                network.restore(all);
            }
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("what training could go on from is not that of PPO", e);
        }
    }
}
