package org.undermine.agents.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.agents.learn.FloatNetwork.Activation;
import org.undermine.env.mdp.Feature;

class NetworkAgentTest {
    private static final int[] SIZES = {4, 8, 6};
    private static final List<Feature> FEATURES = List.of(new Feature("a", 0, 20), new Feature("lead", -20, 20));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void never_takes_an_illegal_action(long seed) {
        var random = new Random(seed);
        for (int game = 0; game < 1_000; game++) {
            float[] parameters = new float[FloatNetwork.count(SIZES)];
            for (int i = 0; i < parameters.length; i++) parameters[i] = (float) random.nextGaussian();
            var agent = new NetworkAgent(FEATURES, new FloatNetwork(Activation.RELU, SIZES, parameters));
            boolean[] legal = new boolean[6];
            legal[random.nextInt(6)] = true;
            for (int a = 0; a < 6; a++) legal[a] |= random.nextBoolean();
            int action = agent.act(new float[] {random.nextInt(21), random.nextInt(41) - 20}, legal);
            assertTrue(legal[action], "seed " + seed + ", game " + game);
        }
    }

    @Test
    void takes_the_first_of_equals() {
        var indifferent = new FloatNetwork(Activation.RELU, SIZES, new float[FloatNetwork.count(SIZES)]);
        var agent = new NetworkAgent(FEATURES, indifferent);
        assertEquals(1, agent.act(new float[] {3, 1}, new boolean[] {false, true, false, true, true, false}));
        assertThrows(IllegalArgumentException.class, () -> agent.act(new float[] {3, 1}, new boolean[6]));
    }

    @Test
    void a_network_for_other_observations_is_refused() {
        var network = new FloatNetwork(Activation.RELU, new int[] {3, 2}, new float[8]);
        assertThrows(IllegalArgumentException.class, () -> new NetworkAgent(FEATURES, network));
    }

    @Test
    void inputs_are_shares_of_the_range_and_units() {
        float[] in = new float[6];
        new Inputs(List.of(new Feature("a", 0, 20), new Feature("lead", -20, 20), new Feature("far", 100, 140)))
                .of(new float[] {15, -10, 120}, in);
        assertArrayEquals(new float[] {0.5f, 15 / 4f, -0.5f, -10 / 4f, 0, 20 / 4f}, in);
    }
}
