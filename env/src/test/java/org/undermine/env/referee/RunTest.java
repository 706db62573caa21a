package org.undermine.env.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.undermine.env.referee.Dag.A;
import static org.undermine.env.referee.Dag.D;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.undermine.protocols.Kind;
import org.undermine.protocols.View;

/** What holds of every run, and Nakamoto, which asks for hardly more. */
class RunTest {
    private final Referee nakamoto = Referees.of("nakamoto", Map.of());
    private final Dag dag = new Dag();

    private void refused(Entry last, String reason) {
        dag.block(A, 0);
        dag.add(last);
        dag.refused(nakamoto, reason);
    }

    @Test
    void a_parent_stands_before_its_child() {
        refused(new Entry(Kind.BLOCK, 2, new int[] {2}, A, 1), "parents stand before");
    }

    @Test
    void no_parent_is_named_twice() {
        refused(new Entry(Kind.BLOCK, 1, new int[] {1, 0, 1}, A, 1), "named twice");
    }

    @Test
    void there_is_one_genesis_block() {
        refused(new Entry(Kind.BLOCK, -1, new int[0], A, 1), "only the genesis block has no parents");
    }

    @Test
    void the_predecessor_comes_first() {
        refused(new Entry(Kind.BLOCK, 0, new int[] {1, 0}, A, 1), "named first");
    }

    @Test
    void a_block_of_a_chain_has_a_predecessor() {
        refused(new Entry(Kind.BLOCK, -1, new int[] {1}, A, 1), "has a predecessor");
    }

    @Test
    void a_summary_has_no_miner() {
        refused(new Entry(Kind.SUMMARY, 1, new int[] {1}, A, 1), "a summary has no miner");
    }

    @Test
    void a_block_has_a_miner() {
        refused(new Entry(Kind.BLOCK, 1, new int[] {1}, View.NOBODY, 1), "have a miner");
    }

    @Test
    void the_first_entry_is_genesis() {
        List<Entry> mined = List.of(new Entry(Kind.BLOCK, -1, new int[0], A, 1));
        assertThrows(AssertionError.class, () -> nakamoto.validate(mined));
        assertThrows(AssertionError.class, () -> nakamoto.validate(List.of()));
    }

    @Test
    void a_nakamoto_block_has_one_parent() {
        refused(new Entry(Kind.BLOCK, 1, new int[] {1, 0}, A, 1), "one parent");
    }

    @Test
    void nakamoto_has_no_votes() {
        refused(new Entry(Kind.VOTE, 1, new int[] {1}, A, 1), "BLOCKs, nothing else");
    }

    @Test
    void the_chain_that_ends_in_the_head_pays() {
        int a = dag.block(A, 0);
        int b = dag.block(D, a);
        dag.block(A, a);
        int d = dag.block(D, b);
        dag.pays(nakamoto, d, 1, 2, 3, 3);
        dag.pays(nakamoto, 0, 0, 0, 0, 0);
    }

    @Test
    void what_a_referee_does_not_know_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Referees.of("nakamotto", Map.of()));
        assertThrows(IllegalArgumentException.class, () -> Referees.of("nakamoto", Map.of("k", 2)));
        assertThrows(IllegalArgumentException.class, () -> Referees.of("parallel", Map.of("k", 2, "reward", "punish")));
        assertThrows(IllegalArgumentException.class, () -> Referees.of("parallel", Map.of()));
        assertEquals(10, Referees.names().size());
    }
}
