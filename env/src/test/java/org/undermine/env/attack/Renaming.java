package org.undermine.env.attack;

import java.util.Random;
import org.undermine.protocols.BlockSet;

/** Other numberings of the same blocks. */
final class Renaming {
    private Renaming() {}

    /** A random order in which parents come first. */
    static int[] any(Dag dag, Random random) {
        int[] order = new int[dag.size()];
        BlockSet placed = BlockSet.EMPTY;
        for (int i = 0; i < order.length; i++) {
            int b = random.nextInt(order.length);
            while (placed.contains(b) || !placed.containsAll(dag.parents(b))) b = random.nextInt(order.length);
            order[i] = b;
            placed = placed.with(b);
        }
        return order;
    }
}
