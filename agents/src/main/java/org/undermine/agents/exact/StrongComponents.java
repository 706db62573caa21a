package org.undermine.agents.exact;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.BitSet;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/** Sets of states that lead to each other by some choices (Tarjan 1972, without recursion). */
final class StrongComponents {
    private final RatioMdp mdp;
    private final ExplicitMdp table;
    private final BitSet allowed;
    private final int[] order; // of discovery, from 1; 0 where not yet found
    private final int[] low;
    private final int[] next; // the outcome to look at next
    private final int[] number;
    private final IntArrayList open = new IntArrayList();
    private final IntArrayList path = new IntArrayList();
    private int found;
    private int count;

    /** @param allowed choices that count */
    StrongComponents(RatioMdp mdp, BitSet allowed) {
        this.mdp = mdp;
        table = mdp.table();
        this.allowed = allowed;
        int n = table.states();
        order = new int[n];
        low = new int[n];
        next = new int[n];
        number = new int[n];
        Arrays.fill(number, -1);
    }

    /** The component of each state. */
    int[] numbers() {
        for (int s = 0; s < number.length; s++) if (order[s] == 0) from(s);
        return number;
    }

    private void from(int root) {
        enter(root);
        while (!path.isEmpty()) {
            int s = path.topInt();
            int t = successor(s);
            if (t >= 0 && order[t] == 0) enter(t);
            else if (t >= 0) {
                if (number[t] < 0) low[s] = Math.min(low[s], order[t]);
            } else {
                path.popInt();
                if (!path.isEmpty()) low[path.topInt()] = Math.min(low[path.topInt()], low[s]);
                if (low[s] == order[s]) close(s);
            }
        }
    }

    private void enter(int s) {
        order[s] = low[s] = ++found;
        next[s] = table.firstOutcome()[table.firstChoice()[s]];
        open.push(s);
        path.push(s);
    }

    private void close(int s) {
        int t;
        do {
            t = open.popInt();
            number[t] = count;
        } while (t != s);
        count++;
    }

    /** The next state that may follow; -1 where there is none left. */
    private int successor(int s) {
        int end = table.firstOutcome()[table.firstChoice()[s + 1]];
        while (next[s] < end) {
            int o = next[s]++;
            if (mdp.probability(o) > 0 && allowed.get(choice(s, o))) return table.target()[o];
        }
        return -1;
    }

    private int choice(int s, int o) {
        int c = table.firstChoice()[s];
        while (table.firstOutcome()[c + 1] <= o) c++;
        return c;
    }
}
