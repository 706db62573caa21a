package org.undermine.env.attack;

import java.util.Random;
import java.util.StringJoiner;
import org.undermine.protocols.BlockSet;

/** Other numberings of the same blocks. */
final class Orders {
    private Orders() {}

    /** A random order in which parents come first. */
    static int[] any(Dag dag, Random random) {
        int[] order = new int[dag.size()];
        BlockSet placed = BlockSet.EMPTY;
        for (int i = 0; i < order.length; i++) {
            BlockSet next = BlockSet.EMPTY;
            for (int b = 0; b < order.length; b++)
                if (!placed.contains(b) && placed.containsAll(dag.parents(b))) next = next.with(b);
            int b = next.first();
            for (int skip = random.nextInt(next.size()); skip > 0; skip--) b = next.next(b);
            order[i] = b;
            placed = placed.with(b);
        }
        return order;
    }

    /** The renaming of block b to {@code place[b]}, in words. */
    static String words(int[] place) {
        var moved = new StringJoiner(", ");
        for (int b = 0; b < place.length; b++) if (place[b] != b) moved.add("block " + b + " called " + place[b]);
        return moved.toString();
    }
}
