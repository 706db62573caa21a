package org.undermine.agents.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;

class DqnTest {
    private static final double ALPHA = 0.45;
    private static final double GAMMA = 0.5;

    private final Scenario small = Scenario.of("nakamoto", Map.of("cutoff", 8));

    @Test
    void the_same_seed_and_steps_give_the_same_policy() {
        float[] once = parametersAfter(15_000, 1);
        assertArrayEquals(once, parametersAfter(15_000, 1));
        assertFalse(Arrays.equals(once, parametersAfter(15_000, 2)));
    }

    private float[] parametersAfter(long steps, long seed) {
        var dqn = dqn(small, seed);
        while (dqn.steps() < steps) dqn.improve(0.5);
        return dqn.policy().network().parameters();
    }

    /** Honest play earns .45, the optimum .6913. */
    @Test
    void learns_a_small_attack() {
        var study = Study.of(small, states -> {});
        var outcome = new Trainer(
                        dqn(small, 1),
                        Budget.steps(100_000),
                        10,
                        agent -> study.value(agent, ALPHA, GAMMA),
                        Trainer.Watch.NOTHING)
                .run();
        assertTrue(outcome.value() > 0.65, outcome.toString());
    }

    /** As users do it: honest play earns .45, the optimum .7589. */
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void learns_the_default_attack_in_a_minute(long seed) {
        var scenario = Scenario.of("nakamoto", Map.of());
        var study = Study.of(scenario, states -> {});
        var outcome = new Trainer(
                        dqn(scenario, seed),
                        Budget.seconds(60),
                        20,
                        agent -> study.value(agent, ALPHA, GAMMA),
                        Trainer.Watch.NOTHING)
                .run();
        assertTrue(outcome.value() > 0.72, outcome.toString());
    }

    private static Dqn dqn(Scenario scenario, long seed) {
        return new Dqn(scenario.mdp(), scenario.objective(), ALPHA, GAMMA, Dqn.Parameters.DEFAULT, seed);
    }
}
