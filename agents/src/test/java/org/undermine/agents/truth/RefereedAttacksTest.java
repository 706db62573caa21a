package org.undermine.agents.truth;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.undermine.agents.Agent;
import org.undermine.agents.Policies;
import org.undermine.env.Scenario;
import org.undermine.env.attack.Replay;
import org.undermine.env.referee.Referee;
import org.undermine.env.referee.Referees;
import org.undermine.protocols.Protocols;

/**
 * What the engine pays in the course of an attack is what a slow referee counts on the whole block DAG in the end, to the
 * last unit; and every block there obeys the protocol. For every registered protocol: one without a referee fails here.
 */
class RefereedAttacksTest {
    private static final double ALPHA = 0.4;
    private static final double GAMMA = 0.5;
    private static final int STEPS = 300;
    private static final int LIMIT = 5;
    private static final int WINDOW = 8;

    static Stream<Arguments> all() {
        return Protocols.all().stream()
                .flatMap(p -> Cases.parameters(p).stream().map(values -> arguments(p.name(), values)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_is_paid_is_what_the_referee_counts(String protocol, Map<String, Object> parameters) {
        Referee referee = Referees.of(protocol, parameters);
        long seed = 0;
        for (Scenario scenario : Cases.attacks(protocol, parameters, LIMIT, WINDOW)) {
            for (String policy : Policies.names(scenario))
                play(scenario, policy, Policies.named(scenario, policy), ++seed, referee);
            play(scenario, "random", Cases.random(++seed), seed, referee);
        }
    }

    private static void play(Scenario scenario, String policy, Agent agent, long seed, Referee referee) {
        String setting = scenario + " " + policy + " seed " + seed;
        var replay = new Replay(scenario, ALPHA, GAMMA);
        float[] observation = new float[replay.features().size()];
        boolean[] legal = new boolean[replay.actions().size()];
        replay.reset(seed);
        try {
            for (int step = 0; step < STEPS; step++) {
                replay.observe(observation, 0);
                replay.legal(legal);
                replay.step(agent.act(observation, legal));
            }
            replay.judge(referee);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(setting + ": " + e.getMessage(), e);
        }
        assertTrue(replay.paid().progress() > 0, setting + ": nothing was paid");
    }
}
