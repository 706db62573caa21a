package org.undermine.agents.exact;

import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/**
 * The order in which the states of a process are gone through, whatever the policy. States found later come first, for attacks
 * mostly go on to states found later; those that can be done at the same time, because none of them leads on to another, are a
 * level.
 *
 * @param state in order
 * @param first where each level begins in it, and the end
 */
record Levels(int[] state, int[] first) {
    /** @param renewal from where nothing is followed: the cycle ends there */
    static Levels of(RatioMdp mdp, int renewal) {
        ExplicitMdp table = mdp.table();
        int n = table.states();
        int[] target = table.target();
        char[] symbol = table.probability();
        double[] p = mdp.p();
        int[] depth = new int[n];
        int deepest = 0;
        for (int s = n - 1; s >= 0; s--) {
            int above = -1;
            int end = table.firstOutcome()[table.firstChoice()[s + 1]];
            for (int o = table.firstOutcome()[table.firstChoice()[s]]; o < end; o++)
                if (target[o] > s && target[o] != renewal && p[symbol[o]] != 0)
                    above = Math.max(above, depth[target[o]]);
            depth[s] = above + 1;
            deepest = Math.max(deepest, above + 1);
        }
        int[] first = new int[deepest + 2];
        for (int d : depth) first[d + 1]++;
        for (int d = 0; d <= deepest; d++) first[d + 1] += first[d];
        int[] filled = first.clone();
        int[] state = new int[n];
        for (int s = n - 1; s >= 0; s--) state[filled[depth[s]]++] = s;
        return new Levels(state, first);
    }
}
