package org.undermine.agents.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.undermine.env.Seeds;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Objective;

/**
 * Deep Q-learning for a ratio.
 *
 * <p>The network learns what each action is worth: the discounted sum of reward - rho * progress, rho being the running
 * ratio of the environments that do not explore. Where rho settles, the policy that is best at rho earns rho, so it is
 * optimal (Dinkelbach 1967); the sums then neither grow nor fall in the long run, and the discount hardly matters.
 *
 * <p>From Mnih et al. 2015 (replay, a second network for targets), van Hasselt et al. 2016 (one network chooses, the
 * other judges), Lillicrap et al. 2016 (the second network is a running average of the first), Horgan et al. 2018
 * (attacks explore to different degrees; transitions of several steps). The average is also the policy: it earns
 * more and wavers less than the network of the moment.
 *
 * <p>The rules are known ({@link Foresight}): what steps earned counts without the luck, and in the first half of the budget
 * actions that were not taken are labelled too, by their next step. That finds attacks that do not pay before all of them has
 * been learnt. It is biased where states look alike and are not worth the same, so later only what was gained counts.
 */
public final class Dqn implements Learner {
    /**
     * @param hidden widths of the hidden layers
     * @param learningRate of Adam at the start; falls in proportion to the budget left, to a twentieth
     * @param averaging share of the average that an update keeps
     * @param discount what the next step's future is worth, below 1
     * @param reach greatest number of steps of a transition
     * @param batch transitions an update learns from
     * @param memory transitions remembered
     * @param warmUp steps taken at random before the first update
     * @param stepsPerUpdate steps in all environments between two updates
     * @param exploration share of random actions where it is greatest; a quarter of the environments takes none, the
     *     others have shares falling geometrically to a twentieth of this
     * @param window steps over which the running ratio forgets
     * @param unit values are learnt in multiples of so much reward
     */
    public record Parameters(
            List<Integer> hidden,
            FloatNetwork.Activation activation,
            double learningRate,
            double averaging,
            double discount,
            int reach,
            int batch,
            int memory,
            int warmUp,
            int stepsPerUpdate,
            double exploration,
            double window,
            double unit) {
        /** Measured on Nakamoto; {@code package-info} has the figures. */
        public static final Parameters DEFAULT = new Parameters(
                List.of(64, 64),
                FloatNetwork.Activation.RELU,
                2e-3,
                0.99,
                0.999,
                16,
                256,
                50_000,
                10_000,
                128,
                0.2,
                10_000,
                10);
    }

    private static final int ATTACKS = 32; // enough to explore to different degrees

    private static final double RANGE = 20; // between most and least exploration, first and last learning rate
    private static final double AHEAD = 0.5; // of the budget, in which what was not done is learnt, too
    private static final int BELIEVED = 10; // updates, until the average is asked anew what states are worth
    private static final float LARGEST_ERROR = 1; // in units; larger ones count as this (Huber)

    private final Parameters parameters;
    private final List<Explorer> explorers = new ArrayList<>();
    private final Foresight<?> process;
    private final RandomGenerator dice;
    private final Replay replay;
    private final Batch batch;
    private final TrainedNetwork trained;
    private FloatNetwork online;
    private FloatNetwork average;
    private double reward; // of the environments that do not explore, old steps fading
    private double progress;
    private long steps;
    private long updates;

    /** @param seed the same seed and number of improvements, the same policy */
    public Dqn(Mdp<?> model, Objective objective, double alpha, double gamma, Parameters parameters, long seed) {
        this.parameters = parameters;
        process = new Foresight<>(model, objective, alpha, gamma, parameters.discount);
        int actions = process.actions();
        dice = Seeds.stream(Seeds.of(seed, 0));
        Inputs inputs = process.inputs();
        replay = new Replay(parameters.memory, inputs.count(), actions);
        batch = new Batch(parameters.batch, inputs.count(), actions);
        int[] sizes = IntStream.concat(
                        IntStream.of(inputs.count()),
                        IntStream.concat(parameters.hidden.stream().mapToInt(h -> h), IntStream.of(actions)))
                .toArray();
        trained = new TrainedNetwork(parameters.activation, sizes, 0.999, dice.nextLong());
        online = average = trained.copy();
        for (int i = 0; i < ATTACKS; i++)
            explorers.add(new Explorer(
                    process, replay, exploration(i), parameters.reach, parameters.discount, Seeds.of(seed, i + 1)));
    }

    private double exploration(int i) {
        int greedy = ATTACKS / 4;
        return i < greedy ? 0 : parameters.exploration * Math.pow(RANGE, -(i - greedy) / (ATTACKS - greedy - 1.0));
    }

    @Override
    public void improve(double spent) {
        if (process.full()) {
            process.forget();
            replay.forgetStates();
            explorers.forEach(Explorer::restart);
        }
        for (long until = steps + parameters.stepsPerUpdate; steps < until; steps++)
            explore(explorers.get((int) (steps % explorers.size())));
        if (steps >= parameters.warmUp && replay.size() > 0) learn(spent);
    }

    private void explore(Explorer explorer) {
        explorer.step(steps < parameters.warmUp ? null : online);
        if (steps < parameters.warmUp || !explorer.greedy()) return;
        reward += explorer.reward() - reward / parameters.window;
        progress += explorer.progress() - progress / parameters.window;
    }

    private void learn(double spent) {
        batch.draw(replay, dice);
        Foresight<?> ahead = spent < AHEAD ? process : null;
        batch.label(replay, online, average, ahead, ratio(), parameters.unit, LARGEST_ERROR);
        trained.fit(batch.in, batch.labels, parameters.learningRate * (1 - spent + spent / RANGE));
        online = trained.copy();
        average = mix(average, online, parameters.averaging);
        if (++updates % BELIEVED == 0) process.believe(average, parameters.unit);
    }

    private static FloatNetwork mix(FloatNetwork old, FloatNetwork young, double kept) {
        float[] mixed = old.parameters();
        float[] latest = young.parameters();
        for (int i = 0; i < mixed.length; i++) mixed[i] += (float) (1 - kept) * (latest[i] - mixed[i]);
        return new FloatNetwork(old.activation(), old.sizes(), mixed);
    }

    /** The running ratio of the environments that do not explore. */
    public double ratio() {
        return progress == 0 ? 0 : reward / progress;
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public NetworkAgent policy() {
        return new NetworkAgent(process.features(), average);
    }
}
