package org.undermine.agents.learn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.undermine.env.Env;
import org.undermine.env.Seeds;

/**
 * One environment being explored: acts by a network, at random now and then, and remembers transitions of several
 * steps.
 *
 * <p>A transition ends early before an action taken at random that the network would not have taken, so that its sums
 * are those of the network's policy (Watkins 1989). The attack never ends, and is never started anew.
 */
final class Explorer {
    private final Env env;
    private final Inputs inputs;
    private final Replay replay;
    private final RandomGenerator dice;
    private final double exploration;
    private final int reach;
    private final double discount;
    private final Deque<Step> trail = new ArrayDeque<>(); // steps from which no transition has been remembered yet
    private final float[] observation;
    private final boolean[] legal;
    private float[] now;

    private record Step(float[] in, int action, double reward, double progress) {}

    /**
     * @param exploration share of actions taken at random
     * @param reach greatest number of steps of a transition
     */
    Explorer(Env env, Inputs inputs, Replay replay, double exploration, int reach, double discount, long seed) {
        this.env = env;
        this.inputs = inputs;
        this.replay = replay;
        this.exploration = exploration;
        this.reach = reach;
        this.discount = discount;
        dice = Seeds.stream(Seeds.of(seed, 1));
        observation = new float[env.features().size()];
        legal = new boolean[env.actions().size()];
        env.reset(Seeds.of(seed, 0));
        look();
    }

    private void look() {
        env.observe(observation, 0);
        env.legal(legal);
        now = new float[inputs.count()];
        inputs.of(observation, now);
    }

    /** @param network what to act by; null to act at random */
    void step(FloatNetwork network) {
        int wanted = network == null ? -1 : NetworkAgent.best(network.apply(now), 0, legal, 0, legal.length);
        int action = network == null || dice.nextDouble() < exploration ? any() : wanted;
        if (action != wanted) while (!trail.isEmpty()) remember();
        env.step(action);
        trail.add(new Step(now, action, env.reward(), env.progress()));
        look();
        if (trail.size() == reach) remember();
    }

    private int any() {
        int skip = 0;
        for (boolean may : legal) if (may) skip++;
        skip = dice.nextInt(skip);
        int action = 0;
        while (!legal[action] || skip-- > 0) action++;
        return action;
    }

    /** The transition from the first step of the trail to now. */
    private void remember() {
        double reward = 0;
        double progress = 0;
        double weight = 1;
        for (Step step : trail) {
            reward += weight * step.reward;
            progress += weight * step.progress;
            weight *= discount;
        }
        Step first = trail.remove();
        replay.add(first.in, first.action, reward, progress, weight, now, legal);
    }

    /** Whether it never explores: what it earns is what its network earns. */
    boolean greedy() {
        return exploration == 0;
    }

    /** The attacker's reward in the last step. */
    double reward() {
        return env.reward();
    }

    double progress() {
        return env.progress();
    }
}
