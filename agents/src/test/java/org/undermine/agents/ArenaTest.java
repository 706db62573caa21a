package org.undermine.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.undermine.agents.exact.Study;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.TableEnv;

/** Dice agree with exact values, by the rules and on the table. */
class ArenaTest {
    private static final long STEPS = 150_000;
    private static final double ALPHA = 0.4;
    private static final double GAMMA = 0.5;
    private static final double WIDER = 1.4; // 99 % intervals, of which some 20 are to hold at once

    @Test
    void dice_agree_with_exact_values() {
        for (var options : List.of(
                Map.of("cutoff", 12),
                Map.of("space", "free", "cutoff", 8),
                Map.of("space", "fc16", "cutoff", 20),
                Map.of("space", "aft20", "cutoff", 20),
                Map.of("space", "free", "cutoff", 5, "own", "ignored"))) {
            var scenario = Scenario.of("nakamoto", options);
            Study study = Study.of(scenario, states -> {});
            int[] best = study.attack(ALPHA, GAMMA, 1e-6).optimum().policy();
            for (Env env : List.of(
                    scenario.env(ALPHA, GAMMA), new TableEnv(study.compiled(), ALPHA, GAMMA, scenario.objective()))) {
                for (String name : Policies.names(scenario)) {
                    Agent agent = Policies.named(scenario, name);
                    assertWithin(study.value(agent, ALPHA, GAMMA), env, agent, scenario + " " + name);
                }
                assertWithin(study.value(best, ALPHA, GAMMA), env, study.replay(best, env), scenario + " best");
            }
        }
    }

    private static void assertWithin(double exact, Env env, Agent agent, String message) {
        var e = Arena.evaluate(env, agent, STEPS, 1, steps -> {});
        assertTrue(
                Math.abs(exact - e.mean()) <= WIDER * (e.high() - e.mean()),
                message + " in " + env.getClass().getSimpleName() + ": " + exact + " and " + e);
    }

    /** An interval that held always, or seldom, would be no 99 % interval. */
    @Test
    void the_interval_holds_the_truth_as_often_as_it_says() {
        var scenario = Scenario.of("nakamoto", Map.of("space", "fc16", "cutoff", 20));
        Study study = Study.of(scenario, states -> {});
        Agent sm1 = Policies.named(scenario, "sm1");
        double exact = study.value(sm1, ALPHA, GAMMA);
        Env env = scenario.env(ALPHA, GAMMA);
        int missed = 0;
        for (int seed = 0; seed < 400; seed++) {
            var e = Arena.evaluate(env, sm1, 40_000, seed, steps -> {});
            if (exact < e.low() || exact > e.high()) missed++;
        }
        assertTrue(missed >= 1 && missed <= 14, missed + " of 400 missed, 4 expected");
    }

    @Test
    void dice_are_rolled_until_the_interval_is_narrow() {
        var scenario = Scenario.of("nakamoto", Map.of("space", "fc16", "cutoff", 20));
        Agent sm1 = Policies.named(scenario, "sm1");
        double exact = Study.of(scenario, states -> {}).value(sm1, ALPHA, GAMMA);
        Env env = scenario.env(ALPHA, GAMMA);
        int missed = 0;
        for (int seed = 0; seed < 120; seed++) {
            var e = Arena.evaluateTo(0.025, env, sm1, seed, steps -> {});
            assertTrue(e.high() - e.low() <= 0.025 && e.steps() >= 100_000, e.toString());
            if (exact < e.low() || exact > e.high()) missed++;
        }
        assertTrue(missed <= 7, missed + " of 120 missed, 2 expected");
        var once = Arena.evaluateTo(1, env, sm1, 7, steps -> {});
        assertEquals(Arena.evaluate(env, sm1, 100_000, 7, steps -> {}), once);
        var twice = Arena.evaluateTo((once.high() - once.low()) * 0.99, env, sm1, 7, steps -> {});
        assertEquals(Arena.evaluate(env, sm1, twice.steps(), 7, steps -> {}).mean(), twice.mean(), 1e-12);
        for (double width : new double[] {0, -1, 1.5, Double.NaN})
            assertThrows(IllegalArgumentException.class, () -> Arena.evaluateTo(width, env, sm1, 1, steps -> {}));
    }

    @Test
    void a_game_ends_when_it_has_its_steps_or_time_is_up() {
        var scenario = Scenario.of("nakamoto", Map.of("cutoff", 5));
        Agent sm1 = Policies.named(scenario, "sm1");
        Env env = scenario.env(ALPHA, GAMMA);
        var hasty = Arena.evaluateWithin(0, 1_000_000, env, sm1, 3);
        assertEquals(Arena.evaluate(env, sm1, 40_000, 3, steps -> {}), hasty);
        var patient = Arena.evaluateWithin(Double.POSITIVE_INFINITY, 100_000, env, sm1, 3);
        assertEquals(160_000, patient.steps());
        assertEquals(Arena.evaluate(env, sm1, 160_000, 3, steps -> {}).mean(), patient.mean(), 1e-12);
    }

    @Test
    void the_same_seed_gives_the_same_estimate() {
        var scenario = Scenario.of("nakamoto", Map.of());
        Agent honest = Policies.named(scenario, "honest");
        assertEquals(
                Arena.evaluate(scenario.env(ALPHA, GAMMA), honest, 10_000, 5, steps -> {}),
                Arena.evaluate(scenario.env(ALPHA, GAMMA), honest, 10_000, 5, steps -> {}));
        Env env = scenario.env(ALPHA, GAMMA);
        assertThrows(IllegalArgumentException.class, () -> Arena.evaluate(env, honest, 99, 5, steps -> {}));
        assertThrows(IllegalArgumentException.class, () -> Policies.named(scenario, "sm2"));
    }

    /** Whoever gets ahead at once never has the heads disagree, so a fork is as long as a and h say. */
    @Test
    void decisions_at_the_cutoff_are_counted() {
        var scenario = Scenario.of("nakamoto", Map.of("cutoff", 1));
        var agent = Policies.named(scenario, "get-ahead");
        Env env = scenario.env(ALPHA, GAMMA);
        float[] seen = new float[env.features().size()];
        boolean[] legal = new boolean[env.actions().size()];
        env.reset(5);
        long longest = 0;
        for (int t = 0; t < 10_000; t++) {
            env.observe(seen, 0);
            env.legal(legal);
            if (Math.max(seen[0], seen[1]) >= 1) longest++;
            env.step(agent.act(seen, legal));
        }
        assertTrue(longest > 5_000);
        assertEquals(longest, Arena.evaluate(env, agent, 10_000, 5, n -> {}).cutoffs());
        var wide = Scenario.of("nakamoto", Map.of("cutoff", 90));
        assertEquals(
                0,
                Arena.evaluate(wide.env(ALPHA, GAMMA), agent, 10_000, 5, n -> {})
                        .cutoffs());
    }
}
