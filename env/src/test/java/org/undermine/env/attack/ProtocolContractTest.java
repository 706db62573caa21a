package org.undermine.env.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.Protocols;

/** What every registered protocol promises, in positions that attacks lead to. */
class ProtocolContractTest {
    private static final int STEPS = 5_000;

    static Stream<String> protocols() {
        return Protocols.all().stream().map(Protocols.Entry::name);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void renaming_blocks_renames_the_answers_and_changes_nothing_else(String name) {
        Protocol protocol =
                Protocols.named(name).make().apply(Protocols.named(name).complete(Map.of()));
        var random = new Random(1);
        var space = new FreeSpace(12, true);
        var attack = new Attack(protocol, space);
        var dice = new Chance.Dice(0.4, 0.5, new java.util.SplittableRandom(1));
        boolean[] legal = new boolean[space.actions().size()];
        for (int t = 0; t < STEPS; t++) {
            space.legal(attack, legal);
            int action = random.nextInt(legal.length);
            while (!legal[action]) action = random.nextInt(legal.length);
            space.step(attack, action, dice);
            int[] order = Renaming.any(attack.at.dag, random);
            int[] place = new int[order.length];
            for (int i = 0; i < order.length; i++) place[order[i]] = i;
            var renamed = new Position();
            renamed.copy(attack.at);
            renamed.relabel(order, order.length);
            for (Party party : Party.values()) {
                var here = new Sight(attack.at, party, false);
                var there = new Sight(renamed, party, false);
                String message = name + ", seed 1, step " + t + ", " + party + ": " + attack.at;
                Draft draft = protocol.mine(here);
                assertEquals(rename(draft, place), protocol.mine(there), message);
                assertTrue(here.known().containsAll(draft.parents()), message);
                assertTrue(draft.predecessor() < 0 || draft.parents().contains(draft.predecessor()), message);
                for (int b : here.known().stream().toArray()) {
                    assertEquals(place[protocol.prefer(here, b)], protocol.prefer(there, place[b]), message);
                    assertTrue(here.known().contains(protocol.prefer(here, b)), message);
                    assertTrue(protocol.progress(here, b) >= 0, message);
                    assertEquals(protocol.progress(here, b), protocol.progress(there, place[b]), message);
                    assertEquals(paid(protocol, here, b), paid(protocol, there, place[b]), message);
                }
            }
        }
    }

    private static List<Integer> paid(Protocol protocol, Sight view, int block) {
        int[] paid = new int[3];
        protocol.coinbase(view, block, (miner, amount) -> paid[miner] += amount);
        return List.of(paid[0], paid[1], paid[2]);
    }

    private static Draft rename(Draft draft, int[] place) {
        BlockSet parents = BlockSet.EMPTY;
        for (int p : draft.parents().stream().toArray()) parents = parents.with(place[p]);
        return new Draft(draft.predecessor() < 0 ? Draft.NONE : place[draft.predecessor()], parents, draft.kind());
    }
}
