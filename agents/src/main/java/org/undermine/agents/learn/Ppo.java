package org.undermine.agents.learn;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.Scenario;
import org.undermine.env.Seeds;
import org.undermine.env.Share;
import org.undermine.env.VectorEnv;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Objective;
import org.undermine.env.mdp.Policy;

/**
 * Proximal policy optimisation for a ratio.
 *
 * <p>Each improvement starts all attacks; then, several times, it plays for a while and learns from that for some epochs.
 * Where the ratio is learnt, a step pays reward - rho * progress, rho being the ratio of late: values then neither grow nor
 * fall in the long run, and the discount hardly matters.
 *
 * <p>From Schulman et al. 2017 (the loss, see {@link PpoLoss}) and 2016 (advantages), Espeholt et al. 2018 (attacks that
 * explore), Agarwal et al. 2021 (the barrier). What differs from the usual:
 *
 * <ul>
 *   <li>What was played is summed up by observation and action (see {@link Experience}): an epoch is one pass over some hundred
 *       rows, whatever the number of steps.
 *   <li>Half of the attacks explore, and actions count as often as all of them take them. Near the threshold of an attack,
 *       withholding one block does not pay before what comes after it has been learnt: a policy that hardly ever tries, or
 *       learns from what it tries in proportion to how likely it is, stays honest.
 *   <li>Where the ratio is learnt the luck is taken out of advantages (see {@link Walks}).
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
     * @param floor probability below which it does not pay to make an action rarer
     * @param entropy weight of the entropy, in the spread of advantages
     * @param barrier weight of the barrier, likewise
     * @param divergence mean divergence of the new policy from the old one that ends the epochs for the policy
     * @param exploration share of random actions in the attack that explores most; falls geometrically
     * @param leastExploration the same in the one that explores least
     * @param epochs passes over what was played
     * @param batch rows of one step of Adam, at most
     * @param attacks played side by side, at least
     * @param length steps of each attack that are played between two times of learning
     * @param rounds of playing and learning, until attacks are started anew
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
            double floor,
            double entropy,
            double barrier,
            double divergence,
            double exploration,
            double leastExploration,
            int epochs,
            int batch,
            int attacks,
            int length,
            int rounds) {
        /** Measured on Nakamoto; {@code package-info} has the figures. */
        public static final Parameters DEFAULT = new Parameters(
                List.of(64, 64),
                FloatNetwork.Activation.RELU,
                6e-3,
                4e-3,
                0.99,
                0.999,
                0.9,
                0.5,
                0.01,
                1e-4,
                1e-3,
                0.1,
                0.5,
                0.02,
                5,
                4096,
                1024,
                128,
                4);

        /** For processes too large for a table, of which little looks alike: played with dice, most rows are one sample. */
        public static final Parameters LARGE = new Parameters(
                DEFAULT.hidden,
                DEFAULT.activation,
                3e-4,
                2e-3,
                DEFAULT.memory,
                DEFAULT.discount,
                0.97,
                DEFAULT.clip,
                DEFAULT.floor,
                DEFAULT.entropy,
                DEFAULT.barrier,
                DEFAULT.divergence,
                DEFAULT.exploration,
                DEFAULT.leastExploration,
                4,
                1024,
                ENVIRONMENTS,
                64,
                4);
    }

    /** How many environments step together. */
    public static final int ENVIRONMENTS = 1024;

    private static final int AT_A_POINT = 32; // attacks at least
    private static final double ENDLESS = 1e300; // horizon, where ratios are learnt
    private static final double FLAT = 0.01;
    private static final double IMITATING = 0.2; // of the budget, where there is an example

    private final Parameters parameters;
    private final Experience experience;
    private final float[] exploration; // share of random actions, of each attack
    private final long seed;
    private final boolean together;
    private final int actions;
    private final TrainedNetwork policy;
    private final TrainedNetwork critic;
    private Policy example; // null where there is none
    private Scale scale = Scale.UNIT;
    private long plays;
    private long steps;

    /**
     * @param threads policy and critic learn at the same time where there is more than one; the result is the same
     * @param seed the same seed and number of improvements, the same policy
     */
    private Ppo(Experience experience, Parameters parameters, int threads, long seed) {
        this.parameters = parameters;
        this.experience = experience;
        this.seed = seed;
        together = threads > 1;
        actions = experience.actions();
        exploration = exploration(experience.attacks());
        int inputs = experience.observations.width();
        policy = network(inputs, actions, Seeds.of(seed, -1));
        policy.flatten(FLAT);
        critic = network(inputs, 1, Seeds.of(seed, -2));
    }

    /** Learns by the rules, with dice. @param environments of {@link #environments} */
    public static Ppo playing(VectorEnv environments, Parameters parameters, int threads, long seed) {
        return new Ppo(new Rollout(environments), parameters, threads, seed);
    }

    /**
     * Learns by the rules, looking ahead; paid by the ratio.
     *
     * @param alpha its values are the points that are learnt, with those of {@code gamma}; observed unless there is one
     */
    public static Ppo walking(
            Mdp<?> model,
            Objective objective,
            Share alpha,
            Share gamma,
            Parameters parameters,
            int threads,
            long seed) {
        int attacks = Math.max(parameters.attacks, AT_A_POINT * alpha.values().length * gamma.values().length);
        return new Ppo(new Walks<>(model, objective, alpha, gamma, attacks), parameters, threads, seed);
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

    /**
     * Spends the first fifth of the budget on doing as another does, and finds out what that is worth. At first the other
     * plays, then ever more the one who learns it: games of those who know nothing are long, and far from what matters.
     */
    public Ppo imitating(Policy first) {
        example = first;
        return this;
    }

    @Override
    public void improve(double spent) {
        for (int round = 0; round < parameters.rounds; round++) improve(round == 0, spent);
    }

    private void improve(boolean anew, double spent) {
        boolean imitates = example != null && spent < IMITATING;
        experience.observations.follow(example, imitates ? 1 - spent / IMITATING : 0);
        long dice = Seeds.of(seed, plays++);
        experience.play(anew, policy.copy(), critic.copy(), scale, parameters.length, exploration, dice);
        steps += (long) parameters.length * experience.attacks();
        experience.judge(parameters.discount, parameters.lambda);
        scale = experience.scale();

        double left = Math.min(1, 2 * (1 - spent));
        int[] rows = IntStream.range(0, experience.visits.length)
                .filter(row -> experience.visits[row] > 0)
                .toArray();
        var values = new Passes(experience, parameters.epochs, parameters.batch, parameters.criticRate * left);
        var other =
                CompletableFuture.runAsync(() -> learnValues(rows.clone(), values), together ? ASIDE : Runnable::run);
        if (imitates) {
            double rate = Imitation.RATE * (1 - spent / IMITATING);
            var way = new Passes(experience, Imitation.EPOCHS, Imitation.BATCH, rate);
            learnPolicy(rows.clone(), imitation(), 1, Double.POSITIVE_INFINITY, way);
        } else {
            var way = new Passes(experience, parameters.epochs, parameters.batch, parameters.policyRate * left);
            learnPolicy(rows.clone(), surrogate(), experience.spread(), parameters.divergence, way);
        }
        other.join();
    }

    private static final Executor ASIDE = task -> {
        var thread = new Thread(task, "critic");
        thread.setDaemon(true);
        thread.start();
    };

    /** How a loss changes with the outputs for one row, of which {@code p} is the softmax. */
    private interface RowLoss {
        void slope(int row, double[] p, double[] into);
    }

    private RowLoss surrogate() {
        double unit = experience.spread();
        var loss = new PpoLoss(parameters.clip, parameters.floor, unit * parameters.entropy, unit * parameters.barrier);
        float[] old = experience.observations.probabilities;
        return (row, p, slope) ->
                loss.policy(p, old, experience.gained, experience.lost, row * actions, experience.visits[row], slope);
    }

    private RowLoss imitation() {
        var loss = new Imitation(example, experience.observations);
        return (row, p, slope) -> loss.policy(row, p, experience.visits[row], slope);
    }

    /**
     * @param unit what the loss is measured in
     * @param divergence mean, of the new policy from the old one, after which there is no further pass
     */
    private void learnPolicy(int[] rows, RowLoss loss, double unit, double divergence, Passes way) {
        Observations seen = experience.observations;
        double samples =
                IntStream.of(rows).mapToDouble(row -> experience.visits[row]).sum();
        var watched = new Passes.Loss() {
            private final double[] slope = new double[actions];
            private double diverged;

            @Override
            public boolean again() {
                boolean near = diverged < divergence;
                diverged = 0;
                return near;
            }

            @Override
            public void slope(int row, double[] outputs, int at) {
                double[] p = PpoLoss.softmax(outputs, at, seen.legal, row * actions, actions);
                loss.slope(row, p, slope);
                double moved = PpoLoss.divergence(p, seen.probabilities, row * actions);
                diverged += experience.visits[row] / samples * moved;
                System.arraycopy(slope, 0, outputs, at, actions);
            }
        };
        way.over(rows, policy, watched, unit, Seeds.stream(Seeds.of(seed, -2 * plays - 1)));
    }

    private void learnValues(int[] rows, Passes way) {
        Passes.Loss squares = (row, outputs, at) ->
                outputs[at] = (outputs[at] - scale.narrow(experience.targets[row])) * experience.visits[row];
        way.over(rows, critic, squares, 1, Seeds.stream(Seeds.of(seed, -2 * plays - 2)));
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public NetworkAgent policy() {
        return new NetworkAgent(experience.features(), policy.copy());
    }

    /**
     * Between two improvements, all else starts anew: environments from the seed and the number of plays.
     *
     * <pre>
     *   plays, steps                                     long
     *   mean and deviation of the scale                     double
     *   policy, critic                                      an int, and as many floats
     *   the attacks                                         {@link Experience#write}
     * </pre>
     */
    @Override
    public byte[] state() {
        float[][] networks = {policy.state(), critic.state()};
        int floats = 2 + networks[0].length + networks[1].length;
        var bytes = ByteBuffer.allocate(4 * Long.BYTES + Float.BYTES * floats + experience.size());
        bytes.putLong(plays).putLong(steps);
        bytes.putDouble(scale.mean()).putDouble(scale.deviation());
        for (float[] network : networks) {
            bytes.putInt(network.length);
            for (float x : network) bytes.putFloat(x);
        }
        experience.write(bytes);
        return bytes.array();
    }

    @Override
    public void restore(byte[] state) {
        try {
            var bytes = ByteBuffer.wrap(state);
            plays = bytes.getLong();
            steps = bytes.getLong();
            scale = new Scale(bytes.getDouble(), bytes.getDouble());
            for (TrainedNetwork network : List.of(policy, critic)) {
                float[] all = new float[bytes.getInt()];
                for (int i = 0; i < all.length; i++) all[i] = bytes.getFloat();
                network.restore(all);
            }
            experience.read(bytes);
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("what training could go on from is not that of PPO", e);
        }
    }
}
