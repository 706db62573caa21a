package org.undermine.agents.learn;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.undermine.env.Share;
import org.undermine.env.VectorEnv;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Objective;

/** What learning by {@link Ppo} consists of, each part by itself, to be timed: with its own networks, which learn nothing. */
public final class Parts {
    private static final double RATE = 1e-3;

    private final VectorEnv environments;
    private final Experience experience;
    private final float[] exploration;
    private final TrainedNetwork policy;
    private final TrainedNetwork critic;
    private final FloatNetwork acting;
    private final FloatNetwork judging;
    private final Random dice = new Random(1);
    private final Map<Integer, float[]> drawn = new HashMap<>();
    private final int inputs;
    private final int actions;

    private Parts(VectorEnv environments, Experience experience, Ppo.Parameters parameters) {
        this.environments = environments;
        this.experience = experience;
        exploration = new float[experience.attacks()];
        for (int i = exploration.length / 2; i < exploration.length; i++)
            exploration[i] = (float) parameters.leastExploration();
        inputs = experience.observations.width();
        actions = experience.actions();
        policy = network(parameters, actions);
        critic = network(parameters, 1);
        acting = policy.copy();
        judging = critic.copy();
    }

    /** By the rules, with dice. @param environments of {@link Ppo#environments}, of which half explore */
    public static Parts playing(VectorEnv environments, Ppo.Parameters parameters) {
        return new Parts(environments, new Rollout(environments), parameters);
    }

    /** Looking ahead. @param environments the same attacks, for {@link #step} */
    public static Parts walking(
            VectorEnv environments, Mdp<?> model, Objective objective, Share alpha, Share gamma, Ppo.Parameters p) {
        return new Parts(environments, new Walks<>(model, objective, alpha, gamma, p.attacks()), p);
    }

    private TrainedNetwork network(Ppo.Parameters parameters, int outputs) {
        int[] sizes = new int[parameters.hidden().size() + 2];
        sizes[0] = inputs;
        for (int l = 1; l <= parameters.hidden().size(); l++)
            sizes[l] = parameters.hidden().get(l - 1);
        sizes[sizes.length - 1] = outputs;
        return new TrainedNetwork(parameters.activation(), sizes, parameters.memory(), 1);
    }

    /** Environments and acting: {@code steps} steps of each environment from its start. */
    public void play(int steps) {
        experience.play(true, acting, judging, Scale.UNIT, steps, exploration, dice.nextLong());
    }

    /** What the steps last played say of each observation. */
    public void judge(Ppo.Parameters parameters) {
        experience.judge(parameters.discount(), parameters.lambda());
    }

    /** Environments alone: each takes the next legal action in turn. */
    public void step(int steps) {
        environments.reset(dice.nextLong());
        int[] taken = new int[environments.columns().n];
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < taken.length; i++) taken[i] = (t + i) % actions;
            environments.step(taken, true);
        }
    }

    /** Asks both networks about so many observations. */
    public void ask(int rows) {
        float[] in = numbers(rows);
        acting.apply(in, new float[rows * actions], rows);
        judging.apply(in, new float[rows], rows);
    }

    /** One step of Adam for the policy's network, by external errors, on so many rows. */
    public void update(int rows) {
        policy.fit(numbers(rows), new float[rows * actions], RATE);
    }

    /** Network inputs, the same each time: they take longer to draw than to ask about. */
    private float[] numbers(int rows) {
        return drawn.computeIfAbsent(rows, n -> {
            float[] in = new float[n * inputs];
            for (int i = 0; i < in.length; i++) in[i] = dice.nextFloat();
            return in;
        });
    }
}
