package org.undermine.env.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Policy;

/** An attacker on blocks alone, with dice in the place of sockets: what it is shown, and what it earns. */
class WithholdingTest {
    private static final int ADOPT = 0;
    private static final int OVERRIDE = 1;
    private static final int MATCH = 2;
    private static final int WAIT = 3;

    /** Near and far miners by their tips, and an attacker who hears of every block before either. */
    private static final class World {
        final Chain chain = new Chain();
        final Withholding attacker;
        final Random random;
        final int cutoff;
        Chain.Place near;
        Chain.Place far;
        Chain.Place nearNext; // once everything in flight has arrived, and nothing more is released
        Chain.Place farNext;
        Chain.Place own; // the attacker's newest block while it decides
        boolean theirs; // whether the last block was an honest one
        boolean adopted; // at the cutoff that ends a race, in the model
        int blocks;

        World(long seed, int cutoff, Policy policy) {
            random = new Random(seed);
            this.cutoff = cutoff;
            var scenario = Scenario.of("nakamoto", Map.of("cutoff", cutoff));
            Policy watched = (observation, legal) -> {
                int action = policy.act(observation, legal);
                adopted = action == ADOPT;
                return action;
            };
            attacker = new Withholding(scenario, env -> watched, "attacker", e -> {});
            near = far = nearNext = farNext = append(Block.genesis(new byte[0]));
            attacker.begin(near);
        }

        private Chain.Place append(Block block) {
            return chain.append(block, Rules.WITHOUT_WORK.hash(block));
        }

        /** Data is twice the number of the block, and one more in an own one. */
        private Chain.Place mine(Chain.Place on, boolean attacker) {
            int data = 2 * blocks++ + (attacker ? 1 : 0);
            return append(new Block(ByteBuffer.allocate(4).putInt(data).array(), on.hash(), 0));
        }

        static boolean isOwn(Chain.Place place) {
            return (place.block().data()[3] & 1) == 1;
        }

        private static Chain.Place first(Chain.Place tip, Chain.Place heard) {
            return heard.height() > tip.height() ? heard : tip;
        }

        void step(double alpha, double gamma) {
            var released = new ArrayList<Chain.Place>();
            Consumer<Chain.Place> send = released::add;
            theirs = random.nextDouble() >= alpha;
            if (theirs) {
                own = attacker.head();
                Chain.Place block = mine(random.nextDouble() < gamma ? near : far, false);
                nearNext = first(near, block);
                farNext = first(far, block);
                attacker.heard(block, send);
                far = farNext;
            } else {
                own = mine(attacker.head(), true);
                attacker.found(own, send);
            }
            for (Chain.Place p : released) near = first(near, p);
            if (theirs) near = first(near, nearNext);
            for (Chain.Place p : released) far = first(far, p);
            if (near.height() < far.height() || adopted) near = far;
            nearNext = near;
            farNext = far;
        }

        /** a, h, lead, relevant, active: from the blocks alone. */
        float[] observation() {
            int fork = own.common(farNext).height();
            boolean active = !nearNext.equals(farNext);
            int a = own.height() - fork;
            int h = farNext.height() - fork;
            return new float[] {a, h, a - h, theirs && !active ? 1 : 0, active ? 1 : 0};
        }

        boolean[] legal() {
            float[] o = observation();
            boolean open = Math.max(o[0], o[1]) < cutoff;
            boolean[] legal = new boolean[4];
            legal[ADOPT] = o[1] > 0 && !(open && o[4] > 0);
            legal[OVERRIDE] = o[0] > o[1];
            legal[MATCH] = open && o[3] > 0 && o[0] >= o[1];
            legal[WAIT] = open;
            return legal;
        }
    }

    static Policy sm1() {
        return (o, legal) -> {
            int wanted = o[1] > o[0] ? ADOPT : o[0] == o[1] && o[1] > 0 ? MATCH : WAIT;
            if (o[0] == o[1] + 1 && o[1] > 0) wanted = OVERRIDE;
            if (legal[wanted]) return wanted;
            return legal[WAIT] ? WAIT : legal[OVERRIDE] ? OVERRIDE : ADOPT;
        };
    }

    /** What the policy is shown comes from the model; it must be what the blocks say, whatever is done. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shows_what_the_blocks_say(long seed) {
        var random = new Random(seed);
        World[] world = new World[1];
        int[] count = new int[4];
        Policy anything = (observation, legal) -> {
            assertArrayEquals(world[0].observation(), observation, "seed " + seed + ", block " + world[0].blocks);
            assertArrayEquals(world[0].legal(), legal, "seed " + seed + ", block " + world[0].blocks);
            int action = random.nextInt(4);
            while (!legal[action]) action = random.nextInt(4);
            count[action]++;
            return action;
        };
        world[0] = new World(seed, 2 + (int) seed, anything);
        for (int i = 0; i < 4_000; i++) world[0].step(0.45, 0.5);
        assertEquals(0, world[0].attacker.departures());
        for (int n : count)
            assertTrue(n > 100, "seed " + seed + ": " + List.of(count[0], count[1], count[2], count[3]));
    }

    /** Eyal and Sirer's closed form; of 40,000 blocks, three standard deviations are about .025. */
    @ParameterizedTest
    @CsvSource({"0.4, 0", "0.4, 0.5", "0.35, 1"})
    void selfish_mining_earns_its_closed_form(double a, double g) {
        var world = new World(7, 40, sm1());
        for (int i = 0; i < 40_000; i++) world.step(a, g);
        double expected = (a * (1 - a) * (1 - a) * (4 * a + g * (1 - 2 * a)) - a * a * a) / (1 - a * (1 + (2 - a) * a));
        assertEquals(expected, share(world), 0.025);
        assertEquals(0, world.attacker.departures());
    }

    @Test
    void honest_play_earns_its_share() {
        var world = new World(8, 30, (o, legal) -> legal[OVERRIDE] ? OVERRIDE : legal[ADOPT] ? ADOPT : WAIT);
        int own = 0;
        for (int i = 0; i < 20_000; i++) {
            world.step(0.4, 0.5);
            if (!world.theirs) own++;
        }
        assertEquals((double) own / 20_000, share(world), 2e-3);
    }

    private static double share(World world) {
        int own = 0;
        for (Chain.Place p = world.far; p.height() > 0; p = p.previous()) if (World.isOwn(p)) own++;
        return (double) own / world.far.height();
    }

    @Test
    void other_spaces_are_refused() {
        for (var typed : List.of(Map.of("space", "free"), Map.of("space", "fc16"))) {
            var scenario = Scenario.of("nakamoto", typed);
            String why = assertThrows(
                            IllegalArgumentException.class,
                            () -> new Withholding(scenario, env -> sm1(), "attacker", e -> {}))
                    .getMessage();
            assertTrue(why.contains("allowed on the wire: withholding"), why);
        }
    }
}
