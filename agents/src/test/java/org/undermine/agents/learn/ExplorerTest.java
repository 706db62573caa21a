package org.undermine.agents.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Objective;
import org.undermine.env.mdp.Payoff;
import org.undermine.env.mdp.Probability;

class ExplorerTest {
    private static final FloatNetwork ALWAYS_UP =
            new FloatNetwork(FloatNetwork.Activation.RELU, new int[] {2, 2}, new float[] {0, 0, 0, 0, 0, 1});

    private static final FloatNetwork COUNT =
            new FloatNetwork(FloatNetwork.Activation.RELU, new int[] {2, 2}, new float[] {0, 0, 4, 4, 0, 0});

    @Test
    void a_transition_sums_its_steps() {
        var replay = new Replay(100, 2, 2);
        var explorer = explorer(replay);
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
        var explorer = explorer(replay);
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
        for (int i = 0; i < 5; i++)
            replay.add(0, new float[] {i}, 0, i, 1, 1, new float[] {i + 1}, new boolean[] {true});
        assertEquals(3, replay.size());
        assertArrayEquals(new float[] {3, 4, 2}, replay.reward);
    }

    /** Heads comes up one time in two, pays 1 and is counted; the network says that the count is what a state is worth. */
    @Test
    void what_a_coin_earns_is_told_without_the_luck() {
        var replay = new Replay(100, 2, 2);
        var process = new Foresight<>(new Counter(true), Objective.PROGRESS, 0.5, 0, 1);
        process.believe(COUNT, 1);
        var explorer = new Explorer(process, replay, 0, 1, 1, 1);
        int heads = 0;
        for (int step = 0; step < 50; step++) {
            explorer.step(ALWAYS_UP);
            float before = 4 * replay.before[2 * step + 1];
            float after = 4 * replay.after[2 * step + 1];
            if (after > before) heads++;
            assertEquals(before + 1, replay.reward[step] + after, 1e-4, "half a reward at once and half a count");
            assertEquals(after > before ? 0 : 1, explorer.reward(), 1e-4);
        }
        assertTrue(heads > 10 && heads < 40, heads + " heads");
    }

    private static Explorer explorer(Replay replay) {
        return new Explorer(new Foresight<>(new Counter(false), Objective.PROGRESS, 0.5, 0, 1), replay, 0, 3, 0.5, 1);
    }

    /** Counts: "up" pays the new count, "stay" nothing; with a coin, "up" pays 1 and counts, or nothing. */
    private record Counter(boolean coin) implements Mdp<Integer> {
        @Override
        public Integer start() {
            return 0;
        }

        @Override
        public List<Feature> features() {
            return List.of(new Feature("count", 0, 100));
        }

        @Override
        public List<String> actions() {
            return List.of("stay", "up");
        }

        @Override
        public void explore(Integer count, Choices<Integer> choices) {
            choices.choice(0);
            choices.outcome(Probability.ONE, count, new Payoff.Paid(0, 0, 1, 1));
            choices.choice(1);
            choices.outcome(
                    coin ? Probability.ALPHA : Probability.ONE,
                    count + 1,
                    new Payoff.Paid(coin ? 1 : count + 1, 0, 1, 1));
            if (coin) choices.outcome(Probability.NOT_ALPHA, count, new Payoff.Paid(0, 0, 1, 1));
        }

        @Override
        public void observe(Integer count, float[] into, int offset) {
            into[offset] = count;
        }
    }
}
