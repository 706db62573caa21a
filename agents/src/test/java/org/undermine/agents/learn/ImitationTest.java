package org.undermine.agents.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.agents.Policies;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;
import org.undermine.env.Share;

class ImitationTest {
    private final Scenario scenario = Scenario.of("nakamoto", Map.of("cutoff", 5));

    private Ppo learner() {
        return Ppo.walking(
                scenario.mdp(),
                scenario.objective(),
                new Share("alpha", new double[] {0.4}, false),
                new Share("gamma", new double[] {0.5}, false),
                Ppo.Parameters.DEFAULT,
                1,
                1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"honest", "sm1", "get-ahead"})
    void what_another_does_is_learnt_in_the_first_fifth(String example) {
        Study study = Study.of(scenario, n -> {});
        Ppo learner = learner().imitating(Policies.named(scenario, example));
        for (double spent = 0; spent < 0.2; spent += 0.04) learner.improve(spent);
        double wanted = study.value(Policies.named(scenario, example), 0.4, 0.5);
        assertEquals(wanted, study.value(learner.policy(), 0.4, 0.5), 1e-6);
    }

    @Test
    void after_that_it_is_as_if_there_had_been_none() {
        Ppo alone = learner();
        Ppo imitating = learner().imitating(Policies.named(scenario, "sm1"));
        for (Ppo learner : new Ppo[] {alone, imitating}) learner.improve(0.5);
        assertArrayEquals(alone.state(), imitating.state());
    }
}
