package org.undermine.agents.exact;

import it.unimi.dsi.fastutil.chars.CharArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.shorts.ShortArrayList;
import java.util.Arrays;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/** A process on some of the states of another, by choices that stay there. */
record Sub(RatioMdp mdp) {
    static Sub of(RatioMdp whole, EndComponents.Part part) {
        ExplicitMdp table = whole.table();
        int[] number = new int[table.states()];
        Arrays.fill(number, -1);
        for (int i = 0; i < part.states().length; i++) number[part.states()[i]] = i;
        var firstChoice = new IntArrayList(new int[] {0});
        var firstOutcome = new IntArrayList(new int[] {0});
        var action = new ShortArrayList();
        var target = new IntArrayList();
        var probability = new CharArrayList();
        var payoff = new CharArrayList();
        for (int s : part.states()) {
            for (int c = table.firstChoice()[s]; c < table.firstChoice()[s + 1]; c++) {
                if (!part.choices().get(c)) continue;
                for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++) {
                    if (whole.probability(o) == 0) continue;
                    target.add(number[table.target()[o]]);
                    probability.add(table.probability()[o]);
                    payoff.add(table.payoff()[o]);
                }
                action.add(table.action()[c]);
                firstOutcome.add(target.size());
            }
            firstChoice.add(action.size());
        }
        var sub = new ExplicitMdp(
                firstChoice.toIntArray(),
                firstOutcome.toIntArray(),
                action.toShortArray(),
                target.toIntArray(),
                probability.toCharArray(),
                payoff.toCharArray(),
                table.probabilities(),
                table.payoffs(),
                table.unit());
        return new Sub(new RatioMdp(sub, whole.p(), whole.reward(), whole.clock()));
    }
}
