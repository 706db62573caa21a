package org.undermine.agents.exact;

import java.util.BitSet;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/** Processes that need no solving: nothing is ever earned (alpha 0), or everything is (alpha 1). */
final class Certain {
    private Certain() {}

    /** 0 or 1 where every policy has that ratio; NaN else. */
    static double ratio(RatioMdp mdp) {
        BitSet states = reachable(mdp);
        boolean nothing = true;
        boolean everything = true;
        ExplicitMdp table = mdp.table();
        for (int s = states.nextSetBit(0); s >= 0; s = states.nextSetBit(s + 1)) {
            int end = table.firstOutcome()[table.firstChoice()[s + 1]];
            for (int o = table.firstOutcome()[table.firstChoice()[s]]; o < end; o++) {
                if (mdp.probability(o) == 0) continue;
                nothing &= mdp.reward(o) == 0;
                everything &= mdp.reward(o) == mdp.clock(o);
            }
            if (!nothing && !everything) return Double.NaN;
        }
        return nothing ? 0 : 1;
    }

    /** The states that some policy reaches from the start with positive probability. */
    private static BitSet reachable(RatioMdp mdp) {
        ExplicitMdp table = mdp.table();
        var reached = new BitSet(table.states());
        int[] stack = new int[table.states()];
        int size = 1; // the start, state 0
        reached.set(0);
        while (size > 0) {
            int s = stack[--size];
            int end = table.firstOutcome()[table.firstChoice()[s + 1]];
            for (int o = table.firstOutcome()[table.firstChoice()[s]]; o < end; o++) {
                int t = table.target()[o];
                if (mdp.probability(o) == 0 || reached.get(t)) continue;
                reached.set(t);
                stack[size++] = t;
            }
        }
        return reached;
    }
}
