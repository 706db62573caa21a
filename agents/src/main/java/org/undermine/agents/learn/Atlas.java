package org.undermine.agents.learn;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.undermine.env.mdp.Index;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Payoff;
import org.undermine.env.mdp.Probability;

/**
 * The part of a process that attacks have come to: states, numbered as they are met, and for those that were visited all that
 * can follow. Of a process that no table would hold, too. In rows like {@link org.undermine.env.mdp.ExplicitMdp}'s.
 */
final class Atlas<S> {
    private static final int UNKNOWN = -1;

    private final Mdp<S> model;
    private final Index<S> states = new Index<>();
    private final IntArrayList firstChoice = new IntArrayList(); // of each state; UNKNOWN where it was not visited
    private final IntArrayList choices = new IntArrayList(); // how many
    private final IntArrayList actions = new IntArrayList(); // of each choice
    private final IntArrayList firstOutcome = new IntArrayList(List.of(0));
    private final IntArrayList targets = new IntArrayList(); // of each outcome
    private final IntArrayList probability = new IntArrayList();
    private final IntArrayList payoff = new IntArrayList();
    private final Map<Probability, Integer> probabilityNumbers = new HashMap<>();
    private final Map<Payoff, Integer> payoffNumbers = new HashMap<>();
    private final List<Probability> probabilities = new ArrayList<>();
    private final List<Payoff> payoffs = new ArrayList<>();
    private final Mdp.Choices<S> listener = new Mdp.Choices<>() {
        @Override
        public void choice(int action) {
            actions.add(action);
            firstOutcome.add(targets.size());
        }

        @Override
        public void outcome(Probability p, S next, Payoff paid) {
            targets.add(number(next));
            probability.add(symbol(p, probabilityNumbers, probabilities));
            payoff.add(symbol(paid, payoffNumbers, payoffs));
            firstOutcome.set(actions.size(), targets.size());
        }
    };

    Atlas(Mdp<S> model) {
        this.model = model;
        number(model.start());
    }

    private static <T> int symbol(T symbol, Map<T, Integer> numbers, List<T> all) {
        Integer known = numbers.putIfAbsent(symbol, all.size());
        if (known != null) return known;
        all.add(symbol);
        return all.size() - 1;
    }

    private int number(S state) {
        int s = states.add(state);
        if (s == firstChoice.size()) {
            firstChoice.add(UNKNOWN);
            choices.add(0);
        }
        return s;
    }

    /** States met; state 0 is where attacks start. */
    int size() {
        return states.size();
    }

    /** Finds out what can follow, once. */
    void visit(int state) {
        if (firstChoice.getInt(state) != UNKNOWN) return;
        firstChoice.set(state, actions.size());
        model.explore(states.states().get(state), listener);
        choices.set(state, actions.size() - firstChoice.getInt(state));
    }

    int firstChoice(int state) {
        return firstChoice.getInt(state);
    }

    int endChoice(int state) {
        return firstChoice.getInt(state) + choices.getInt(state);
    }

    int action(int choice) {
        return actions.getInt(choice);
    }

    int firstOutcome(int choice) {
        return firstOutcome.getInt(choice);
    }

    int endOutcome(int choice) {
        return firstOutcome.getInt(choice + 1);
    }

    int target(int outcome) {
        return targets.getInt(outcome);
    }

    int probability(int outcome) {
        return probability.getInt(outcome);
    }

    int payoff(int outcome) {
        return payoff.getInt(outcome);
    }

    List<Probability> probabilities() {
        return probabilities;
    }

    List<Payoff> payoffs() {
        return payoffs;
    }

    Mdp<S> model() {
        return model;
    }

    void observe(int state, float[] into) {
        model.observe(states.states().get(state), into, 0);
    }
}
