package org.undermine.env.attack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.protocols.Protocols;

/** What all have agreed on is final, also where a block kept as an uncle outweighs it. */
class AgreementTest {
    private static final int STEPS = 3_000;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void every_head_descends_from_what_is_paid(int seed) {
        var entry = Protocols.named("ethereum-byzantium");
        var space = new FreeSpace(6, true);
        var attack = new Attack(entry.make().apply(entry.complete(Map.of())), space);
        var random = new Random(seed);
        var dice = new Chance.Dice(0.45, 0.5, new SplittableRandom(seed));
        boolean[] legal = new boolean[space.actions().size()];
        for (int t = 0; t < STEPS; t++) {
            space.legal(attack, legal);
            int action = random.nextInt(legal.length);
            while (!legal[action]) action = random.nextInt(legal.length);
            space.step(attack, action, dice);
            for (Party p : Party.values())
                assertTrue(
                        attack.at.dag.chain(attack.at.head(p)).contains(attack.at.paid()),
                        "seed " + seed + ", step " + t + ", " + p + ": " + attack.at);
            for (int b = 1; b < attack.at.dag.size(); b++)
                assertTrue(
                        attack.at.dag.miner(b) != 0
                                || attack.at.dag.chain(attack.at.paid()).contains(b),
                        "seed " + seed + ", step " + t + ", paid twice at one height: " + attack.at);
        }
    }
}
