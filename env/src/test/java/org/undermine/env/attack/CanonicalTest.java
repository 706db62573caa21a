package org.undermine.env.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Nakamoto;
import org.undermine.protocols.View;

/** Renaming blocks never changes a canonical form, and what reads back from it is the same position. */
class CanonicalTest {
    private static final int STATES = 25_000; // for each seed and kind: 10^5 in all

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void renaming_the_blocks_of_an_attack_does_not_change_its_state(long seed) {
        var random = new Random(seed);
        var space = new FreeSpace(12, true);
        var attack = new Attack(new Nakamoto(), space);
        var dice = new Chance.Dice(0.4, 0.5, new java.util.SplittableRandom(seed));
        boolean[] legal = new boolean[space.actions().size()];
        for (int t = 0; t < STATES; t++) {
            space.legal(attack, legal);
            int action = random.nextInt(legal.length);
            while (!legal[action]) action = random.nextInt(legal.length);
            space.step(attack, action, dice);
            assertSame(attack.at, attack.canonical(), random, "seed " + seed + ", step " + t);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void renaming_the_blocks_of_any_dag_does_not_change_its_state(long seed) {
        var random = new Random(seed);
        var at = new Position();
        var canonical = new Canonical();
        for (int t = 0; t < STATES; t++) {
            grow(at, 2 + random.nextInt(9), 1 + random.nextInt(3), random);
            assertSame(at, canonical, random, "seed " + seed + ", DAG " + t);
        }
    }

    /** Few labels and many references, so that there is much to confuse. */
    private static void grow(Position at, int blocks, int references, Random random) {
        at.clear();
        for (int b = 1; b < blocks; b++) {
            BlockSet parents = BlockSet.EMPTY;
            for (int i = 0; i < references; i++) parents = parents.with(random.nextInt(b));
            int predecessor = parents.last();
            at.dag.append(
                    new Draft(predecessor, parents, Kind.BLOCK),
                    0,
                    random.nextInt(4) == 0 ? View.ATTACKER : View.DEFENDER);
        }
        for (Party p : Party.values()) at.prefer(p, random.nextInt(3) == 0 ? random.nextInt(blocks) : 0);
    }

    private static void assertSame(Position at, Canonical canonical, Random random, String message) {
        State state = canonical.of(at);
        var renamed = new Position();
        renamed.copy(at);
        renamed.relabel(Orders.any(at.dag, random), at.dag.size());
        assertEquals(state, canonical.of(renamed), () -> message + ": " + at + " and " + renamed);
        var back = new Position();
        Codec.read(state, back, new Nakamoto());
        assertEquals(state, canonical.of(back), () -> message + ": " + at + " and " + back);
    }

    @Test
    void positions_that_differ_in_more_than_names_stay_apart() {
        var canonical = new Canonical();
        var at = new Position();
        at.dag.append(Draft.extending(0), 1, View.DEFENDER);
        at.dag.append(Draft.extending(0), 1, View.DEFENDER);
        State plain = canonical.of(at);
        at.prefer(Party.FAR, 1);
        State far = canonical.of(at);
        at.prefer(Party.NEAR, 2);
        State race = canonical.of(at);
        at.prefer(Party.NEAR, 1);
        State agreed = canonical.of(at);
        assertNotEquals(plain, far);
        assertNotEquals(far, race);
        assertNotEquals(race, agreed);
        at.prefer(Party.NEAR, 2);
        at.prefer(Party.FAR, 2);
        assertEquals(agreed, canonical.of(at));
    }
}
