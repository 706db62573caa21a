package org.undermine.agents.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.agents.Agent;
import org.undermine.agents.Arena;
import org.undermine.agents.Policies;
import org.undermine.agents.exact.Study;
import org.undermine.agents.explain.Explanation.Share;
import org.undermine.env.Env;
import org.undermine.env.Scenario;

/** Policies in few lines, beside what those earn on the table and with dice. */
class ExplainerTest {
    private static final double WITHIN = 1e-3;
    private static final int LINES = 12;

    private static Study nakamoto(int cutoff) {
        return Study.of(Scenario.of("nakamoto", Map.of("cutoff", cutoff)), states -> {});
    }

    /** The list, which is a policy, played and evaluated by others than those who made it. */
    private static void holds(Study study, int[] policy, double alpha, double gamma, Explanation told) {
        double exact = study.value(told.list(), alpha, gamma);
        assertEquals(exact, told.revenue().value(), 1e-12);
        assertEquals(study.value(policy, alpha, gamma), told.original().value(), 1e-12);
        assertTrue(told.reached()
                && Math.abs(exact - told.original().value())
                        <= WITHIN * told.original().value());
        assertTrue(told.shares().size() <= LINES
                && told.shares().size() == told.text().size());
        assertEquals(1, told.shares().stream().mapToDouble(Share::steps).sum(), 1e-9);
        assertEquals(1, told.shares().stream().mapToDouble(Share::revenue).sum(), 1e-9);
        Env env = study.scenario().env(alpha, gamma);
        var dice = Arena.evaluate(env, told.list(), 100_000, 1, steps -> {});
        double half = 1.4 * (dice.high() - dice.mean());
        assertTrue(Math.abs(dice.mean() - exact) <= half, exact + " exactly, with dice " + dice);
    }

    @ParameterizedTest
    @CsvSource({"0.35, 0.5", "0.45, 0.5", "0.4, 0"})
    void selfish_mining_and_the_optimum_are_told(double alpha, double gamma) {
        Study study = nakamoto(14);
        int[] sm1 = study.actions(Policies.named(study.scenario(), "sm1"));
        Explanation told = Explainer.onTable(study, sm1, alpha, gamma, WITHIN, LINES);
        holds(study, sm1, alpha, gamma, told);
        assertTrue(told.shares().size() <= 5, told.text().toString());
        if (gamma > 0)
            assertTrue(told.agreement() > 0.999, told.text() + " agrees in " + told.agreement()); // else a race is free
        int[] best = study.attack(alpha, gamma, 1e-6).optimum().policy();
        holds(study, best, alpha, gamma, Explainer.onTable(study, best, alpha, gamma, WITHIN, LINES));
    }

    @Test
    void honest_play_is_one_line() {
        Study study = nakamoto(10);
        int[] honest = study.actions(Policies.named(study.scenario(), "honest"));
        Explanation told = Explainer.onTable(study, honest, 0.3, 0.5, WITHIN, LINES);
        assertEquals(List.of("always override, or adopt"), told.text());
        assertEquals(0.3, told.revenue().value(), 1e-12);
        assertEquals(0, told.untold(), 1e-12);
    }

    @Test
    void named_policies_on_votes_are_told() {
        Study study = Study.of(Scenario.of("parallel", Map.of("k", 2, "cutoff", 4)), states -> {});
        for (String name : List.of("get-ahead", "minor-delay")) {
            int[] actions = study.actions(Policies.named(study.scenario(), name));
            holds(study, actions, 0.4, 0.5, Explainer.onTable(study, actions, 0.4, 0.5, WITHIN, LINES));
        }
    }

    /** The best policy looks at more than the features show, so no list tells all of it; how much is said. */
    @Test
    void what_features_cannot_tell_is_said() {
        Study study = Study.of(Scenario.of("parallel", Map.of("k", 2, "cutoff", 4)), states -> {});
        int[] best = study.attack(0.4, 0.5, 1e-6).optimum().policy();
        Explanation told = Explainer.onTable(study, best, 0.4, 0.5, WITHIN, 6);
        assertTrue(told.untold() > 0.001 && told.agreement() <= 1 - told.untold() + 1e-9, told.untold() + "");
        assertEquals(study.value(told.list(), 0.4, 0.5), told.revenue().value(), 1e-12);
    }

    @Test
    void with_dice_the_same_policy_is_told() {
        Study study = nakamoto(14);
        Env env = study.scenario().env(0.4, 0.5);
        Agent sm1 = Policies.named(study.scenario(), "sm1");
        Explanation told = Explainer.withDice(env, sm1, WITHIN, LINES, 100_000, 1, steps -> {});
        assertTrue(
                told.reached() && told.agreement() >= 1 - 2 * WITHIN,
                told.text().toString());
        double exact = study.value(sm1, 0.4, 0.5);
        assertTrue(told.original().dice().low() <= exact
                && exact <= told.original().dice().high());
        assertEquals(exact, study.value(told.list(), 0.4, 0.5), 0.003);
        assertEquals(1, told.shares().stream().mapToDouble(Share::steps).sum(), 1e-9);
    }

    @Test
    void fewer_lines_tell_less_and_say_so() {
        Study study = nakamoto(12);
        int[] best = study.attack(0.45, 0.5, 1e-6).optimum().policy();
        Explanation told = Explainer.onTable(study, best, 0.45, 0.5, 1e-6, 2);
        assertTrue(told.shares().size() <= 2 && !told.reached());
        assertThrows(IllegalArgumentException.class, () -> Explainer.onTable(study, best, 0.45, 0.5, 1e-6, 0));
        assertThrows(IllegalArgumentException.class, () -> Explainer.onTable(study, best, 0.45, 0.5, 2, 3));
    }
}
