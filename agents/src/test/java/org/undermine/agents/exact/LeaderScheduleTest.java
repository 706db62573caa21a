package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.agents.Policies;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Compiler;
import org.undermine.env.mdp.Objective;

/** Revenue under a leader schedule against selfish mining, another formulation, bounds, and itself. */
class LeaderScheduleTest {
    private static Study study(int lookahead, int interval, String signatures, Object... more) {
        var typed = new HashMap<String, Object>(
                Map.of("lookahead", lookahead, "interval", interval, "signatures", signatures));
        for (int i = 0; i < more.length; i += 2) typed.put((String) more[i], more[i + 1]);
        return Study.of(Scenario.of("leader-schedule", typed), states -> {});
    }

    private static double optimum(Study study, double alpha, double gamma) {
        return optimum(study, alpha, gamma, 1e-9);
    }

    private static double optimum(Study study, double alpha, double gamma, double epsilon) {
        return Solver.optimum(study.at(alpha, gamma), epsilon).lower();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 20})
    void without_foresight_and_waste_it_is_selfish_mining(int limit) {
        Study fc16 = Study.of(Scenario.of("nakamoto", Map.of("space", "fc16", "cutoff", limit)), states -> {});
        Study slots = study(0, 1, "one", "waste", "no", "cutoff", limit);
        for (double alpha : new double[] {0.2, 1.0 / 3, 0.4, 0.475})
            for (double gamma : new double[] {0, 0.5, 1})
                assertEquals(optimum(fc16, alpha, gamma), optimum(slots, alpha, gamma), 1e-9, alpha + " " + gamma);
    }

    /** The two numbers of specs/nakamoto.md; digits beyond four are our own. */
    @Test
    void a_signature_on_each_chain_earns_more() {
        assertEquals(0.36904, optimum(study(0, 1, "one"), 0.35, 0), 1e-5);
        assertEquals(0.37373, optimum(study(0, 1, "chain"), 0.35, 0), 1e-5);
    }

    /**
     * Which chains there are is worked out from the slots themselves, without dropping any: {@link SlotWords}. A chain that is
     * dropped because a deeper one does as well has fewer blocks, and would reach the limit later: hence the tolerance.
     */
    @ParameterizedTest
    @CsvSource({"6, 0.35", "7, 0.3", "7, 0.35"})
    void signatures_on_every_chain_are_all_words_of_slots(int limit, double alpha) {
        var words = Compiler.compile(new SlotWords(limit)).table().at(alpha, 0, Objective.PROGRESS);
        double all = Solver.optimum(words, 1e-8).lower();
        double kept = optimum(study(0, 1, "every", "cutoff", limit), alpha, 0);
        assertTrue(kept <= all + 1e-8, kept + " " + all);
        assertEquals(all, kept, 2e-7);
    }

    @Test
    void more_signatures_earn_more() {
        for (int[] rules : new int[][] {{0, 1}, {1, 1}, {0, 2}}) {
            var found = List.of("one", "chain", "every").stream()
                    .map(s -> optimum(study(rules[0], rules[1], s, "cutoff", 7), 0.4, 0.5))
                    .toList();
            assertTrue(found.get(0) < found.get(1) - 1e-6 && found.get(1) < found.get(2) - 1e-6, "" + found);
        }
    }

    /** Foresight can be ignored, so it cannot harm; and slots can be used as they come. */
    @Test
    void foresight_pays() {
        for (double[] at : new double[][] {{0.25, 0}, {0.35, 0.5}, {0.45, 0}}) {
            double last = 0;
            for (int lookahead = 0; lookahead <= 3; lookahead++) {
                double found = optimum(study(lookahead, 1, "one", "cutoff", 7), at[0], at[1], 1e-7);
                assertTrue(found >= last - 1e-7, lookahead + " " + last + " " + found);
                assertTrue(lookahead != 1 || found > last + 1e-3, last + " " + found);
                last = found;
            }
        }
    }

    /** Each own block keeps at most one block of others off the chain. */
    @Test
    void nothing_exceeds_one_block_lost_for_each_own() {
        for (int lookahead : new int[] {0, 2})
            for (int interval : new int[] {1, 2})
                for (double alpha : new double[] {0.2, 0.35})
                    assertTrue(optimum(study(lookahead, interval, "one", "cutoff", 6), alpha, 1, 1e-6)
                            <= alpha / (1 - alpha) + 1e-9);
    }

    /** No slot gives more than one block to the chain, so before difficulty is adjusted honest play is best. */
    @ParameterizedTest
    @CsvSource({"2, 1, one", "1, 2, chain"})
    void per_slot_nothing_beats_honest_play(int lookahead, int interval, String signatures) {
        Study study = study(lookahead, interval, signatures, "cutoff", 6, "objective", "time");
        assertEquals(0.35, optimum(study, 0.35, 0.5), 1e-8);
        assertEquals(0.35, study.value(Policies.named(study.scenario(), "honest"), 0.35, 0.5), 1e-9);
    }

    @Test
    void a_wasted_slot_is_never_missed() {
        for (double alpha : new double[] {0.25, 0.4})
            assertEquals(
                    optimum(study(1, 1, "one", "cutoff", 8, "waste", "yes"), alpha, 0.5),
                    optimum(study(1, 1, "one", "cutoff", 8, "waste", "no"), alpha, 0.5),
                    1e-6);
    }

    /** Without foresight sm1 is Eyal and Sirer's, whose closed form it must earn; honest play earns alpha everywhere. */
    @Test
    void named_policies_earn_what_is_known() {
        double a = 0.2; // beyond the limit go 0.64^60 of all forks
        double g = 0.5;
        double closed = (a * (1 - a) * (1 - a) * (4 * a + g * (1 - 2 * a)) - a * a * a) / (1 - a * (1 + (2 - a) * a));
        Study slots = study(0, 1, "one", "cutoff", 60);
        assertEquals(closed, slots.value(Policies.named(slots.scenario(), "sm1"), a, g), 1e-9);
        for (int[] rules : new int[][] {{0, 1}, {2, 1}, {1, 3}}) {
            Study study = study(rules[0], rules[1], "chain", "cutoff", 6);
            assertEquals(a, study.value(Policies.named(study.scenario(), "honest"), a, g), 1e-9);
        }
    }

    /**
     * Seeing one slot ahead, {@code rewrite} replaces the last block by none: two own slots must be seen. Seeing two, it
     * replaces one honest block by each run of two or more own slots.
     */
    @Test
    void what_is_certain_is_rewritten() {
        double a = 0.3;
        Study one = study(1, 1, "one");
        assertEquals(a, one.value(Policies.named(one.scenario(), "rewrite"), a, 0), 1e-9);
        Study two = study(2, 1, "one", "cutoff", 30);
        double runs = a * a * (1 - a); // that begin in a slot, of two own slots at least
        assertEquals(a / (1 - runs), two.value(Policies.named(two.scenario(), "rewrite"), a, 0), 1e-6);
    }
}
