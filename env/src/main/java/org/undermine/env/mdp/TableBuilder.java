package org.undermine.env.mdp;

import it.unimi.dsi.fastutil.chars.CharArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.shorts.ShortArrayList;
import java.util.List;

/** Grows the arrays of one {@link ExplicitMdp}; thrown away once it is built. */
final class TableBuilder {
    private static final double TOLERANCE = 1e-12;

    private final IntArrayList firstChoice = new IntArrayList(new int[] {0});
    private final IntArrayList firstOutcome = new IntArrayList();
    private final ShortArrayList action = new ShortArrayList();
    private final IntArrayList target = new IntArrayList();
    private final CharArrayList probability = new CharArrayList();
    private final CharArrayList payoff = new CharArrayList();
    private final Symbols<Probability> probabilities = new Symbols<>();
    private final Symbols<Payoff> payoffs = new Symbols<>();

    void choice(int a) {
        endChoice();
        firstOutcome.add(target.size());
        action.add((short) a);
    }

    void outcome(int next, Probability p, Payoff paid) {
        target.add(next);
        probability.add(probabilities.index(p));
        payoff.add(payoffs.index(paid));
    }

    void endState() {
        endChoice();
        if (action.size() == firstChoice.getInt(firstChoice.size() - 1))
            throw new IllegalStateException("state " + (firstChoice.size() - 1) + " allows no action");
        firstChoice.add(action.size());
    }

    /** Probabilities are polynomials in alpha and gamma; two that agree at a point of no special shape are one. */
    private void endChoice() {
        if (firstOutcome.isEmpty()) return;
        double sum = 0;
        for (int o = firstOutcome.getInt(firstOutcome.size() - 1); o < target.size(); o++)
            sum += probabilities.get(probability.getChar(o)).at(0.31415926535, 0.57721566490);
        if (Math.abs(sum - 1) > TOLERANCE)
            throw new IllegalStateException("probabilities of choice " + (action.size() - 1) + " sum to " + sum);
    }

    ExplicitMdp build(int unit) {
        firstOutcome.add(target.size());
        return new ExplicitMdp(
                firstChoice.toIntArray(),
                firstOutcome.toIntArray(),
                action.toShortArray(),
                target.toIntArray(),
                probability.toCharArray(),
                payoff.toCharArray(),
                List.copyOf(probabilities.all()),
                List.copyOf(payoffs.all()),
                unit);
    }
}
