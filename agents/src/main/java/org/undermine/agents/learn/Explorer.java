package org.undermine.agents.learn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.undermine.env.Seeds;

/**
 * One attack being explored: acts by a network, at random now and then, and remembers transitions of several steps, with the
 * luck taken out of what they earned.
 *
 * <p>A transition ends early before an action taken at random that the network would not have taken, so that its sums
 * are those of the network's policy (Watkins 1989).
 */
final class Explorer {
    private final Foresight<?> process;
    private final Replay replay;
    private final RandomGenerator dice;
    private final double exploration;
    private final int reach;
    private final double discount;
    private final Deque<Taken> trail = new ArrayDeque<>(); // steps from which no transition has been remembered yet
    private int state;
    private float[] now;
    private boolean[] legal;
    private Foresight.Step last;

    private record Taken(int state, float[] in, int action, Foresight.Step step) {}

    /**
     * @param exploration share of actions taken at random
     * @param reach greatest number of steps of a transition
     */
    Explorer(Foresight<?> process, Replay replay, double exploration, int reach, double discount, long seed) {
        this.process = process;
        this.replay = replay;
        this.exploration = exploration;
        this.reach = reach;
        this.discount = discount;
        dice = Seeds.stream(seed);
        look();
    }

    private void look() {
        now = process.look(state);
        legal = process.legal(state);
    }

    /** Starts the attack anew. */
    void restart() {
        while (!trail.isEmpty()) remember();
        state = 0;
        look();
    }

    /** @param network what to act by; null to act at random */
    void step(FloatNetwork network) {
        int wanted = network == null ? -1 : NetworkAgent.best(network.apply(now), 0, legal, 0, legal.length);
        int action = network == null || dice.nextDouble() < exploration ? any() : wanted;
        if (action != wanted) while (!trail.isEmpty()) remember();
        last = process.step(state, action, dice);
        trail.add(new Taken(state, now, action, last));
        state = last.next();
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
        for (Taken taken : trail) {
            reward += weight * (taken.step.reward() - discount * taken.step.luck());
            progress += weight * taken.step.progress();
            weight *= discount;
        }
        Taken first = trail.remove();
        replay.add(first.state, first.in, first.action, reward, progress, weight, now, legal);
    }

    /** Whether it never explores: what it earns is what its network earns. */
    boolean greedy() {
        return exploration == 0;
    }

    /** The attacker's reward in the last step, without luck. */
    double reward() {
        return last.reward() - last.luck();
    }

    double progress() {
        return last.progress();
    }
}
