package org.undermine.agents.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;

/** One agent for a range of alpha and gamma. */
class RangeTest {
    private static final Span ALPHA = new Span(0.2, 0.45);
    private static final Span GAMMA = new Span(0, 1);

    private final Scenario scenario = Scenario.of("nakamoto", Map.of("cutoff", 3));

    private Ppo learn(int threads, int improvements) {
        var learner = Ppo.walking(
                scenario.mdp(),
                scenario.objective(),
                ALPHA.share("alpha", 2),
                GAMMA.share("gamma", 2),
                Ppo.Parameters.DEFAULT,
                threads,
                1);
        for (int i = 0; i < improvements; i++) learner.improve((double) i / improvements);
        return learner;
    }

    /** Honest where no attack pays, attacking where one does. */
    @Test
    void one_policy_comes_near_the_best_attack_at_every_point() {
        NetworkAgent agent = learn(1, 60).policy();
        Study study = Study.of(scenario, n -> {});
        for (double alpha : ALPHA.spread(2))
            for (double gamma : GAMMA.spread(2)) {
                double best = study.attack(alpha, gamma, 1e-6).optimum().lower();
                double earned = study.value(agent.told((float) alpha, (float) gamma), alpha, gamma);
                assertTrue(earned > 0.97 * best, "alpha " + alpha + ", gamma " + gamma + ": " + earned + " of " + best);
            }
    }

    @Test
    void threads_make_no_difference_and_what_is_resumed_goes_on_alike() {
        Ppo one = learn(1, 2);
        assertArrayEquals(one.state(), learn(2, 2).state());
        Ppo other = learn(1, 0);
        other.restore(one.state());
        other.improve(0.5);
        one.improve(0.5);
        assertArrayEquals(one.state(), other.state());
    }
}
