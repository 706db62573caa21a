package org.undermine.env.referee;

import static org.undermine.env.referee.Dag.A;
import static org.undermine.env.referee.Dag.D;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tree-style parallel proof-of-work and Tailstorm: validity and hand-made counts. */
class TreeRefereeTest {
    private final Dag dag = new Dag();

    private static Referee tree(int k, String reward) {
        return Referees.of("tree-parallel", Map.of("k", k, "reward", reward));
    }

    private static Referee storm(int k, String reward) {
        return Referees.of("tailstorm", Map.of("k", k, "reward", reward));
    }

    /** A trunk by the attacker with a leaf of each on it, and a vote of a defender aside. The leaves are 2 and 3. */
    private void fork(long attackers, long defenders) {
        int trunk = dag.vote(50, A, 0);
        dag.vote(attackers, A, trunk);
        dag.vote(defenders, D, trunk);
        dag.vote(1, D, 0);
    }

    @Test
    void tree_schemes_with_two_deepest_branches() {
        fork(7, 8);
        int b = dag.block(D, 0, 2, 3, 4);
        dag.pays(tree(5, "constant"), b, 2, 3, 5, 5);
        dag.pays(tree(5, "discount"), b, 2 * 3 / 5.0, 3 * 3 / 5.0, 5, 5);
        dag.pays(tree(5, "punish"), b, 2, 1, 5, 5);
        dag.pays(tree(5, "hybrid"), b, 2 * 3 / 5.0, 3 / 5.0, 5, 5);
        dag.pays(tree(5, "block"), b, 0, 5, 5, 5);
    }

    @Test
    void the_deepest_branch_is_that_with_the_smaller_leaf() {
        fork(-8, 8);
        int b = dag.block(D, 0, 2, 3, 4);
        dag.pays(tree(5, "punish"), b, 1, 2, 5, 5);
        int s = dag.summary(0, 2, 3, 4);
        dag.all.remove(b);
        dag.pays(storm(4, "punish"), s - 1, 1, 1, 4, 4);
    }

    @Test
    void tailstorm_schemes_with_two_deepest_branches() {
        fork(7, 8);
        int s = dag.summary(0, 2, 3, 4);
        dag.pays(storm(4, "constant"), s, 2, 2, 4, 4);
        dag.pays(storm(4, "discount"), s, 1, 1, 4, 4);
        dag.pays(storm(4, "punish"), s, 2, 0, 4, 4);
        dag.pays(storm(4, "hybrid"), s, 1, 0, 4, 4);
    }

    @Test
    void k_1_pays() {
        int b = dag.block(A, dag.block(D, 0));
        for (String reward : new String[] {"constant", "block", "discount", "punish", "hybrid"})
            dag.pays(tree(1, reward), b, 1, 1, 2, 2);
        Dag other = new Dag();
        int s = other.summary(0, other.vote(1, A, 0));
        s = other.summary(s, other.vote(2, D, s));
        for (String reward : new String[] {"constant", "discount", "punish", "hybrid"})
            other.pays(storm(1, reward), s, 1, 1, 2, 2);
    }

    @Test
    void tree_a_block_names_leaves_or_all_votes() {
        fork(7, 8);
        dag.block(A, 0, 1, 2, 3, 4);
        tree(5, "constant").validate(dag.all);
        dag.block(A, 0, 1, 2, 3);
        dag.refused(tree(5, "constant"), "on 3 votes, not on 4");
    }

    @Test
    void tree_a_block_names_no_part_of_the_inner_votes() {
        int u = dag.vote(1, A, 0);
        int v = dag.vote(2, A, u);
        int w = dag.vote(3, A, v);
        dag.block(A, 0, w, u);
        dag.refused(tree(4, "constant"), "names the leaves");
    }

    @Test
    void a_summary_names_its_leaves_and_nothing_else() {
        fork(7, 8);
        dag.summary(0, 1, 2, 3, 4);
        dag.refused(storm(4, "constant"), "names the leaves");
    }

    @Test
    void a_summary_stands_on_k_votes() {
        fork(7, 8);
        dag.summary(0, 2, 3);
        dag.refused(storm(4, "constant"), "on 3 votes, not on 4");
        dag.refused(storm(2, "constant"), "on 3 votes, not on 2");
    }

    @Test
    void votes_are_on_the_predecessor() {
        int u = dag.vote(1, A, 0);
        int s = dag.summary(0, u);
        dag.summary(s, u);
        dag.refused(storm(1, "constant"), "vote " + u + " is for entry 0");
        dag.all.remove(3);
        dag.summary(0, s);
        dag.refused(storm(1, "constant"), "entry " + s + ", which is no vote");
    }

    @Test
    void a_vote_has_one_parent() {
        int u = dag.vote(1, A, 0);
        dag.vote(2, A, u, 0);
        dag.refused(storm(2, "constant"), "a vote has one parent");
        dag.refused(tree(2, "constant"), "a vote has one parent");
    }

    @Test
    void a_block_or_summary_extends_no_vote() {
        int u = dag.vote(1, A, 0);
        int v = dag.vote(2, A, u);
        dag.summary(u, v);
        dag.refused(storm(1, "constant"), "the predecessor is no vote");
        dag.all.remove(3);
        dag.block(A, u, v);
        dag.refused(tree(2, "constant"), "the predecessor is no vote");
        dag.refused(storm(1, "constant"), "nothing else");
    }
}
