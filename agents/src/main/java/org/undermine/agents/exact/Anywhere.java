package org.undermine.agents.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/**
 * The best long-run ratio of a process of any shape: with transient states, periods and several sets of states to stay in.
 *
 * <p>A policy ends up in an {@link EndComponents end component}; each is solved for itself by {@link Solver}. No policy earns
 * more than the best of them, and who ends in one that is as good with probability one earns it. Where chance decides whether
 * such a one is reached, the answer depends on how ratios of different fates are weighed, and none is given.
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
     * @param policy an action of each state, which leads to a best component and stays there
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
        var optima = new ArrayList<Inside>();
        for (var part : parts)
            optima.add(new Inside(part, Solver.optimum(Sub.of(mdp, part), parts.size() == 1 ? epsilon : epsilon / 2)));
        optima.sort(Comparator.comparingDouble(i -> -i.optimum.lower()));
        double upper = optima.stream().mapToDouble(i -> i.optimum.upper()).max().orElseThrow();
        var good = new BitSet(); // the states of the best few
        for (Inside next : optima) {
            for (int s : next.part.states()) good.set(s);
            double lower = next.optimum.lower();
            int[] choices = leading(good);
            if (choices == null) continue;
            if (upper - lower > epsilon)
                throw new IllegalArgumentException("the process is not unichain: it can end in " + parts.size()
                        + " sets of states for ever, and chance decides in which; the best has a ratio of up to "
                        + upper
                        + ", for certain there is only " + lower);
            return new Answer(lower, upper, policy(choices, optima), parts.size());
        }
        throw new IllegalStateException("a process that ends nowhere");
    }

    /** The optimum of a component. */
    private record Inside(EndComponents.Part part, Optimum optimum) {}

    private int[] policy(int[] choices, List<Inside> optima) {
        int[] actions = new int[table.states()];
        for (int s = 0; s < actions.length; s++) if (choices[s] >= 0) actions[s] = table.action()[choices[s]];
        for (Inside i : optima)
            for (int n = 0; n < i.part.states().length; n++) {
                int s = i.part.states()[n];
                if (choices[s] < 0) actions[s] = i.optimum.policy()[n];
            }
        return actions;
    }

    private boolean stands(int c) {
        for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++)
            if (mdp.probability(o) > 0 && mdp.clock(o) > 0) return false;
        return true;
    }

    /**
     * A choice of each state by which {@code inside} is reached with probability one from state 0, -1 for those inside; null if
     * there is none.
     */
    private int[] leading(BitSet inside) {
        var alive = new BitSet(); // states from which it may still be reached for certain
        alive.set(0, table.states());
        while (alive.get(0)) {
            int[] choice = new int[table.states()];
            Arrays.setAll(choice, s -> inside.get(s) ? -1 : table.firstChoice()[s]);
            BitSet reached = attracted(inside, alive, choice);
            if (reached.equals(alive)) return choice;
            alive = reached;
        }
        return null;
    }

    /** The states that come to {@code inside} by choices that never leave {@code alive}, written into {@code choice}. */
    private BitSet attracted(BitSet inside, BitSet alive, int[] choice) {
        var reached = (BitSet) inside.clone();
        for (boolean grew = true; grew; ) {
            grew = false;
            for (int s = table.states() - 1; s >= 0; s--) {
                int c = reached.get(s) || !alive.get(s) ? -1 : towards(s, reached, alive);
                if (c < 0) continue;
                choice[s] = c;
                reached.set(s);
                grew = true;
            }
        }
        return reached;
    }

    private int towards(int s, BitSet reached, BitSet alive) {
        for (int c = table.firstChoice()[s]; c < table.firstChoice()[s + 1]; c++) {
            boolean stays = true;
            boolean nears = false;
            for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++) {
                if (mdp.probability(o) == 0) continue;
                stays &= alive.get(table.target()[o]);
                nears |= reached.get(table.target()[o]);
            }
            if (stays && nears) return c;
        }
        return -1;
    }
}
