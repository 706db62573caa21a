package org.undermine.env;

import org.undermine.env.mdp.Bookmark;

/** Where n attacks stand, with what their learners have been paid for: what {@link Columns} do not show. */
final class Standings {
    /** Of running ratios: an attack has one for each cell of alpha and gamma. */
    final int cells;

    /** As {@link Resumable#place} says: -1 where a bookmark says where the attack stands. */
    final int[] places;

    final long[] randoms;

    /** Of episodes: {@link Episodes#luck}. */
    final long[] lucks;

    /** The one that the episode belongs to. */
    final int[] cell;

    /** The sums of running ratios, a row of cells for each attack; 0 progress where it has not begun. */
    final double[] rewards;

    final double[] progress;

    private final Bookmark[] marks;

    Standings(int n, int cells) {
        this.cells = cells;
        places = new int[n];
        randoms = new long[n];
        lucks = new long[n];
        cell = new int[n];
        rewards = new double[Math.multiplyExact(n, cells)];
        progress = new double[n * cells];
        marks = new Bookmark[n];
    }

    /** Every running ratio of attack {@code i} starts again. */
    void forget(int i) {
        java.util.Arrays.fill(progress, i * cells, (i + 1) * cells, 0);
    }

    Bookmark mark(int i) {
        if (marks[i] == null) marks[i] = new Bookmark();
        return marks[i];
    }
}
