package org.undermine.agents.exact;

import it.unimi.dsi.fastutil.chars.CharArrayList;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.function.IntUnaryOperator;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/**
 * What is left of a process once a policy has decided: the states it reaches from the start, with one choice each, choice s
 * that of state s.
 *
 * @param mdp numbered in order of discovery
 * @param state the state of the whole process that each of these stands for
 */
record Chain(RatioMdp mdp, int[] state) {
    /** @param choice the policy's choice of a state of {@code whole}; asked once for each state that is reached */
    static Chain of(RatioMdp whole, IntUnaryOperator choice) {
        ExplicitMdp table = whole.table();
        var states = new IntArrayList(new int[] {0});
        var number = new Int2IntOpenHashMap();
        number.put(0, 0);
        var firstOutcome = new IntArrayList(new int[] {0});
        var target = new IntArrayList();
        var probability = new CharArrayList();
        var payoff = new CharArrayList();
        for (int s = 0; s < states.size(); s++) {
            int c = choice.applyAsInt(states.getInt(s));
            for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++) {
                if (whole.probability(o) == 0) continue;
                int next = number.computeIfAbsent(table.target()[o], t -> {
                    states.add(t);
                    return states.size() - 1;
                });
                target.add(next);
                probability.add(table.probability()[o]);
                payoff.add(table.payoff()[o]);
            }
            firstOutcome.add(target.size());
        }
        int[] oneChoice = new int[states.size() + 1];
        for (int s = 0; s < oneChoice.length; s++) oneChoice[s] = s;
        var reached = new ExplicitMdp(
                oneChoice,
                firstOutcome.toIntArray(),
                new short[states.size()],
                target.toIntArray(),
                probability.toCharArray(),
                payoff.toCharArray(),
                table.probabilities(),
                table.payoffs(),
                table.unit());
        return new Chain(new RatioMdp(reached, whole.p(), whole.reward(), whole.clock()), states.toIntArray());
    }
}
