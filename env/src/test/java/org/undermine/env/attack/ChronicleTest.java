package org.undermine.env.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.undermine.env.attack.Chronicle.NEVER;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.undermine.env.AttackEnv;
import org.undermine.env.Scenario;
import org.undermine.env.attack.Chronicle.Block;
import org.undermine.env.attack.Chronicle.Miner;
import org.undermine.env.attack.Chronicle.Moment;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Nakamoto;
import org.undermine.protocols.Protocols;
import org.undermine.protocols.Uncles;

class ChronicleTest {
    private static final int ADOPT = 0;
    private static final int OVERRIDE = 1;
    private static final int MATCH = 2;
    private static final int WAIT = 3;

    private final Space space = new WithholdingSpace(new Nakamoto(), 10, false);
    private final Attack attack = new Attack(new Nakamoto(), space);
    private final Chronicle chronicle = attack.chronicle();

    /** Carries out {@code action}; the next proof-of-work is the attacker's ("a"), or a near or far defender's. */
    private void play(int action, String finder) {
        space.step(attack, action, new Script(finder));
        chronicle.decided(action);
    }

    /** Two private blocks against one: the attacker publishes both and all agree. */
    @Test
    void an_override_settles_what_lost() {
        play(WAIT, "a");
        play(WAIT, "a");
        play(WAIT, "far");
        play(OVERRIDE, "a");
        assertEquals(
                List.of(
                        new Block(Kind.BLOCK, Miner.NOBODY, false, List.of(), 0, NEVER, NEVER, 3, true),
                        new Block(Kind.BLOCK, Miner.ATTACKER, true, List.of(0), 1, 0, 3, 3, true),
                        new Block(Kind.BLOCK, Miner.ATTACKER, true, List.of(1), 2, 1, 3, 3, true),
                        new Block(Kind.BLOCK, Miner.DEFENDER, true, List.of(0), 1, 2, 2, 3, false),
                        new Block(Kind.BLOCK, Miner.ATTACKER, true, List.of(2), 3, 3, NEVER, NEVER, false)),
                chronicle.blocks());
        assertEquals(
                List.of(
                        new Moment(WAIT, 0, 0, 0, true),
                        new Moment(WAIT, 1, 0, 0, false),
                        new Moment(WAIT, 2, 0, 0, false),
                        new Moment(OVERRIDE, 2, 2, 2, true)),
                chronicle.moments());
    }

    /** A race that the near defenders decide for the attacker's block. */
    @Test
    void a_match_divides_the_defenders() {
        play(WAIT, "a");
        play(WAIT, "far");
        play(MATCH, "near");
        play(ADOPT, "far");
        assertEquals(new Moment(MATCH, 1, 1, 2, false), chronicle.moments().get(2));
        assertEquals(new Moment(ADOPT, 3, 3, 3, true), chronicle.moments().get(3));
        assertEquals(
                new Block(Kind.BLOCK, Miner.ATTACKER, true, List.of(0), 1, 0, 2, 3, true),
                chronicle.blocks().get(1));
        assertEquals(
                new Block(Kind.BLOCK, Miner.DEFENDER, true, List.of(0), 1, 1, 1, 3, false),
                chronicle.blocks().get(2));
        assertEquals(
                new Block(Kind.BLOCK, Miner.DEFENDER, true, List.of(1), 2, 2, 2, 3, true),
                chronicle.blocks().get(3));
    }

    @ParameterizedTest
    @CsvSource({"withholding, 8, considered", "free, 7, considered", "free, 7, ignored"})
    void what_is_written_agrees_with_what_happens(String space, int cutoff, String own) {
        var env = (AttackEnv) Scenario.of("nakamoto", Map.of("space", space, "cutoff", cutoff, "own", own))
                .env(0.4, 0.5);
        Chronicle chronicle = env.chronicle();
        var random = new Random(7);
        for (long seed = 0; seed < 20; seed++) {
            env.reset(seed);
            double reward = 0;
            double progress = 0;
            for (int step = 0; step < 500; step++) {
                int action = random.nextInt(env.actions().size());
                while (!env.legal(action)) action = random.nextInt(env.actions().size());
                env.step(action);
                reward += env.reward();
                progress += env.progress();
                assertEquals(step + 1, chronicle.moments().size());
            }
            List<Block> blocks = chronicle.blocks();
            List<Block> agreed = blocks.subList(1, blocks.size()).stream()
                    .filter(Block::agreed)
                    .toList();
            assertEquals(progress, agreed.size());
            assertEquals(reward, agreed.stream().filter(Block::attackers).count());
            for (int b = 1; b < blocks.size(); b++) isSound(blocks, b);
        }
    }

    static Stream<Arguments> attacks() {
        return Protocols.all().stream()
                .flatMap(entry -> Scenario.spaces(entry.name()).stream()
                        .filter(space -> List.of("withholding", "free").contains(space))
                        .map(space -> Arguments.of(entry.name(), space)));
    }

