package org.undermine.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers name blocks and mean nothing: under other numbers every rule gives the same answer. */
class RenumberingTest {
    static Stream<Protocol> protocols() {
        return Stream.of(
                new Nakamoto(),
                new Ethereum(Ethereum.ANY, Ethereum.Reward.CONSTANT, Ethereum.Preference.HEIGHT),
                new Ethereum(2, Ethereum.Reward.BYZANTIUM, Ethereum.Preference.WORK),
                new Ethereum(1, Ethereum.Reward.BYZANTIUM, Ethereum.Preference.WORK),
                new GhostDag(0),
                new GhostDag(1),
                new GhostDag(3));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void numbers_mean_nothing(Protocol protocol) {
        for (long seed = 1; seed <= 60; seed++) {
            var random = new Random(seed);
            var growth = new Growth(protocol, 5 + random.nextInt(9), random);
            int[] number = growth.numbering(random);
            Growth renamed = growth.renumbered(number);
            for (int me : List.of(View.DEFENDER, View.ATTACKER)) {
                View old = growth.view(me, random, random.nextDouble());
                boolean favours = me == View.ATTACKER;
                View now = renamed.ledger.view(me, number[old.head()], Growth.rename(old.known(), number), favours);
                compare(protocol, old, now, number, "seed " + seed + ", " + Arrays.toString(number) + growth.made);
            }
        }
    }

    private static void compare(Protocol protocol, View old, View now, int[] number, String where) {
        assertEquals(Growth.rename(protocol.mine(old), number), protocol.mine(now), where);
        assertEquals(Growth.rename(protocol.history(old), number), protocol.history(now), where);
        for (int b = old.known().first(); b >= 0; b = old.known().next(b)) {
            int c = number[b];
            assertEquals(old.height(b), now.height(c), where);
            assertEquals(number[protocol.prefer(old, b)], protocol.prefer(now, c), where);
            assertEquals(Growth.rename(protocol.referable(old, b), number), protocol.referable(now, c), where);
            assertEquals(protocol.progress(old, b), protocol.progress(now, c), where);
            assertEquals(protocol.proofs(old, b), protocol.proofs(now, c), where);
            assertEquals(paid(protocol, old, b), paid(protocol, now, c), where);
        }
    }

    private static List<Integer> paid(Protocol protocol, View view, int block) {
        int[] paid = new int[3];
        protocol.coinbase(view, block, (miner, amount) -> paid[miner] += amount);
        return Arrays.stream(paid).boxed().toList();
    }
}
