package org.undermine.env.network;

import java.util.random.RandomGenerator;

/** Draws who finds a proof-of-work, by shares, with one toss (Walker's alias method). */
final class Lottery {
    private final RandomGenerator random;
    private final double[] keeps; // with this probability a ticket wins for itself, else for its alias
    private final int[] alias;

    /** @param shares add up to 1 */
    Lottery(double[] shares, RandomGenerator random) {
        this.random = random;
        int n = shares.length;
        keeps = new double[n];
        alias = new int[n];
        int[] small = new int[n];
        int[] large = new int[n];
        int smalls = 0;
        int larges = 0;
        for (int i = 0; i < n; i++) {
            keeps[i] = shares[i] * n;
            alias[i] = i;
            if (keeps[i] < 1) small[smalls++] = i;
            else large[larges++] = i;
        }
        while (smalls > 0 && larges > 0) {
            int poor = small[--smalls];
            int rich = large[larges - 1];
            alias[poor] = rich;
            keeps[rich] -= 1 - keeps[poor];
            if (keeps[rich] < 1) {
                larges--;
                small[smalls++] = rich;
            }
        }
        while (smalls > 0) keep(small[--smalls]);
        while (larges > 0) keep(large[--larges]);
    }

    /** What is left over by rounding. */
    private void keep(int i) {
        if (keeps[i] > 0.5) keeps[i] = 1;
    }

    int draw() {
        double toss = random.nextDouble() * keeps.length;
        int ticket = (int) toss;
        return toss - ticket < keeps[ticket] ? ticket : alias[ticket];
    }
}
