package org.undermine.env.referee;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.undermine.protocols.Kind;

/** GhostDAG: a block names all tips its finder knows. */
final class HonestGhostDag extends HonestPlay {
    private int[] firstChild = new int[16];

    HonestGhostDag(double alpha, double lag, RandomGenerator rng) {
        super(alpha, lag, rng);
    }

    @Override
    void mine(int known, int miner) {
        int place = all.size();
        firstChild = Arrays.copyOf(firstChild, Math.max(firstChild.length, place * 2));
        firstChild[place] = Integer.MAX_VALUE;
        if (place == 1) firstChild[0] = Integer.MAX_VALUE;
        int[] tips = tips(known);
        for (int tip : tips) firstChild[tip] = Math.min(firstChild[tip], place);
        append(new Entry(Kind.BLOCK, -1, tips, miner, rng.nextLong()));
    }

    /** What is named by nothing known. Whatever is MAX_LAG entries older than a known block is known to its finder, and named. */
    private int[] tips(int known) {
        int[] tips = new int[0];
        for (int b = Math.max(0, known - MAX_LAG - 2); b < known; b++) {
            if (firstChild[b] < known) continue;
            tips = Arrays.copyOf(tips, tips.length + 1);
            tips[tips.length - 1] = b;
        }
        return tips;
    }

    /** There is no preferred block; this keeps genesis. */
    @Override
    long[] rank(int block, int known) {
        return new long[0];
    }
}
