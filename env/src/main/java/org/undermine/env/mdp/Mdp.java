package org.undermine.env.mdp;

import java.util.List;

/**
 * A finite Markov decision process given by its rules.
 *
 * @param <S> states; equal states are the same state, so {@code equals} and {@code hashCode} must agree with the model
 */
public interface Mdp<S> {
    /** A state from which every other state of interest is reached. */
    S start();

    /** What the actions are called; an action is its place in this list. */
    List<String> actions();

    /** Tells what may be done in {@code state} and what may follow. At least one choice, in a fixed order. */
    void explore(S state, Choices<S> choices);

    /** What a person or a learner sees of a state. */
    List<Feature> features();

    /** Writes one number for each of {@link #features}, within its range, into {@code into} from {@code offset}. */
    void observe(S state, float[] into, int offset);

    /** How many units of a {@link Payoff} make one reward. */
    default int unit() {
        return 1;
    }

    /** Who listens to {@link Mdp#explore}. */
    interface Choices<S> {
        /** Opens the next choice: {@code action} is allowed. Its outcomes follow; their probabilities sum to one. */
        void choice(int action);

        void outcome(Probability probability, S next, Payoff payoff);
    }
}
