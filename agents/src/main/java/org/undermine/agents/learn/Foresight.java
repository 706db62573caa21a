package org.undermine.agents.learn;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Objective;

/**
 * A process that is played, at one alpha and gamma, by someone who knows its rules: what a step can be expected to earn, and how
 * much of what follows is luck.
 *
 * <p>Luck is by how much what followed is better than what was to be expected, as a network sees it. Its mean is 0 whatever
 * the network says, so it may be taken away from what was earned (Burch et al. 2018, AIVAT).
 */
final class Foresight<S> {
    private static final int FULL = 1 << 20; // states

    private final Mdp<S> model;
    private final Inputs inputs;
    private final Terms terms;
    private final double discount;
    private final int actions;
    private Atlas<S> atlas;
    private FloatNetwork judge; // null where nobody says what states are worth
    private double unit;
    private int judges; // so far
    private int[] judgedBy = new int[0]; // of each state, the number of the judge who said its worth
    private float[] worth = new float[0]; // as the judge says, in units

    /** @param discount what the next step's future is worth */
    Foresight(Mdp<S> model, Objective objective, double alpha, double gamma, double discount) {
        this.model = model;
        inputs = new Inputs(model.features());
        terms = new Terms(alpha, gamma, objective, model.unit());
        this.discount = discount;
        actions = model.actions().size();
        atlas = new Atlas<>(model);
    }

    Inputs inputs() {
        return inputs;
    }

    int actions() {
        return actions;
    }

    List<Feature> features() {
        return model.features();
    }

    /** @param unit what an output of 1 is worth, in reward */
    void believe(FloatNetwork network, double unit) {
        judge = network;
        this.unit = unit;
        judges++;
    }

    /** Whether too much is known of the process to keep it all. */
    boolean full() {
        return atlas.size() > FULL;
    }

    /** Forgets every state but the first, whose number is 0. */
    void forget() {
        atlas = new Atlas<>(model);
        judgedBy = new int[0];
    }

    /** What networks see there. */
    float[] look(int state) {
        float[] seen = new float[model.features().size()];
        atlas.observe(state, seen);
        float[] in = new float[inputs.count()];
        inputs.of(seen, in);
        return in;
    }

    /** Which actions may be taken there. */
    boolean[] legal(int state) {
        atlas.visit(state);
        terms.learn(atlas.probabilities(), atlas.payoffs());
        boolean[] legal = new boolean[actions];
        for (int c = atlas.firstChoice(state); c < atlas.endChoice(state); c++) legal[atlas.action(c)] = true;
        return legal;
    }

    /**
     * What each action is worth if only its next step is looked at, in reward.
     *
     * @param ratio the worth of a unit of progress
     * @param into double[actions], written where an action is legal; nowhere while there is no judge
     */
    void lookAhead(int state, double ratio, double[] into) {
        if (judge == null) return;
        for (int c = atlas.firstChoice(state); c < atlas.endChoice(state); c++) {
            double sum = 0;
            for (int o = atlas.firstOutcome(c); o < atlas.endOutcome(c); o++) {
                double p = terms.p[atlas.probability(o)];
                int paid = atlas.payoff(o);
                if (p > 0)
                    sum += p * (terms.reward[paid] - ratio * terms.clock[paid] + discount * worth(atlas.target(o)));
            }
            into[atlas.action(c)] = sum;
        }
    }

    /** One step, by dice. @param action a legal one */
    Step step(int state, int action, RandomGenerator dice) {
        int c = atlas.firstChoice(state);
        while (atlas.action(c) != action) c++;
        double left = dice.nextDouble();
        int next = -1;
        double reward = 0;
        double progress = 0;
        double expected = 0;
        for (int o = atlas.firstOutcome(c); o < atlas.endOutcome(c); o++) {
            double p = terms.p[atlas.probability(o)];
            if (p == 0) continue;
            reward += p * terms.reward[atlas.payoff(o)];
            progress += p * terms.clock[atlas.payoff(o)];
            expected += p * worth(atlas.target(o));
            if (left >= 0) next = atlas.target(o);
            left -= p;
        }
        return new Step(next, reward, progress, worth(next) - expected);
    }

    /**
     * @param next state
     * @param reward expected
     * @param progress expected
     * @param luck by how much {@code next} is worth more than could be expected, in reward
     */
    record Step(int next, double reward, double progress, double luck) {}

    private double worth(int state) {
        if (judge == null) return 0;
        if (state >= worth.length || judgedBy.length != worth.length) {
            worth = Arrays.copyOf(worth, Math.max(worth.length, 2 * atlas.size()));
            judgedBy = Arrays.copyOf(judgedBy, worth.length);
        }
        if (judgedBy[state] != judges) {
            float[] outputs = judge.apply(look(state));
            judgedBy[state] = judges;
            worth[state] = outputs[NetworkAgent.best(outputs, 0, legal(state), 0, outputs.length)];
        }
        return unit * worth[state];
    }
}
