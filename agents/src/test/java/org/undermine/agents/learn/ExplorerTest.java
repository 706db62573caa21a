package org.undermine.agents.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.undermine.env.Env;
import org.undermine.env.mdp.Feature;

class ExplorerTest {
    private static final FloatNetwork ALWAYS_UP =
            new FloatNetwork(FloatNetwork.Activation.RELU, new int[] {2, 2}, new float[] {0, 0, 0, 0, 0, 1});

    private final Inputs inputs = new Inputs(new Counter().features());

    @Test
    void a_transition_sums_its_steps() {
        var replay = new Replay(100, 2, 2);
        var explorer = new Explorer(new Counter(), inputs, replay, 0, 3, 0.5, 1);
        for (int step = 0; step < 4; step++) explorer.step(ALWAYS_UP);
        assertEquals(2, replay.size(), "from 0 to 3 and from 1 to 4");
        assertArrayEquals(new float[] {1 + 2 / 2f + 3 / 4f, 2 + 3 / 2f + 4 / 4f}, Arrays.copyOf(replay.reward, 2));
        assertArrayEquals(new float[] {1.75f, 1.75f}, Arrays.copyOf(replay.progress, 2));
        assertArrayEquals(new float[] {0.125f, 0.125f}, Arrays.copyOf(replay.discount, 2));
        assertArrayEquals(new int[] {1, 1}, Arrays.copyOf(replay.action, 2));
        assertArrayEquals(new float[] {0, 1 / 4f}, new float[] {replay.before[1], replay.before[3]});
        assertArrayEquals(new float[] {3 / 4f, 4 / 4f}, new float[] {replay.after[1], replay.after[3]});
    }

    @Test
    void a_transition_ends_before_an_action_its_policy_would_not_take() {
        var replay = new Replay(100, 2, 2);
        var explorer = new Explorer(new Counter(), inputs, replay, 0, 3, 0.5, 1);
        explorer.step(ALWAYS_UP);
        explorer.step(ALWAYS_UP);
        explorer.step(null);
        assertEquals(2, replay.size());
        assertArrayEquals(new float[] {1 + 2 / 2f, 2}, Arrays.copyOf(replay.reward, 2));
        assertArrayEquals(new float[] {0.25f, 0.5f}, Arrays.copyOf(replay.discount, 2));
    }

    @Test
    void memory_forgets_the_oldest() {
        var replay = new Replay(3, 1, 1);
        for (int i = 0; i < 5; i++) replay.add(new float[] {i}, 0, i, 1, 1, new float[] {i + 1}, new boolean[] {true});
        assertEquals(3, replay.size());
        assertArrayEquals(new float[] {3, 4, 2}, replay.reward);
    }

    /** Counts: "up" pays the new count, "stay" nothing. */
    private static final class Counter implements Env {
        private int count;
        private double reward;

        @Override
        public List<Feature> features() {
            return List.of(new Feature("count", 0, 100));
        }

        @Override
        public List<String> actions() {
            return List.of("stay", "up");
        }

        @Override
        public void reset(long seed) {
            count = 0;
        }

        @Override
        public void step(int action) {
            count += action;
            reward = action * count;
        }

        @Override
        public double reward() {
            return reward;
        }

        @Override
        public double progress() {
            return 1;
        }

        @Override
        public boolean legal(int action) {
            return true;
        }

        @Override
        public void observe(float[] into, int offset) {
            into[offset] = count;
        }
    }
}
