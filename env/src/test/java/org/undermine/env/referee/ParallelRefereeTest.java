package org.undermine.env.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.undermine.env.referee.Dag.A;
import static org.undermine.env.referee.Dag.D;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.undermine.protocols.Kind;
import org.undermine.protocols.View;

/** B_k: validity, hand-made counts, and the leaders of honest runs. */
class ParallelRefereeTest {
    private final Referee constant = Referees.of("parallel", Map.of("k", 2));
    private final Referee block = Referees.of("parallel", Map.of("k", 2, "reward", "block"));
    private final Dag dag = new Dag();

    @Test
    void hashes_are_unsigned() {
        int large = dag.vote(-1, A, 0);
        int small = dag.vote(5, D, 0);
        dag.block(A, 0, small, large);
        dag.refused(constant, "smallest vote, entry 2");
    }

    @Test
    void the_schemes_pay_votes_or_leader() {
        int large = dag.vote(-1, A, 0);
        int small = dag.vote(5, D, 0);
        dag.vote(1, A, 0);
        int b = dag.block(D, 0, large, small);
        int c = dag.block(A, b, dag.vote(6, A, b), dag.vote(7, D, b));
        dag.pays(constant, c, 2, 2, 4, 4);
        dag.pays(block, c, 2, 2, 4, 4);
        dag.pays(constant, b, 1, 1, 2, 2);
        dag.pays(block, b, 0, 2, 2, 2);
    }

    @Test
    void votes_are_for_the_predecessor() {
        int b = dag.block(A, 0, dag.vote(1, A, 0), dag.vote(2, A, 0));
        int late = dag.vote(3, A, 0);
        dag.block(A, b, dag.vote(4, A, b), late);
        dag.refused(constant, "vote " + late + " is for entry 0, not for its predecessor");
    }

    @Test
    void there_are_k_votes() {
        int v = dag.vote(1, A, 0);
        dag.block(A, 0, v);
        dag.refused(constant, "on 1 votes, not on 2");
        dag.all.remove(2);
        dag.block(A, 0, v, dag.vote(2, A, 0), dag.vote(3, A, 0));
        dag.refused(constant, "on 3 votes, not on 2");
    }

    @Test
    void hashes_ascend_strictly() {
        dag.block(A, 0, dag.vote(1, A, 0), dag.vote(1, D, 0));
        dag.refused(constant, "same hash");
    }

    @Test
    void a_block_names_votes_only() {
        int b = dag.block(A, 0, dag.vote(1, A, 0), dag.vote(2, A, 0));
        dag.block(A, 0, dag.vote(3, A, 0), b);
        dag.refused(constant, "entry " + b + ", which is no vote");
    }

    @Test
    void a_vote_is_for_one_block() {
        int v = dag.vote(1, A, 0);
        dag.vote(2, A, v);
        dag.refused(constant, "a vote is for a block");
        dag.all.remove(2);
        int b = dag.block(A, 0, v, dag.vote(2, A, 0));
        dag.vote(3, A, b, 0);
        dag.refused(constant, "one parent");
    }

    @Test
    void a_block_extends_a_block() {
        int v = dag.vote(1, A, 0);
        dag.block(A, v, dag.vote(2, A, 0), dag.vote(3, A, 0));
        assertThrows(AssertionError.class, () -> constant.validate(dag.all));
        dag.all.remove(4);
        dag.summary(0, v);
        dag.refused(constant, "nothing else");
    }

    @Test
    void a_vote_is_no_head() {
        int v = dag.vote(1, A, 0);
        assertThrows(AssertionError.class, () -> constant.count(dag.all, v));
    }

    @Test
    void with_everybody_honest_every_vote_leads_as_often() {
        long seed = 21;
        double alpha = 0.3;
        int blocks = 4_000;
        for (int k : new int[] {2, 5}) {
            var rng = new SplittableRandom(seed);
            List<Entry> all = new HonestProposals(false, k, alpha, 0, rng).play(blocks * k);
            int[] led = new int[k];
            int attackers = 0;
            for (Entry e : all) {
                if (e.kind() == Kind.VOTE || e.miner() == View.NOBODY) continue;
                int[] votes = votes(e);
                int leader = smallest(all, votes);
                led[leader]++;
                if (all.get(votes[leader]).miner() == View.ATTACKER) attackers++;
                assertEquals(all.get(votes[leader]).miner(), e.miner());
            }
            double expected = (double) blocks / k;
            double chiSquare = IntStream.of(led)
                    .mapToDouble(n -> (n - expected) * (n - expected) / expected)
                    .sum();
            String setting = "k " + k + " seed " + seed;
            assertTrue(chiSquare < k - 1 + 5 * Math.sqrt(2.0 * (k - 1)), setting + " chi-square " + chiSquare);
            assertEquals(alpha, (double) attackers / blocks, 4 * Math.sqrt(alpha * (1 - alpha) / blocks), setting);
        }
    }

    private static int[] votes(Entry block) {
        return IntStream.of(block.parents()).skip(1).sorted().toArray();
    }

    private static int smallest(List<Entry> all, int[] votes) {
        return IntStream.range(0, votes.length)
                .boxed()
                .min(Comparator.comparing(i -> all.get(votes[i]).hash(), Long::compareUnsigned))
                .get();
    }

    /** With lag, votes come after the block on the first k; each may lead a block that replaces it. */
    @Test
    void a_later_vote_undercuts_with_frequency_one_in_k_plus_one() {
        long seed = 22;
        for (int k : new int[] {2, 4}) {
            var play = new HonestProposals(false, k, 0.3, 0.4, new SplittableRandom(seed));
            List<Entry> all = play.play(8_000);
            int late = 0;
            int undercut = 0;
            int replaced = 0;
            for (int b = 0; b < all.size(); b++) {
                if (all.get(b).kind() == Kind.VOTE) continue;
                List<Integer> votes = play.votes(b, all.size());
                if (votes.size() <= k) continue;
                late++;
                int first = smallest(all, votes.stream().mapToInt(v -> v).toArray());
                if (votes.stream().limit(k + 1).min(play::byHash).get().equals(votes.get(k))) undercut++;
                if (first >= k && play.children(b, all.size(), Kind.BLOCK).size() > 1) replaced++;
            }
            double p = 1.0 / (k + 1);
            String setting = "k " + k + " seed " + seed;
            assertEquals(p, (double) undercut / late, 4 * Math.sqrt(p * (1 - p) / late), setting);
            assertTrue(replaced > late * p / 2, setting + ": " + replaced + " blocks replaced of " + late);
        }
    }
}