    /** Votes, summaries and proposals too: what all agree on holds the proofs-of-work that the history takes in, and no others. */
    @ParameterizedTest
    @MethodSource("attacks")
    void every_kind_of_block_is_written(String protocol, String space) {
        var scenario = Scenario.of(protocol, Map.of("space", space, "cutoff", 6, "objective", "blocks"));
        var env = (AttackEnv) scenario.env(0.45, 0.5);
        Chronicle chronicle = env.chronicle();
        var random = new Random(7);
        env.reset(7);
        int taken = 0;
        for (int step = 0; step < 2_000; step++) {
            int action = random.nextInt(env.actions().size());
            while (!env.legal(action)) action = random.nextInt(env.actions().size());
            env.step(action);
            taken += (int) env.progress();
        }
        List<Block> blocks = chronicle.blocks();
        long agreed = blocks.stream().filter(b -> b.agreed() && b.proof()).count();
        boolean unpaid =
                scenario.rules() instanceof Uncles || !scenario.rules().prefers(); // uncles' uncles, red blocks
        assertTrue(unpaid ? taken <= agreed : taken == agreed, taken + " of " + agreed);
        boolean votes = scenario.rules().votes();
        boolean summaries = !scenario.rules().needsProof(Kind.SUMMARY);
        boolean proposals = !scenario.rules().needsProof(Kind.BLOCK);
        assertEquals(votes, blocks.stream().anyMatch(b -> b.kind() == Kind.VOTE));
        assertEquals(summaries, blocks.stream().anyMatch(b -> b.kind() == Kind.SUMMARY));
        assertEquals(proposals, blocks.stream().skip(1).anyMatch(b -> b.kind() == Kind.BLOCK && !b.proof()));
        for (int b = 1; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            assertEquals(block.kind() == Kind.SUMMARY, block.miner() == Miner.NOBODY);
            assertEquals(scenario.rules().needsProof(block.kind()), block.proof());
            assertEquals(block.parents().size(), Set.copyOf(block.parents()).size());
            for (int p : block.parents()) isSound(block, blocks.get(p), p < b);
        }
    }

    private static void isSound(Block block, Block parent, boolean older) {
        assertTrue(older);
        assertTrue(parent.height() <= block.height());
        assertTrue(parent.found() <= block.found());
        assertFalse(block.agreed() && !parent.agreed());
        if (block.released() != NEVER) assertTrue(parent.released() <= block.released());
    }

    /** Another proposal of the attacker's takes the place of one it withholds; that one is lost, and remembered. */
    @Test
    void what_is_replaced_is_remembered() {
        var env =
                (AttackEnv) Scenario.of("parallel", Map.of("k", 2, "cutoff", 5)).env(0.45, 0.5);
        Chronicle replaced = env.chronicle();
        var random = new Random(1);
        env.reset(1);
        int found = 0;
        for (int step = 0; step < 5_000; step++) {
            int before = replaced.blocks().size();
            int action = random.nextInt(env.actions().size());
            while (!env.legal(action)) action = random.nextInt(env.actions().size());
            env.step(action);
            List<Block> blocks = replaced.blocks();
            if (blocks.size() == before) continue;
            Block last = blocks.get(before);
            for (int b = 1; b < before; b++) {
                Block old = blocks.get(b);
                if (!old.attackers() || old.kind() != Kind.BLOCK || old.settled() != step || old.agreed()) continue;
                if (!last.attackers() || last.kind() != Kind.BLOCK) continue;
                assertEquals(old.parents().get(0), last.parents().get(0));
                assertEquals(NEVER, old.released());
                found++;
            }
        }
        assertTrue(found > 0);
    }

    private static void isSound(List<Block> blocks, int b) {
        Block block = blocks.get(b);
        Block parent = blocks.get(block.parents().get(0));
        assertTrue(block.parents().get(0) < b);
        assertEquals(parent.height() + 1, block.height());
        assertTrue(block.found() >= blocks.get(b - 1).found());
        assertFalse(block.agreed() && !parent.agreed());
        if (block.released() != NEVER) assertTrue(parent.released() <= block.released());
        if (block.released() != NEVER && b > 1 && block.attackers()) assertTrue(block.released() > block.found());
        if (block.settled() != NEVER) assertTrue(block.settled() > block.found());
    }

    private static final class Script implements Chance {
        private final Deque<Boolean> tosses = new ArrayDeque<>();

        Script(String finder) {
            tosses.add(finder.equals("a"));
            tosses.add(finder.equals("near"));
        }

        @Override
        public boolean alpha() {
            return tosses.remove();
        }

        @Override
        public boolean gamma() {
            return tosses.remove();
        }

        @Override
        public int oneOf(int n) {
            return 0;
        }

        @Override
        public boolean share(int part, int whole) {
            throw new AssertionError("Nakamoto compares no hashes");
        }
    }
}
