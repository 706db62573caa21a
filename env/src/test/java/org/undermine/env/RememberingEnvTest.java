package org.undermine.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.undermine.env.mdp.Bookmark;
import org.undermine.protocols.Protocols;

/** Whatever it may remember, it is the process that the rules are. */
class RememberingEnvTest implements EnvContract {
    private static final int STEPS = 1_500;
    private static final int EPISODE = 100;
    private static final long TINY = 1 << 14;

    @Override
    public Env env() {
        return Scenario.of("tailstorm", Map.of("k", 3)).rememberer().env(0.4, 0.5);
    }

    /** Every protocol and space with blocks. */
    static Stream<Scenario> scenarios() {
        return Protocols.all().stream()
                .flatMap(protocol -> Scenario.spaces(protocol.name()).stream()
                        .map(space -> Scenario.of(
                                protocol.name(), Map.of("space", space, "cutoff", space.equals("free") ? 8 : 6))))
                .filter(Scenario::hasBlocks);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void step_for_step_it_is_what_the_rules_do(Scenario scenario) {
        compare(scenario, TINY, 1);
        compare(scenario, RememberingEnv.MEMORY, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "nakamoto, withholding, relative",
        "nakamoto, free, time",
        "ethereum-byzantium, withholding, blocks",
        "ethereum-byzantium, withholding, relative",
        "tailstorm, withholding, time",
        "cumulative, withholding, starved"
    })
    void whatever_the_objective(String protocol, String space, String objective) {
        Scenario scenario = Scenario.of(protocol, Map.of("space", space, "objective", objective, "cutoff", 8));
        compare(scenario, RememberingEnv.MEMORY, 3);
    }

    @Test
    void with_no_memory_too() {
        compare(Scenario.of("parallel", Map.of("k", 3)), 0, 4);
    }

    /** Each episode draws its alpha and gamma; episodes begin in few ways. */
    private static void compare(Scenario scenario, long memory, long seed) {
        String where = scenario.protocol() + " " + scenario.attack() + ", memory " + memory + ", seed " + seed;
        var rules = new Seen(scenario.maker().env(0.4, 0.5));
        var remembering = new Seen(scenario.rememberer(memory).env(0.4, 0.5));
        var random = new Random(seed);
        for (int t = 0; t < STEPS; t++) {
            if (t % EPISODE == 0) {
                long episode = random.nextInt(3);
                double alpha = random.nextDouble();
                double gamma = random.nextDouble();
                rules.env.reset(episode, alpha, gamma);
                remembering.env.reset(episode, alpha, gamma);
            } else {
                int action = rules.legal(random);
                rules.env.step(action);
                remembering.env.step(action);
            }
            rules.assertSame(remembering, where + ", step " + t);
        }
        assertEquals(((AttackEnv) rules.env).cutoffs(), ((RememberingEnv) remembering.env).cutoffs(), where);
    }

    /** One environment and all there is to see of it. */
    private static final class Seen {
        private final Resumable env;
        private final float[] observation;
        private final byte[] legal;

        Seen(Resumable env) {
            this.env = env;
            observation = new float[env.features().size()];
            legal = new byte[env.actions().size()];
        }

        int legal(Random random) {
            env.legal(legal, 0);
            int action = random.nextInt(legal.length);
            while (legal[action] == 0) action = (action + 1) % legal.length;
            return action;
        }

        void assertSame(Seen other, String where) {
            env.observe(observation, 0);
            other.env.observe(other.observation, 0);
            assertArrayEquals(observation, other.observation, where);
            env.legal(legal, 0);
            other.env.legal(other.legal, 0);
            assertArrayEquals(legal, other.legal, where);
            assertEquals(env.reward(), other.env.reward(), where);
            assertEquals(env.progress(), other.env.progress(), where);
            assertEquals(env.random(), other.env.random(), where);
        }
    }

    /** Two attacks in turn, by the numbers of their places where they have one; all is forgotten now and then. */
    @Test
    void a_place_the_stream_and_the_shares_are_all_there_is_to_know() {
        Scenario scenario = Scenario.of("parallel", Map.of("k", 2));
        Resumable player = scenario.rememberer(1 << 16).env(0.4, 0.5);
        Seen[] expected = {
            new Seen(scenario.maker().env(0.4, 0.5)), new Seen(scenario.maker().env(0.3, 0.9))
        };
        double[] alphas = {0.4, 0.3};
        double[] gammas = {0.5, 0.9};
        var random = new Random(5);
        int[] places = new int[2];
        long[] streams = new long[2];
        Bookmark[] marks = {new Bookmark(), new Bookmark()};
        int numbered = 0;
        for (int t = 0; t < 20_000; t++) {
            int i = t & 1;
            if (t < 2) {
                expected[i].env.reset(5 + i);
                player.reset(5 + i, alphas[i], gammas[i]);
            } else {
                if (places[i] >= 0) player.goOn(places[i], streams[i], alphas[i], gammas[i]);
                else player.goOn(marks[i].read());
                int action = expected[i].legal(random);
                expected[i].env.step(action);
                player.step(action);
            }
            expected[i].assertSame(new Seen(player), "step " + t);
            if (t % 5_000 == 4_999) {
                player.leave(marks[i].write());
                places[i] = -1;
                if (places[1 - i] < 0) player.goOn(marks[1 - i].read());
                else player.goOn(places[1 - i], streams[1 - i], alphas[1 - i], gammas[1 - i]);
                player.forget();
                player.leave(marks[1 - i].write());
                places[1 - i] = -1;
                continue;
            }
            player.leave(marks[i].write());
            places[i] = player.place();
            streams[i] = player.random();
            if (places[i] >= 0) numbered++;
        }
        assertTrue(numbered > 1_000, numbered + " numbered places");
    }
}
