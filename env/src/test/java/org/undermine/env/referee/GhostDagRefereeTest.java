package org.undermine.env.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.undermine.env.referee.Dag.A;
import static org.undermine.env.referee.Dag.D;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.undermine.protocols.Kind;

/** GhostDAG: validity, hand-made counts, and the incremental colouring against algorithm 1 word for word. */
class GhostDagRefereeTest {
    private final Dag dag = new Dag();

    private static Referee ghostdag(int k) {
        return Referees.of("ghostdag", Map.of("k", k));
    }

    @Test
    void parents_are_tips() {
        int a = dag.block(A, 0);
        int b = dag.block(D, a);
        dag.block(D, b, 0);
        dag.refused(ghostdag(1), "its parent 0 is an ancestor of another");
    }

    @Test
    void there_are_blocks_only() {
        dag.vote(1, A, 0);
        dag.refused(ghostdag(1), "BLOCKs, nothing else");
    }

    @Test
    void hashes_are_different() {
        dag.hashed(9, A, 0);
        dag.hashed(9, D, 0);
        dag.refused(ghostdag(1), "hash");
    }

    @Test
    void a_tie_goes_to_the_smaller_hash() {
        int a = dag.hashed(-9, A, 0);
        int d = dag.hashed(9, D, 0);
        dag.pays(ghostdag(0), Referee.WHOLE, 0, 1, 1, 1);
        dag.pays(ghostdag(1), Referee.WHOLE, 1, 1, 2, 2);
        dag.pays(ghostdag(0), a, 1, 0, 1, 1);
        int merge = dag.block(D, a, d);
        dag.pays(ghostdag(0), merge, 0, 2, 2, 2);
        dag.pays(ghostdag(1), merge, 1, 2, 3, 3);
    }

    /** A fork of two blocks, released beside three of the defenders: each has three in its anticone, so at k = 2 both are red. */
    @Test
    void a_withheld_fork_is_red() {
        int a = dag.hashed(1, A, dag.hashed(2, A, 0));
        int d = dag.hashed(5, D, dag.hashed(4, D, dag.hashed(3, D, 0)));
        int merge = dag.hashed(6, D, a, d);
        dag.pays(ghostdag(2), merge, 0, 4, 4, 4);
        dag.pays(ghostdag(3), merge, 2, 4, 6, 6);
    }

    @Test
    void the_colouring_is_that_of_algorithm_1() {
        int wide = 0;
        for (long seed = 0; seed < 250; seed++) {
            var rng = new SplittableRandom(seed);
            int size = 2 + rng.nextInt(12);
            Run run = anyDag(size, rng);
            int[] tips = GhostDagReferee.tips(run);
            if (tips.length > 1) wide++;
            for (int k = 0; k <= 3; k++) {
                Set<Integer> incremental = new TreeSet<>(new Colouring(run, k, tips).blue());
                Set<Integer> whole =
                        new TreeSet<>(IntStream.range(0, run.size()).boxed().toList());
                assertEquals(blue(run, whole, k), incremental, "seed " + seed + " k " + k);
            }
        }
        assertTrue(wide > 100, "DAGs with several tips: " + wide);
    }

    /** Blocks on up to three earlier ones at random: their finders may know very different parts of the DAG. */
    private static Run anyDag(int size, SplittableRandom rng) {
        List<Entry> all = new ArrayList<>(List.of(Entry.GENESIS));
        while (all.size() <= size) {
            Set<Integer> tips = new TreeSet<>();
            for (int i = rng.nextInt(3); i >= 0; i--)
                tips.add(Math.max(0, all.size() - 1 - rng.nextInt(1 + rng.nextInt(6))));
            Run before = new Run(all);
            for (int tip : List.copyOf(tips)) tips.removeAll(past(before, tip));
            int[] parents = tips.stream().mapToInt(t -> t).toArray();
            all.add(new Entry(Kind.BLOCK, -1, parents, D, rng.nextLong()));
        }
        ghostdag(0).validate(all);
        return new Run(all);
    }

    /** Algorithm 1, on sets. */
    private static Set<Integer> blue(Run run, Set<Integer> dag, int k) {
        if (dag.size() == 1) return dag;
        Set<Integer> tips = new TreeSet<>(dag);
        for (int b : dag) for (int p : run.parents(b)) tips.remove(p);
        Set<Integer> blue = Set.of();
        int best = -1;
        for (int tip : tips) {
            Set<Integer> candidate = blue(run, past(run, tip), k);
            int more = Integer.compare(candidate.size(), blue.size());
            if (best != -1 && (more < 0 || more == 0 && !run.smaller(tip, best))) continue;
            blue = candidate;
            best = tip;
        }
        blue = new TreeSet<>(blue);
        blue.add(best);
        List<Integer> anticone = new ArrayList<>(dag);
        anticone.remove((Integer) best);
        anticone.removeAll(past(run, best));
        anticone.sort(Comparator.<Integer, Integer>comparing(b -> height(run, b))
                .thenComparing(b -> run.all().get(b).hash(), Long::compareUnsigned));
        for (int b : anticone) {
            Set<Integer> more = new TreeSet<>(blue);
            more.add(b);
            if (cluster(run, more, k)) blue = more;
        }
        return blue;
    }

    private static boolean cluster(Run run, Set<Integer> blue, int k) {
        return blue.stream()
                .allMatch(x -> blue.stream()
                                .filter(y -> !x.equals(y))
                                .filter(y -> !past(run, x).contains(y)
                                        && !past(run, y).contains(x))
                                .count()
                        <= k);
    }

    private static Set<Integer> past(Run run, int b) {
        Set<Integer> past = new TreeSet<>();
        for (int p : run.parents(b)) if (past.add(p)) past.addAll(past(run, p));
        return past;
    }

    private static int height(Run run, int b) {
        return IntStream.of(run.parents(b)).map(p -> height(run, p) + 1).max().orElse(0);
    }

    @Test
    void long_runs_are_workable() {
        long seed = 41;
        List<Entry> all = new HonestGhostDag(0.3, 0.6, new SplittableRandom(seed)).play(20_000);
        Count count = ghostdag(3).count(all, Referee.WHOLE);
        assertTrue(count.progress() > 10_000 && count.progress() < 19_990, count + " seed " + seed);
    }
}
