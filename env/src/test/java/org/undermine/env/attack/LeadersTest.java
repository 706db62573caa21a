package org.undermine.env.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.Protocols;
import org.undermine.protocols.View;

/** Who leads in B_k as the engine's own dice have it: by its hash, every vote is as good as any other. */
class LeadersTest {
    private static final double ALPHA = 0.3;
    private static final int BLOCKS = 20_000;
    private static final double SIGMAS = 3.9; // one in 10,000

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void where_all_are_honest_every_vote_leads_as_often_and_the_attackers_by_its_share(int k) {
        Protocol parallel = Protocols.named("parallel").make().apply(Map.of("k", k, "reward", "constant"));
        var space = new FreeSpace(2 * k + 6, false, false, k, true, true);
        var attack = new Attack(parallel, space);
        var leaders = new Leaders(attack.at, k);
        attack.tell(leaders);
        var dice = new Chance.Dice(ALPHA, 0.5, new SplittableRandom(k));
        boolean[] legal = new boolean[space.actions().size()];
        while (leaders.blocks < BLOCKS) {
            space.legal(attack, legal);
            space.step(attack, honest(legal), dice);
        }
        assertEquals(0, leaders.missigned);
        double sigma = Math.sqrt(ALPHA * (1 - ALPHA) * leaders.blocks);
        assertEquals(ALPHA * leaders.blocks, leaders.attackers, SIGMAS * sigma);
        double expected = (double) leaders.blocks / k;
        double chiSquare = 0;
        for (int led : leaders.led) chiSquare += (led - expected) * (led - expected) / expected;
        assertTrue(chiSquare <= largest(k - 1), Arrays.toString(leaders.led) + ": chi-square " + chiSquare);
    }

    /** What chi-square of so many degrees of freedom exceeds once in 10,000 times, by Wilson and Hilferty. */
    private static double largest(int freedom) {
        double v = 2.0 / 9 / Math.max(1, freedom);
        return freedom * Math.pow(1 - v + 3.719 * Math.sqrt(v), 3);
    }

    /** Considers and releases everything, then continues. */
    private static int honest(boolean[] legal) {
        for (int action = legal.length - 1; action > 0; action--) if (legal[action]) return action;
        return 0;
    }

    /** Counts which of its k votes leads each block, the first one mined being number 0. */
    private static final class Leaders extends Witness {
        final int[] led;
        int blocks;
        int attackers;
        int missigned;

        private final BlockLog log;
        private final Position at;

        Leaders(Position at, int k) {
            this.at = at;
            log = new BlockLog(at, new SplittableRandom(0));
            led = new int[k];
        }

        @Override
        void appended(int b, boolean proof) {
            log.appended(b, proof);
            if (at.dag.kind(b) != Kind.BLOCK) return;
            BlockSet votes = at.dag.parents(b).without(at.dag.predecessor(b));
            int leader = at.hashes.smallest(votes, 1).first();
            int earlier = 0;
            for (int v = votes.first(); v >= 0; v = votes.next(v)) if (log.name(v) < log.name(leader)) earlier++;
            led[earlier]++;
            blocks++;
            if (at.dag.miner(leader) != at.dag.miner(b)) missigned++;
            if (at.dag.miner(b) == View.ATTACKER) attackers++;
        }

        @Override
        void clear() {
            log.clear();
        }

        @Override
        void renaming(int[] order, int count) {
            log.renaming(order, count);
        }

        @Override
        void proof() {}

        @Override
        void settled(int root, BlockSet kept) {}
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void a_later_vote_undercuts_a_leader_whose_rivals_are_forgotten_as_seldom_as_one_in_k_plus_1(int k) {
        undercuts(k, true);
        undercuts(k, false);
    }

    /** @param ranked whether votes are compared as they are mined, or all at once when somebody asks */
    private static void undercuts(int k, boolean ranked) {
        var dice = new Chance.Dice(ALPHA, 0.5, new SplittableRandom(k));
        int undercut = 0;
        for (int trial = 0; trial < BLOCKS; trial++) {
            var hashes = new Hashes();
            hashes.chance = dice;
            BlockSet votes = BlockSet.EMPTY;
            for (int vote = 0; vote < k; vote++) {
                if (ranked) hashes.rank(vote, votes);
                votes = votes.with(vote);
            }
            int leader = hashes.smallest(votes, 1).first();
            var remembered = new Hashes();
            remembered.chance = dice;
            remembered.take(hashes, new int[] {leader}, 1);
            remembered.rank(1, BlockSet.of(0));
            if (remembered.smallest(BlockSet.of(0).with(1), 1).contains(1)) undercut++;
        }
        double p = 1.0 / (k + 1);
        assertEquals(p * BLOCKS, undercut, SIGMAS * Math.sqrt(p * (1 - p) * BLOCKS), "k " + k + " ranked " + ranked);
    }
}
