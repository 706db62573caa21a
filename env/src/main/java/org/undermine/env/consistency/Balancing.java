package org.undermine.env.consistency;

import java.util.random.RandomGenerator;

/**
 * The attack: both values are kept in the race until each has k proofs. The attacker works for the value with fewer proofs, and
 * withholds what it finds. It lets an honest finder know of the other value only what it must, and of this one everything; where
 * that is not enough, it shows the finder as many withheld proofs as make a tie. If it has not got them, the proof is lost to the
 * other side, and in a chain it is wasted at a height that is taken, if possible.
 */
final class Balancing implements Attack {
    private static final int VALUES = 2;

    private final Proofs proofs;
    private final int k;
    private final double delay;
    private final int[] settled = new int[VALUES]; // what all honest nodes know: proofs, or the height of a chain
    private final int[] public_ = new int[VALUES]; // what at least one of them knows
    private final int[] withheld = new int[VALUES];
    private final double[] shown; // when, a ring
    private final int[] value;
    private final int[] level; // settled, once everybody knows this
    private int first;
    private int last;
    private double now;

    Balancing(Proofs proofs, int k, double delay) {
        this.proofs = proofs;
        this.k = k;
        this.delay = delay;
        int room = 8 * k + 8;
        shown = new double[room];
        value = new int[room];
        level = new int[room];
    }

    /** Whether two honest nodes commit to different values. */
    @Override
    public boolean fails(Tilt tilt, RandomGenerator random) {
        clear();
        tilt.start();
        while (true) {
            tilt.draw(random);
            now += tilt.gap();
            settle();
            if (Math.max(settled[0], settled[1]) >= k) return false;
            if (tilt.own()) withheld[behind()]++;
            else honest();
            if (total(0) >= k && total(1) >= k) return true;
        }
    }

    private void clear() {
        for (int v = 0; v < VALUES; v++) settled[v] = public_[v] = withheld[v] = 0;
        first = last = 0;
        now = 0;
    }

    private void settle() {
        for (; first < last && shown[first] + delay <= now; first++)
            settled[value[first]] = Math.max(settled[value[first]], level[first]);
    }

    private int total(int v) {
        return public_[v] + withheld[v];
    }

    /** The value with fewer proofs; of two equal ones that with less to show. */
    private int behind() {
        if (total(0) != total(1)) return total(0) < total(1) ? 0 : 1;
        return missing(0) <= missing(1) ? 0 : 1;
    }

    /** How many withheld proofs make a tie for {@code v} in the eyes of a finder who knows of the other what it must. */
    private int missing(int v) {
        return Math.max(0, settled[1 - v] - public_[v]);
    }

    private void honest() {
        int v = behind();
        if (missing(v) > withheld[v]) {
            lost(1 - v);
            return;
        }
        int needed =
                proofs == Proofs.PARALLEL ? missing(v) : withheld[v]; // a chain is extended at its end or not at all
        for (int i = 0; i < needed; i++) show(v);
        withheld[v] -= needed;
        show(v);
    }

    private void lost(int v) {
        boolean wasted = proofs == Proofs.SEQUENTIAL && settled[v] < public_[v];
        if (!wasted) show(v);
    }

    private void show(int v) {
        public_[v]++;
        shown[last] = now;
        value[last] = v;
        level[last++] = public_[v];
    }
}
