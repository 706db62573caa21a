package org.undermine.env.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random regular graphs: ends of links are paired at random, each time with one that makes neither a loop nor a double link.
 *
 * @see <a href="https://doi.org/10.1017/S0963548399003867">Steger and Wormald 1999, Generating random regular graphs quickly</a>
 */
final class Pairing {
    private static final int TRIES = 200; // for one end to find another

    private Pairing() {}

    /** {@code n * degree / 2} links between nodes 0 to n - 1; null if the last ends would not fit together. */
    static List<int[]> of(int n, int degree, RandomGenerator random) {
        int[] ends = new int[n * degree];
        for (int i = 0; i < ends.length; i++) ends[i] = i / degree;
        var links = new ArrayList<int[]>();
        var taken = new HashSet<Long>();
        int failed = 0;
        for (int left = ends.length; left > 0; ) {
            int i = random.nextInt(left);
            int j = random.nextInt(left);
            int a = Math.min(ends[i], ends[j]);
            int b = Math.max(ends[i], ends[j]);
            if (a == b || !taken.add((long) a * n + b)) {
                if (++failed > TRIES) return null;
                continue;
            }
            failed = 0;
            links.add(new int[] {a, b});
            int last = Math.max(i, j);
            ends[last] = ends[--left];
            ends[Math.min(i, j)] = ends[--left];
        }
        return links;
    }
}
