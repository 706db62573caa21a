package org.undermine.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.undermine.env.mdp.Bookmark;
import org.undermine.env.mdp.Feature;

/** What every {@link Env} promises. Implement {@link #env} and inherit the tests. */
interface EnvContract {
    int STEPS = 2_000;

    Env env();

    @Test
    default void a_step_before_reset_is_refused() {
        assertThrows(IllegalStateException.class, () -> env().step(0));
    }

    @Test
    default void the_same_seed_and_actions_give_the_same_steps() {
        assertEquals(trace(env(), 7, 1), trace(env(), 7, 1));
        Env again = env();
        trace(again, 8, 1);
        assertEquals(trace(env(), 7, 1), trace(again, 7, 1), "after an earlier episode");
    }

    @Test
    default void another_seed_gives_other_steps() {
        assertNotEquals(trace(env(), 7, 1), trace(env(), 8, 1));
        assertNotEquals(trace(env(), 0, 1), trace(env(), 1, 1));
    }

    @Test
    default void observations_stay_in_their_ranges_and_something_is_always_legal() {
        Env env = env();
        List<Feature> features = env.features();
        env.reset(3);
        var random = new Random(3);
        float[] seen = new float[features.size() + 2];
        for (int t = 0; t < STEPS; t++) {
            Arrays.fill(seen, Float.NaN);
            env.observe(seen, 1);
            assertTrue(Float.isNaN(seen[0]) && Float.isNaN(seen[seen.length - 1]), "writes only its own numbers");
            for (int i = 0; i < features.size(); i++) {
                Feature f = features.get(i);
                assertTrue(
                        seen[i + 1] >= f.low() && seen[i + 1] <= f.high(),
                        "seed 3, step " + t + ": " + f + " is " + seen[i + 1]);
            }
            env.step(legal(env, random));
            assertTrue(env.progress() >= 0 && env.reward() >= 0);
        }
    }

    @Test
    default void an_illegal_action_is_refused_and_changes_nothing() {
        Env env = env();
        env.reset(5);
        var random = new Random(5);
        int refused = 0;
        float[] before = new float[env.features().size()];
        float[] after = before.clone();
        for (int t = 0; t < 200; t++) {
            env.observe(before, 0);
            for (int action = -1; action <= env.actions().size(); action++) {
                if (env.legal(action)) continue;
                int illegal = action;
                var e = assertThrows(IllegalArgumentException.class, () -> env.step(illegal));
                assertTrue(e.getMessage().contains("action " + illegal), e.getMessage());
                refused++;
            }
            env.observe(after, 0);
            assertTrue(Arrays.equals(before, after));
            env.step(legal(env, random));
        }
        assertTrue(refused > 0);
    }

    /** Two attacks, played in turn by two environments, as one that plays each to its end. */
    @Test
    default void what_is_left_goes_on_as_if_it_had_never_been_left() {
        Resumable[] players = {(Resumable) env(), (Resumable) env()};
        var traces = List.of(new ArrayList<>(), new ArrayList<>());
        Random[] random = {new Random(1), new Random(1)};
        Bookmark[] marks = {new Bookmark(), new Bookmark()};
        for (int i = 0; i < 2; i++) {
            players[0].reset(7 + i);
            players[0].leave(marks[i].write());
        }
        for (int t = 0; t < STEPS; t++) {
            for (int i = 0; i < 2; i++) {
                Resumable player = players[(t / 3 + i) % 2];
                player.goOn(marks[i].read());
                step(player, random[i], traces.get(i));
                player.leave(marks[i].write());
            }
        }
        for (int i = 0; i < 2; i++) assertEquals(trace(env(), 7 + i, 1), traces.get(i));
    }

    private static List<Object> trace(Env env, long seed, long actionSeed) {
        var trace = new ArrayList<>();
        var random = new Random(actionSeed);
        env.reset(seed);
        for (int t = 0; t < STEPS; t++) step(env, random, trace);
        return trace;
    }

    private static void step(Env env, Random random, List<Object> trace) {
        int action = legal(env, random);
        env.step(action);
        float[] seen = new float[env.features().size()];
        env.observe(seen, 0);
        trace.add(List.of(action, env.reward(), env.progress(), Arrays.hashCode(seen)));
    }

    private static int legal(Env env, Random random) {
        boolean[] legal = new boolean[env.actions().size()];
        env.legal(legal);
        int[] choices = java.util.stream.IntStream.range(0, legal.length)
                .filter(a -> legal[a])
                .toArray();
        assertTrue(choices.length > 0, "no action is legal");
        return choices[random.nextInt(choices.length)];
    }
}
