package org.undermine.agents.exact;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/**
 * The best long-run ratio of a process of any shape: with transient states, periods and several sets of states to stay in.
 *
 * <p>A policy ends up in an {@link EndComponents end component}; each is solved for itself by {@link Solver}. No policy earns
 * more than the best of them, and who reaches that one with probability one earns it. Where chance decides whether the best is
 * reached, the answer depends on how ratios of different fates are weighed, and none is given.
 *
 * <p>Requires: the clock cannot stand still for ever. Else some policy has no ratio.
 */
public final class Anywhere {
    private final RatioMdp mdp;
    private final ExplicitMdp table;
    private final double epsilon;
    private final List<EndComponents.Part> parts;

    private Anywhere(RatioMdp mdp, double epsilon) {
        this.mdp = mdp;
        this.epsilon = epsilon;
        table = mdp.table();
        parts = EndComponents.of(mdp, c -> true);
    }

    /**
     * What was found.
     *
     * @param policy an action of each state, which leads to the best component and stays there
     * @param components how many there are
     */
    public record Answer(double lower, double upper, int[] policy, int components) {}

    /**
     * Solves and proves.
     *
     * @param mdp every state can be reached from state 0
     * @param epsilon the greatest upper - lower, from 1e-10 on
     * @throws IllegalArgumentException one line that names a state, if there is no answer or none of that width in doubles
     */
    public static Answer optimum(RatioMdp mdp, double epsilon) {
        return new Anywhere(mdp, epsilon).solve();
    }

    private Answer solve() {
        var still = EndComponents.of(mdp, this::stands);
        if (!still.isEmpty())
            throw new IllegalArgumentException("the clock can stand still for ever: "
                    + still.get(0).states().length + " states, state "
                    + still.get(0).states()[0]
                    + " among them, can be stayed in without moving it; such a policy has no ratio");
        double upper = Double.NEGATIVE_INFINITY;
        Optimum best = null;
        int[] choices = null;
        for (var part : parts) {
            var sub = Sub.of(mdp, part);
            Optimum optimum = Solver.optimum(sub.mdp(), parts.size() == 1 ? epsilon : epsilon / 2);
            upper = Math.max(upper, optimum.upper());
            int[] leading = leading(part);
            if (leading != null && (best == null || optimum.lower() > best.lower())) {
                best = optimum;
                choices = leading;
                for (int i = 0; i < part.states().length; i++)
                    choices[part.states()[i]] = table.choice(part.states()[i], optimum.policy()[i]);
            }
        }
        if (best == null || upper - best.lower() > epsilon)
            throw new IllegalArgumentException("the process is not unichain: it can end in " + parts.size()
                    + " sets of states for ever, and chance decides whether it ends in the best, whose ratio is up to "
                    + upper
                    + (best == null ? "" : ", while " + best.lower() + " can be had for certain"));
        int[] actions = new int[table.states()];
        for (int s = 0; s < actions.length; s++) actions[s] = table.action()[choices[s]];
        return new Answer(best.lower(), upper, actions, parts.size());
    }

    private boolean stands(int c) {
        for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++)
            if (mdp.probability(o) > 0 && mdp.clock(o) > 0) return false;
        return true;
    }

    /** A choice of each state by which {@code part} is reached with probability one from state 0; null if there is none. */
    private int[] leading(EndComponents.Part part) {
        var inside = new BitSet();
        for (int s : part.states()) inside.set(s);
        var alive = new BitSet(); // states from which it may still be reached for certain
        alive.set(0, table.states());
        while (true) {
            int[] choice = attracted(inside, alive);
            var reached = new BitSet();
            for (int s = 0; s < choice.length; s++) if (choice[s] >= 0) reached.set(s);
            if (!reached.get(0)) return null;
            if (reached.equals(alive)) {
                for (int s = 0; s < choice.length; s++) if (choice[s] < 0) choice[s] = table.firstChoice()[s];
                return choice;
            }
            alive = reached;
        }
    }

    /** By choices that never leave {@code alive}, a choice nearer to {@code inside}; -1 where there is none. */
    private int[] attracted(BitSet inside, BitSet alive) {
        int[] choice = new int[table.states()];
        Arrays.fill(choice, -1);
        for (int s = inside.nextSetBit(0); s >= 0; s = inside.nextSetBit(s + 1)) choice[s] = table.firstChoice()[s];
        for (boolean grew = true; grew; ) {
            grew = false;
            for (int s = table.states() - 1; s >= 0; s--) {
                if (choice[s] >= 0 || !alive.get(s)) continue;
                choice[s] = towards(s, choice, alive);
                grew |= choice[s] >= 0;
            }
        }
        return choice;
    }

    private int towards(int s, int[] choice, BitSet alive) {
        for (int c = table.firstChoice()[s]; c < table.firstChoice()[s + 1]; c++) {
            boolean stays = true;
            boolean nears = false;
            for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++) {
                if (mdp.probability(o) == 0) continue;
                stays &= alive.get(table.target()[o]);
                nears |= choice[table.target()[o]] >= 0;
            }
            if (stays && nears) return c;
        }
        return -1;
    }
}
