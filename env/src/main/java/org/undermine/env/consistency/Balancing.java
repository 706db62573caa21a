package org.undermine.env.consistency;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The attack: both values are kept in the race until each has k proofs. The attacker works for the value with fewer proofs, and
 * withholds what it finds. It lets an honest finder know of the other value only what it must, and of this one everything; where
 * that is not enough, it shows the finder as many withheld proofs as make a tie. If it has not got them, the proof is lost to the
 * other side.
 */
final class Balancing implements Attack {
    private static final int VALUES = 2;

    private final int k;
    private final double delay;
    private final int[] settled = new int[VALUES]; // proofs that all honest nodes know
    private final int[] heard = new int[VALUES]; // that at least one of them knows
    private final int[] withheld = new int[VALUES];
    private double[] shown; // when, in order
    private int[] value;
    private int first;
    private int last;
    private double now;

    Balancing(int k, double delay) {
        this.k = k;
        this.delay = delay;
        shown = new double[4 * k];
        value = new int[4 * k];
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
        for (int v = 0; v < VALUES; v++) settled[v] = heard[v] = withheld[v] = 0;
        first = last = 0;
        now = 0;
    }

    private void settle() {
        for (; first < last && shown[first] + delay <= now; first++) settled[value[first]]++;
    }

    private int total(int v) {
        return heard[v] + withheld[v];
    }

    /** The value with fewer proofs; of two equal ones that with less to show. */
    private int behind() {
        if (total(0) != total(1)) return total(0) < total(1) ? 0 : 1;
        return missing(0) <= missing(1) ? 0 : 1;
    }

    /** How many withheld proofs make a tie for {@code v} in the eyes of a finder who knows of the other what it must. */
    private int missing(int v) {
        return Math.max(0, settled[1 - v] - heard[v]);
    }

    private void honest() {
        int v = behind();
        int needed = missing(v);
        if (needed > withheld[v]) {
            show(1 - v);
            return;
        }
        for (int i = 0; i < needed; i++) show(v);
        withheld[v] -= needed;
        show(v);
    }

    private void show(int v) {
        if (last == shown.length) { // many proofs within a long delay
            shown = Arrays.copyOf(shown, 2 * last);
            value = Arrays.copyOf(value, 2 * last);
        }
        heard[v]++;
        shown[last] = now;
        value[last++] = v;
    }
}
