package org.undermine.agents.exact;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/**
 * The maximal end components of a process (de Alfaro 1997): sets of states in which a policy can stay for ever and go from each
 * state to each. Whatever a policy does, it ends up in one of them.
 */
final class EndComponents {
    private final RatioMdp mdp;
    private final ExplicitMdp table;
    private final BitSet kept = new BitSet(); // choices that lead out of no component
    private int[] component;
    private int count;

    private EndComponents(RatioMdp mdp, IntPredicate allowed) {
        this.mdp = mdp;
        table = mdp.table();
        for (int c = 0; c < table.choices(); c++) if (allowed.test(c)) kept.set(c);
    }

    /** The components of the process that is left where only some choices are allowed: states and choices of each, in order. */
    static List<Part> of(RatioMdp mdp, IntPredicate allowed) {
        return new EndComponents(mdp, allowed).find();
    }

    /** A component. */
    record Part(int[] states, BitSet choices) {}

    private List<Part> find() {
        boolean changed = true;
        while (changed) {
            component = new StrongComponents(mdp, kept).numbers();
            changed = false;
            for (int s = 0; s < table.states(); s++)
                for (int c = table.firstChoice()[s]; c < table.firstChoice()[s + 1]; c++)
                    if (kept.get(c) && leaves(s, c)) {
                        kept.clear(c);
                        changed = true;
                    }
        }
        return parts();
    }

    private boolean leaves(int s, int c) {
        for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++)
            if (mdp.probability(o) > 0 && component[table.target()[o]] != component[s]) return true;
        return false;
    }

    private List<Part> parts() {
        for (int number : component) count = Math.max(count, number + 1);
        var states = new IntArrayList[count];
        var choices = new BitSet[count];
        for (int s = 0; s < table.states(); s++) {
            int from = table.firstChoice()[s];
            int to = table.firstChoice()[s + 1];
            if (kept.nextSetBit(from) < 0 || kept.nextSetBit(from) >= to) continue; // transient
            int i = component[s];
            if (states[i] == null) {
                states[i] = new IntArrayList();
                choices[i] = new BitSet();
            }
            states[i].add(s);
            for (int c = from; c < to; c++) if (kept.get(c)) choices[i].set(c);
        }
        var parts = new ArrayList<Part>();
        for (int i = 0; i < count; i++) if (states[i] != null) parts.add(new Part(states[i].toIntArray(), choices[i]));
        return parts;
    }
}
