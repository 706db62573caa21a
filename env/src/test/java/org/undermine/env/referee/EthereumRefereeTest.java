package org.undermine.env.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.undermine.env.referee.Dag.A;
import static org.undermine.env.referee.Dag.D;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Ethereum: the validity cases of the specification, and hand-made counts. */
class EthereumRefereeTest {
    private final Referee whitepaper = Referees.of("ethereum-whitepaper", Map.of());
    private final Referee byzantium = Referees.of("ethereum-byzantium", Map.of());
    private final Dag dag = new Dag();

    /** A defenders' chain after {@code from}; its last block. */
    private int chain(int from, int length) {
        int last = from;
        for (int i = 0; i < length; i++) last = dag.block(D, last);
        return last;
    }

    /** A block that names a child of genesis of the attacker, {@code generation} below the block. */
    private void uncleOf(int generation) {
        int uncle = dag.block(A, 0);
        dag.block(D, chain(0, generation), uncle);
    }

    @Test
    void uncles_of_one_to_six_generations() {
        for (int generation = 1; generation <= 6; generation++) {
            dag.all.subList(1, dag.all.size()).clear();
            uncleOf(generation);
            int head = dag.all.size() - 1;
            double others = generation + 1 + 1 / 32.0;
            dag.pays(byzantium, head, (8 - generation) / 8.0, others, generation + 2, generation + 2);
            dag.pays(whitepaper, head, 15 / 16.0, others, generation + 1, generation + 2);
        }
    }

    @Test
    void no_uncle_of_generation_0() {
        uncleOf(0);
        dag.refused(whitepaper, "0 generations");
    }

    @Test
    void no_uncle_of_generation_7() {
        uncleOf(7);
        dag.refused(byzantium, "7 generations");
    }

    @Test
    void no_uncle_of_generation_8() {
        uncleOf(8);
        dag.refused(whitepaper, "8 generations");
    }

    @Test
    void two_uncles_are_valid_three_are_not() {
        int p = dag.block(A, 0);
        int q = dag.block(A, 0);
        int r = dag.block(A, 0);
        int tip = chain(0, 1);
        dag.block(D, tip, p, q);
        dag.block(D, tip, p, q, r);
        whitepaper.validate(dag.all);
        dag.refused(byzantium, "3 uncles of 2");
        dag.refused(Referees.of("ethereum-whitepaper", Map.of("uncles", 2)), "3 uncles of 2");
        Referees.of("ethereum-byzantium", Map.of("uncles", "any")).validate(dag.all);
    }

    @Test
    void no_uncle_twice_in_one_block() {
        int uncle = dag.block(A, 0);
        dag.block(D, chain(0, 1), uncle, uncle);
        dag.refused(byzantium, "named twice");
    }

    @Test
    void no_ancestor_is_an_uncle() {
        int tip = chain(0, 3);
        dag.block(D, tip, 2);
        dag.refused(byzantium, "uncle 2 is its ancestor");
        dag.all.remove(dag.all.size() - 1);
        dag.block(D, tip, 0);
        dag.refused(byzantium, "uncle 0 is its ancestor");
    }

    @Test
    void no_indirect_child_is_an_uncle() {
        int uncle = dag.block(A, dag.block(A, 0));
        dag.block(D, chain(0, 3), uncle);
        dag.refused(whitepaper, "no child of an ancestor");
    }

    @Test
    void no_uncle_again_on_the_same_chain() {
        int uncle = dag.block(A, 0);
        int tip = chain(0, 1);
        int first = dag.block(D, tip, uncle);
        int other = dag.block(D, tip);
        dag.block(D, other, uncle);
        byzantium.validate(dag.all);
        dag.block(D, chain(first, 2), uncle);
        dag.refused(byzantium, "already named by its ancestor " + first);
    }

    @Test
    void parameters_of_either_rule_set() {
        uncleOf(2);
        int head = dag.all.size() - 1;
        Map<String, Object> changed = Map.of("uncle-reward", "byzantium", "preference", "work", "uncles", 1);
        dag.pays(Referees.of("ethereum-whitepaper", changed), head, 0.75, 3 + 1 / 32.0, 4, 4);
        Map<String, Object> back = Map.of("uncle-reward", "15/16", "preference", "height", "uncles", "any");
        dag.pays(Referees.of("ethereum-byzantium", back), head, 15 / 16.0, 3 + 1 / 32.0, 3, 4);
    }

    /** Two referees of one run: what they pay differs by what the schemes say of the same uncles. */
    @Test
    void long_runs_hold_many_uncles() {
        long seed = 31;
        var play = new HonestChain(2, true, 0.3, 0.5, new SplittableRandom(seed));
        play.play(5_000);
        Count work = byzantium.count(play.all, play.head());
        Count height = whitepaper.count(play.all, play.head());
        double uncles = work.progress() - height.progress();
        assertEquals(work.proofs(), height.proofs());
        assertEquals(true, uncles > 500, "uncles " + uncles + " seed " + seed);
        double total = height.attacker() + height.others();
        assertEquals(height.progress() + uncles * (15 / 16.0 + 1 / 32.0), total, 1e-9, "seed " + seed);
    }
}
