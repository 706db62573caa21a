package org.undermine.agents.exact;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/** A state to which every policy comes back from everywhere, with probability one. */
final class Renewal {
    static final int NONE = -1;

    private Renewal() {}

    /**
     * Such a state among the start and what may follow it, the likeliest first: the more often it comes, the shorter are cycles.
     * {@link #NONE} if some policy avoids them all.
     */
    static int of(RatioMdp mdp) {
        ExplicitMdp table = mdp.table();
        if (unavoidable(mdp, 0)) return 0;
        int end = table.firstOutcome()[table.firstChoice()[1]];
        int[] likeliest = IntStream.range(0, end)
                .filter(o -> mdp.probability(o) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(o -> -mdp.probability(o)))
                .mapToInt(o -> table.target()[o])
                .toArray();
        for (int state : likeliest) if (unavoidable(mdp, state)) return state;
        return NONE;
    }

    /** Whether no policy, from any state, can stay away from {@code state} for ever. */
    private static boolean unavoidable(RatioMdp mdp, int state) {
        ExplicitMdp table = mdp.table();
        boolean[] caught =
                new boolean[table.states()]; // reaches the state with positive probability, whatever the policy
        caught[state] = true;
        int missing = table.states() - 1;
        for (boolean grew = true; grew && missing > 0; ) {
            grew = false;
            for (int s = table.states() - 1; s >= 0; s--) {
                if (caught[s] || avoids(mdp, caught, s)) continue;
                caught[s] = true;
                missing--;
                grew = true;
            }
        }
        return missing == 0;
    }

    /** Whether some choice of {@code s} leads to no state caught. */
    private static boolean avoids(RatioMdp mdp, boolean[] caught, int s) {
        ExplicitMdp table = mdp.table();
        for (int c = table.firstChoice()[s]; c < table.firstChoice()[s + 1]; c++) {
            boolean out = true;
            for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1] && out; o++)
                out = mdp.probability(o) == 0 || !caught[table.target()[o]];
            if (out) return true;
        }
        return false;
    }
}
