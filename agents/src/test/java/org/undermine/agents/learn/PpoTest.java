package org.undermine.agents.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.agents.exact.Study;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.Scenario;
import org.undermine.env.Share;
import org.undermine.env.VectorEnv;

class PpoTest {
    private final Scenario small = Scenario.of("nakamoto", Map.of("cutoff", 6));
    private final List<VectorEnv> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(VectorEnv::close);
    }

    /** Short rollouts and few epochs, for what has nothing to do with how much is learnt. */
    private Ppo quick(Learn learn, int threads, long seed) {
        var p = Ppo.Parameters.DEFAULT;
        var parameters = new Ppo.Parameters(
                List.of(16),
                p.activation(),
                p.policyRate(),
                p.criticRate(),
                p.memory(),
                p.discount(),
                p.lambda(),
                p.clip(),
                p.entropy(),
                p.leastEntropy(),
                p.barrier(),
                p.leastBarrier(),
                p.divergence(),
                p.evenness(),
                p.exploration(),
                p.leastExploration(),
                3,
                100,
                16,
                32);
        return new Ppo(environments(small, 0.45, 0.5, learn, threads), learn, parameters, threads, seed);
    }

    private Ppo ppo(Scenario scenario, double alpha, double gamma, Learn learn, int threads, long seed) {
        return new Ppo(
                environments(scenario, alpha, gamma, learn, threads), learn, Ppo.Parameters.DEFAULT, threads, seed);
    }

    private VectorEnv environments(Scenario scenario, double alpha, double gamma, Learn learn, int threads) {
        var environments =
                Ppo.environments(scenario.walker(), share("alpha", alpha), share("gamma", gamma), learn, 10, threads);
        opened.add(environments);
        return environments;
    }

    private static Share share(String name, double value) {
        return new Share(name, new double[] {value}, false);
    }

    private static float[] parameters(Ppo ppo) {
        return ppo.policy().network().parameters();
    }

    @Test
    void the_same_seed_gives_the_same_policy_for_any_number_of_threads() {
        var once = quick(Learn.RATIO, 1, 1);
        var again = quick(Learn.RATIO, 2, 1);
        var other = quick(Learn.RATIO, 1, 2);
        for (var ppo : List.of(once, again, other)) for (int i = 0; i < 3; i++) ppo.improve(i / 3.0);
        assertArrayEquals(parameters(once), parameters(again));
        assertArrayEquals(once.state(), again.state());
        assertFalse(Arrays.equals(parameters(once), parameters(other)));
    }

    @Test
    void what_goes_on_is_as_if_it_had_never_stopped() {
        var whole = quick(Learn.RATIO, 1, 3);
        for (int i = 0; i < 2; i++) whole.improve(i / 5.0);
        byte[] state = whole.state();
        var resumed = quick(Learn.RATIO, 1, 3);
        resumed.restore(state);
        assertEquals(whole.steps(), resumed.steps());
        for (var ppo : List.of(whole, resumed)) for (int i = 2; i < 4; i++) ppo.improve(i / 5.0);
        assertArrayEquals(whole.state(), resumed.state());
        assertArrayEquals(parameters(whole), parameters(resumed));
        assertThrows(IllegalArgumentException.class, () -> resumed.restore(Arrays.copyOf(state, 100)));
    }

    /** Honest play earns .45; cutoff 6 lets the best attack earn .6594. */
    @Test
    void learns_a_small_attack() {
        var study = Study.of(small, states -> {});
        double optimum = study.attack(0.45, 0.5, 1e-6).optimum().lower();
        var outcome = new Trainer(
                        ppo(small, 0.45, 0.5, Learn.RATIO, 1, 1),
                        Budget.steps(2_500_000),
                        5,
                        agent -> study.value(agent, 0.45, 0.5),
                        Trainer.Watch.NOTHING)
                .run();
        assertTrue(outcome.value() > 0.97 * optimum, outcome.value() + " of " + optimum);
    }

    @Test
    void every_way_to_be_paid_leads_to_a_policy() {
        for (Learn learn : Learn.values()) {
            var ppo = quick(learn, 1, 1);
            float[] before = parameters(ppo);
            ppo.improve(0);
            assertFalse(Arrays.equals(before, parameters(ppo)), learn.toString());
        }
    }

    /** As users do it, where attacking pays well: within 2 % of the certified optimum. */
    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"0.45, 0.5", "0.4, 0.5", "0.45, 0"})
    void learns_the_default_attack_in_a_minute(double alpha, double gamma) {
        var scenario = Scenario.of("nakamoto", Map.of());
        var study = Study.of(scenario, states -> {});
        double optimum = study.attack(alpha, gamma, 1e-6).optimum().lower();
        var outcome = new Trainer(
                        ppo(scenario, alpha, gamma, Learn.RATIO, 2, 1),
                        Budget.seconds(60),
                        20,
                        agent -> study.value(agent, alpha, gamma),
                        Trainer.Watch.NOTHING)
                .run();
        assertTrue(outcome.value() > 0.98 * optimum, outcome.value() + " of " + optimum);
    }
}
