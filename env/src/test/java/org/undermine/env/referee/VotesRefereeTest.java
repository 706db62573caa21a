package org.undermine.env.referee;

import static org.undermine.env.referee.Dag.A;
import static org.undermine.env.referee.Dag.D;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Simple and DAG-style parallel proof-of-work: validity and hand-made counts. */
class VotesRefereeTest {
    private final Dag dag = new Dag();

    private static Referee simple(int k, String reward) {
        return Referees.of("simple-parallel", Map.of("k", k, "reward", reward));
    }

    private static Referee dag(int k, String reward) {
        return Referees.of("dag-parallel", Map.of("k", k, "reward", reward));
    }

    @Test
    void simple_a_block_holds_k_less_one_votes_of_its_predecessor() {
        int u = dag.vote(1, A, 0);
        int v = dag.vote(2, D, 0);
        int b = dag.block(D, 0, u, v);
        dag.pays(simple(3, "constant"), b, 1, 2, 3, 3);
        dag.pays(simple(3, "block"), b, 0, 3, 3, 3);
        dag.refused(simple(2, "constant"), "on 2 votes, not on 1");
        dag.block(D, b, u, v);
        dag.refused(simple(3, "constant"), "is for entry 0, not for its predecessor");
    }

    @Test
    void simple_a_vote_is_for_one_block() {
        int v = dag.vote(1, A, 0);
        dag.vote(2, A, v);
        dag.refused(simple(3, "constant"), "a vote is for a block");
    }

    @Test
    void simple_k_1_is_nakamoto() {
        int b = dag.block(A, dag.block(D, dag.block(A, 0)));
        dag.pays(simple(1, "constant"), b, 2, 1, 3, 3);
        dag.pays(simple(1, "block"), b, 2, 1, 3, 3);
        dag.pays(dag(1, "discount"), b, 2, 1, 3, 3);
    }

    /** u and v side by side, w on both: w relates to two others, u and v to one each. */
    private int diamond() {
        int u = dag.vote(1, A, 0);
        int v = dag.vote(2, D, 0);
        int w = dag.vote(3, D, 0, u, v);
        return dag.block(A, 0, w);
    }

    @Test
    void dag_targeted_discount_pays_for_what_confirms_and_is_confirmed() {
        int b = diamond();
        dag.pays(dag(4, "constant"), b, 2, 2, 4, 4);
        dag.pays(dag(4, "block"), b, 4, 0, 4, 4);
        dag.pays(dag(4, "discount"), b, 5 / 3.0, 5 / 3.0, 4, 4);
    }

    @Test
    void dag_a_chain_is_paid_in_full() {
        int v = dag.vote(1, A, 0);
        for (int hash = 2; hash < 8; hash++) v = dag.vote(hash, D, 0, v);
        dag.pays(dag(8, "discount"), dag.block(D, 0, v), 1, 7, 8, 8);
    }

    @Test
    void dag_votes_outside_the_quorum_confirm_nothing() {
        int u = dag.vote(1, A, 0);
        int v = dag.vote(2, D, 0);
        dag.vote(3, D, 0, u, v);
        dag.pays(dag(3, "discount"), dag.block(D, 0, u, v), 0.5, 1.5, 3, 3);
    }

    @Test
    void dag_a_block_may_name_all_of_its_votes() {
        int b = diamond();
        dag.all.remove(b);
        b = dag.block(A, 0, 3, 2, 1);
        dag.pays(dag(4, "constant"), b, 2, 2, 4, 4);
        dag.block(A, 0, 3, 1);
        dag.refused(dag(4, "constant"), "names the leaves");
    }

    @Test
    void dag_quorums_are_counted_with_what_they_confirm() {
        diamond();
        dag.refused(dag(2, "constant"), "on 3 votes, not on 1");
        dag.refused(dag(5, "constant"), "on 3 votes, not on 4");
    }

    @Test
    void dag_a_vote_names_its_block_and_tips() {
        int u = dag.vote(1, A, 0);
        int v = dag.vote(2, A, 0, u);
        dag.vote(3, D, 0, v, u);
        dag.refused(dag(4, "constant"), "names the leaves");
        dag.all.remove(3);
        dag.vote(3, D, u);
        dag.refused(dag(4, "constant"), "its block first");
    }

    @Test
    void dag_a_vote_confirms_votes_for_its_own_block() {
        int u = dag.vote(1, A, 0);
        int b = dag.block(A, 0, u);
        dag.vote(3, D, b, u);
        dag.refused(dag(2, "constant"), "is for entry 0, not for its predecessor");
    }
}
