package org.undermine.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GhostDagTest {
    private static int block(Ledger ledger, long hash, int... parents) {
        return ledger.append(new Draft(Draft.NONE, set(parents), Kind.BLOCK), View.DEFENDER, hash);
    }

    private static BlockSet set(int... blocks) {
        BlockSet set = BlockSet.EMPTY;
        for (int b : blocks) set = set.with(b);
        return set;
    }

    /** B, C, D, E on the root A; F on B, C; H on C, D, E; I on E; J on F, H; K on B, H, I; L on D, I; M on F, K. */
    @Test
    void a_dag_coloured_by_hand() {
        var dag = new Ledger(new GhostDag(3), 1);
        int b = block(dag, 1, 0), c = block(dag, 2, 0), d = block(dag, 3, 0), e = block(dag, 4, 0);
        int f = block(dag, 5, b, c), h = block(dag, 6, c, d, e), i = block(dag, 7, e);
        int j = block(dag, 8, f, h), k = block(dag, 9, b, h, i), l = block(dag, 10, d, i), m = block(dag, 11, f, k);
        View all = dag.view(View.DEFENDER, 0);
        var rules = new GhostDag(3);
        assertEquals(set(j, l, m), rules.mine(all).parents());
        assertEquals(5, rules.height(all, rules.mine(all)));
        assertEquals(set(b, f, i, l), rules.referable(all, h));
        // H passes on A, C, D, E. B has four blue blocks in its anticone, I three: K passes on A, C, D, E, H, I. F
        // has five. J would be the fourth in I's, L has four in its own.
        assertEquals(set(0, c, d, e, h, i, k, m), rules.history(all));
    }

    /** With k = 0 two blocks at one height cannot both be blue: what is left is the longest chain. */
    @Test
    void k_zero_is_the_longest_chain() {
        var dag = new Ledger(new GhostDag(0), 1);
        int a = block(dag, 1, 0), b = block(dag, 2, 0), c = block(dag, 3, b);
        assertEquals(set(0, b, c), new GhostDag(0).history(dag.view(View.DEFENDER, 0)));
        int d = block(dag, 4, a, c);
        assertEquals(set(0, b, c, d), new GhostDag(0).history(dag.view(View.DEFENDER, 0)));
    }

    @ParameterizedTest
    @CsvSource({"10, 20, 1", "20, 10, 2"})
    void a_tie_goes_to_the_smaller_hash(long first, long second, int winner) {
        var dag = new Ledger(new GhostDag(0), 1);
        block(dag, first, 0);
        block(dag, second, 0);
        assertEquals(set(0, winner), new GhostDag(0).history(dag.view(View.DEFENDER, 0)));
    }

    /** k + 1 miners at a time, each knowing all but what the others make now. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 8})
    void honest_blocks_are_blue(int k) {
        var rules = new GhostDag(k);
        var dag = new Ledger(rules, 1);
        int blocks = 1;
        for (int round = 0; round < 3; round++) {
            Draft draft = rules.mine(dag.view(View.DEFENDER, 0));
            for (int i = 0; i <= k; i++, blocks++) dag.append(draft, View.DEFENDER);
        }
        var questions = new AtomicInteger();
        View all = Growth.counting(dag.view(View.DEFENDER, 0), questions);
        assertEquals(BlockSet.below(blocks), rules.history(all));
        assertEquals(0, questions.get());
        dag.append(new Draft(Draft.NONE, set(0), Kind.BLOCK), View.ATTACKER); // kept back for too long
        assertEquals(
                k == 0 ? 4 : 1 + 3 * (k + 1),
                rules.history(dag.view(View.DEFENDER, 0)).size());
    }

    /** x is red. The tips c and d see the same blue blocks: whichever goes first, the other fits. */
    @Test
    void asks_for_hashes_only_where_they_decide() {
        var dag = new Ledger(new GhostDag(1), 1);
        int a = block(dag, 1, 0), b = block(dag, 2, a), x = block(dag, 3, 0);
        int c = block(dag, 4, b, x), d = block(dag, 5, b, x);
        var questions = new AtomicInteger();
        View all = Growth.counting(dag.view(View.DEFENDER, 0), questions);
        assertEquals(set(0, a, b, c, d), new GhostDag(1).history(all));
        assertEquals(0, questions.get());
        block(dag, 6, b, x); // one too many beside c and d
        all = Growth.counting(dag.view(View.DEFENDER, 0), questions);
        assertEquals(set(0, a, b, c, d), new GhostDag(1).history(all));
        assertNotEquals(0, questions.get());
    }

    @Test
    void the_head_is_not_used_and_every_blue_block_is_one_unit() {
        var dag = new Ledger(new GhostDag(3), 1);
        int a = dag.append(Draft.extending(0), View.ATTACKER);
        var rules = new GhostDag(3);
        View view = dag.view(View.DEFENDER, 0);
        assertEquals(0, rules.prefer(view, a));
        int[] paid = new int[3];
        rules.coinbase(view, a, (miner, amount) -> paid[miner] += amount);
        assertEquals(1, paid[View.ATTACKER]);
        assertEquals(1, rules.progress(view, a));
        assertEquals(1, rules.k());
    }
}
