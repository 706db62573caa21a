package org.undermine.agents.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;
import org.undermine.env.Share;
import org.undermine.env.mdp.Compiler.Compiled;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.Mdp;

class WalksTest {
    private static final int WALKS = 128;
    private static final int STEPS = 1_000;
    private final Scenario scenario = Scenario.of("nakamoto", Map.of("cutoff", 6));

    private static Share share(String name, double... values) {
        return new Share(name, values, false);
    }

    /** Random weights; the same ones for the same seed. */
    private static FloatNetwork network(int inputs, int outputs, long seed) {
        int[] sizes = {inputs, 8, outputs};
        var random = new Random(seed);
        float[] parameters = new float[FloatNetwork.count(sizes)];
        for (int i = 0; i < parameters.length; i++) parameters[i] = (float) random.nextGaussian() / 2;
        return new FloatNetwork(FloatNetwork.Activation.RELU, sizes, parameters);
    }

    private <S> Walks<S> walks(Mdp<S> model, Share alpha, Share gamma) {
        return new Walks<>(model, scenario.objective(), alpha, gamma, WALKS);
    }

    private static void play(Walks<?> walks, float explorers, long seed) {
        int inputs = walks.observations.width();
        float[] random = new float[WALKS];
        for (int i = WALKS / 2; i < WALKS; i++) random[i] = explorers;
        walks.play(true, network(inputs, walks.actions(), 1), network(inputs, 1, 2), Scale.UNIT, STEPS, random, seed);
        walks.judge(1, 0.9);
    }

    private static double ratio(Walks<?> walks) {
        var bytes = ByteBuffer.allocate(walks.size());
        walks.write(bytes);
        return bytes.getDouble(0) / bytes.getDouble(8);
    }

    /** What the policy earns, by solving for the chain of its mixed choices: another way, on the compiled table. */
    private double exact(double alpha, double gamma) {
        var compiled = Study.of(scenario, n -> {}).compiled();
        return exact(compiled, alpha, gamma);
    }

    private <S> double exact(Compiled<S> compiled, double alpha, double gamma) {
        ExplicitMdp table = compiled.table();
        var mdp = table.at(alpha, gamma, scenario.objective());
        int a = compiled.model().actions().size();
        var inputs = new Inputs(compiled.model().features());
        FloatNetwork policy = network(inputs.count(), a, 1);
        double[] share = new double[table.states()];
        share[0] = 1;
        double reward = 0;
        double clock = 0;
        for (int round = 0; round < 3_000; round++) { // the mean of all rounds forgets the start
            double[] next = new double[share.length];
            for (int s = 0; s < share.length; s++) {
                if (share[s] == 0) continue;
                double[] p = probabilities(compiled, s, policy, inputs);
                for (int c = table.firstChoice()[s]; c < table.firstChoice()[s + 1]; c++)
                    for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++) {
                        double flow = share[s] * p[table.action()[c]] * mdp.probability(o);
                        next[table.target()[o]] += flow;
                        if (round < 500) continue;
                        reward += flow * mdp.reward(o);
                        clock += flow * mdp.clock(o);
                    }
            }
            share = next;
        }
        return reward / clock;
    }

    private static <S> double[] probabilities(Compiled<S> compiled, int s, FloatNetwork policy, Inputs inputs) {
        ExplicitMdp table = compiled.table();
        float[] seen = new float[compiled.model().features().size()];
        compiled.model().observe(compiled.states().get(s), seen, 0);
        float[] in = new float[inputs.count()];
        inputs.of(seen, in);
        float[] out = policy.apply(in);
        boolean[] legal = new boolean[out.length];
        for (int c = table.firstChoice()[s]; c < table.firstChoice()[s + 1]; c++) legal[table.action()[c]] = true;
        double[] outputs =
                IntStream.range(0, out.length).mapToDouble(i -> out[i]).toArray();
        return PpoLoss.softmax(outputs, 0, legal, 0, out.length);
    }

    /** Even if the critic is wrong, which here is random: over long walks that hardly matters. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.45})
    void know_what_the_policy_earns(double alpha) {
        var walks = walks(scenario.mdp(), share("alpha", alpha), share("gamma", 0.5));
        for (long seed = 0; seed < 5; seed++) play(walks, 0.3f, seed);
        assertEquals(exact(alpha, 0.5), ratio(walks), 0.006);
    }

    @Test
    void find_no_advantage_on_average_of_what_the_policy_does() {
        var walks = walks(scenario.mdp(), share("alpha", 0.4), share("gamma", 0.5));
        play(walks, 0.3f, 5);
        int a = walks.actions();
        double random = 0.15;
        for (int r = 0; r < walks.visits.length; r++) {
            if (walks.visits[r] == 0) continue;
            double mean = 0;
            for (int b = r * a; b < r * a + a; b++) {
                double p = walks.observations.probabilities[b];
                double often = (1 - random) * p + random / walks.observations.choices(r);
                if (walks.observations.legal[b]) mean += p * (walks.gained[b] + walks.lost[b]) / often;
            }
            assertEquals(0, mean / walks.visits[r], 1e-5, "row " + r);
        }
    }

    /** Whatever the atlas knew before. */
    @Test
    void are_the_same_for_the_same_seed() {
        var once = walks(scenario.mdp(), share("alpha", 0.4), share("gamma", 0.5));
        var again = walks(scenario.mdp(), share("alpha", 0.4), share("gamma", 0.5));
        play(once, 0.3f, 7);
        play(once, 0.3f, 8);
        var bytes = ByteBuffer.allocate(once.size());
        once.write(bytes);
        play(once, 0.3f, 9);
        again.read(bytes.flip());
        play(again, 0.3f, 9);
        assertArrayEquals(once.gained, again.gained);
        assertArrayEquals(once.lost, again.lost);
        assertArrayEquals(once.targets, again.targets);
    }

    /** In a range each point has a ratio of its own, and is seen. */
    @Test
    void tell_points_apart() {
        var walks = walks(scenario.mdp(), share("alpha", 0.2, 0.45), share("gamma", 0, 1));
        assertEquals(scenario.mdp().features().size() + 2, walks.features().size());
        float[] random = new float[WALKS];
        int inputs = walks.observations.width();
        for (long seed = 0; seed < 2; seed++) {
            walks.play(
                    true, network(inputs, walks.actions(), 1), network(inputs, 1, 2), Scale.UNIT, STEPS, random, seed);
            walks.judge(1, 0.9);
        }
        var bytes = ByteBuffer.allocate(walks.size());
        walks.write(bytes);
        double[] ratios = new double[4];
        for (int p = 0; p < 4; p++) ratios[p] = bytes.getDouble(16 * p) / bytes.getDouble(16 * p + 8);
        assertTrue(ratios[2] > ratios[0] + 0.03 && ratios[3] > ratios[1] + 0.03, Arrays.toString(ratios));
    }
}
