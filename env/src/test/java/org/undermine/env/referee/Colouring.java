package org.undermine.env.referee;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * GhostDAG's algorithm 1, for the past of every block in turn, parents first.
 *
 * <p>Blue(past(b)) begins with all of blue(past(s)) and s, where s is the parent of b with most blue blocks in its past; so
 * it is enough to keep, for each block, s and the blue blocks of the anticone of s. These form a chain of small groups,
 * and a walk down this chain meets the newest blue blocks first. It may end at the first s in the past of the block that
 * is asked about: the rest of the chain is in the past of that s.
 *
 * <p>Whether one block is an ancestor of another is read from a list, per block, of the earlier blocks that are not its
 * ancestors. It is no longer than the anticone of the block, so memory grows with the length of the run times the width of
 * the DAG, not with the square of the length. Blocks that the tips do not refer to are left out from the start: a block
 * withheld for ever would be in the anticone of all that come after it.
 */
final class Colouring {
    private final Run run;
    private final int k;
    /** From places here, dense, to places in the run. A place past the last one is for the block that would name all tips. */
    private final int[] entry;

    private final int[][] parents;
    private final int[][] notPast;
    private final int[] height;
    private final int[] best;
    private final int[] score;
    private final int[][] merged;

    /** @param tips of these and their pasts the coloured DAG consists; none is an ancestor of another */
    Colouring(Run run, int k, int[] tips) {
        this.run = run;
        this.k = k;
        this.entry = withPast(run, tips);
        int n = entry.length;
        parents = new int[n + 1][];
        notPast = new int[n + 1][];
        height = new int[n + 1];
        best = new int[n + 1];
        score = new int[n + 1];
        merged = new int[n + 1][];
        for (int b = 0; b <= n; b++) {
            parents[b] = dense(b < n ? run.parents(entry[b]) : tips);
            notPast[b] = notPast(b);
            for (int p : parents[b]) height[b] = Math.max(height[b], height[p] + 1);
            colour(b);
        }
    }

    /** The blue blocks of the whole DAG, as places in the run. */
    List<Integer> blue() {
        List<Integer> blue = new ArrayList<>();
        for (int b = entry.length; b != 0; b = best[b]) {
            blue.add(entry[best[b]]);
            for (int m : merged[b]) blue.add(entry[m]);
        }
        return blue;
    }

    private void colour(int b) {
        best[b] = -1;
        merged[b] = new int[0];
        if (b == 0) return;
        int s = parents[b][0];
        for (int p : parents[b])
            if (score[p] > score[s] || score[p] == score[s] && p != s && run.smaller(entry[p], entry[s])) s = p;
        best[b] = s;
        for (int candidate : anticoneOfBest(b)) {
            if (!staysCluster(b, candidate)) continue;
            merged[b] = Arrays.copyOf(merged[b], merged[b].length + 1);
            merged[b][merged[b].length - 1] = candidate;
        }
        score[b] = score[s] + 1 + merged[b].length;
    }

    /** Past of b without s and the past of s, by height and hash. */
    private int[] anticoneOfBest(int b) {
        int s = best[b];
        return IntStream.concat(Arrays.stream(notPast[s]), IntStream.range(s + 1, b))
                .filter(c -> inPast(c, b))
                .boxed()
                .sorted((x, y) -> height[x] != height[y]
                        ? Integer.compare(height[x], height[y])
                        : run.smaller(entry[x], entry[y]) ? -1 : 1)
                .mapToInt(c -> c)
                .toArray();
    }

    /** Whether no block has more than k others in its anticone, in blue(past(b)) as far as it is known, and the candidate. */
    private boolean staysCluster(int b, int candidate) {
        List<Integer> anticone = blueAnticone(b, candidate, k);
        if (anticone.size() > k) return false;
        for (int blue : anticone) if (blueAnticone(b, blue, k - 1).size() > k - 1) return false;
        return true;
    }

    /** The blocks of blue(past(b)) in the anticone of x; the walk ends early once they are more than {@code enough}. */
    private List<Integer> blueAnticone(int b, int x, int enough) {
        List<Integer> anticone = new ArrayList<>();
        for (int c = b; ; c = best[c]) {
            for (int m : merged[c]) if (unrelated(m, x)) anticone.add(m);
            if (anticone.size() > enough || inPast(best[c], x)) return anticone;
            if (unrelated(best[c], x)) anticone.add(best[c]);
        }
    }

    private boolean unrelated(int x, int y) {
        return x != y && !inPast(x, y) && !inPast(y, x);
    }

    private boolean inPast(int ancestor, int b) {
        return ancestor < b && Arrays.binarySearch(notPast[b], ancestor) < 0;
    }

    /** The places before b that are not in its past: before any parent p these are p's, without the other parents' pasts. */
    private int[] notPast(int b) {
        if (b == 0) return new int[0];
        int newest = Arrays.stream(parents[b]).max().getAsInt();
        return IntStream.concat(Arrays.stream(notPast[newest]), IntStream.range(newest + 1, b))
                .filter(x -> Arrays.stream(parents[b]).noneMatch(p -> x == p || inPast(x, p)))
                .toArray();
    }

    private int[] dense(int[] places) {
        return Arrays.stream(places).map(p -> Arrays.binarySearch(entry, p)).toArray();
    }

    private static int[] withPast(Run run, int[] tips) {
        boolean[] in = new boolean[run.size()];
        for (int tip : tips) in[tip] = true;
        for (int i = run.size() - 1; i > 0; i--) if (in[i]) for (int p : run.parents(i)) in[p] = true;
        return IntStream.range(0, run.size()).filter(i -> in[i]).toArray();
    }
}
