package org.undermine.env.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.undermine.env.AttackEnv;
import org.undermine.env.Scenario;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Nakamoto;
import org.undermine.protocols.Protocols;
import org.undermine.protocols.View;

class DrawingTest {
    private static final Pattern ROW =
            Pattern.compile("([^0-9]*?)([Bvsp])([ |]*?) +(\\d+)  (root|block|vote|summary|parallel)\\b(.*)");
    private static final Pattern ON = Pattern.compile(" on ((?:\\d+ ?)+)(?:with ((?:\\d+ ?)+))?");

    static Stream<String> protocols() {
        return Protocols.all().stream().map(Protocols.Entry::name);
    }

    private static Attack attack() {
        return new Attack(new Nakamoto(), new FreeSpace(12, true));
    }

    @Test
    void a_fork_is_drawn_as_two_lanes() {
        Attack attack = attack();
        Position at = attack.at;
        at.append(Draft.extending(0), 1, View.ATTACKER);
        at.append(Draft.extending(0), 1, View.DEFENDER);
        at.append(Draft.extending(1), 2, View.ATTACKER);
        at.withhold(BlockSet.of(3));
        at.ignore(BlockSet.of(2));
        at.fly(BlockSet.of(2));
        at.prefer(Party.ATTACKER, 3);
        at.prefer(Party.NEAR, 1);
        at.prefer(Party.FAR, 2);
        assertEquals(
                List.of(
                        "B    0  root",
                        "+-B  1  block  attacker  on 0                      <- near",
                        "B |  2  block  defender  on 0  ignored, in flight  <- far",
                        "  B  3  block  attacker  on 1  withheld            <- attacker"),
                Drawing.of(attack));
    }

    @Test
    void votes_and_what_is_known_of_their_hashes_are_drawn() {
        var attack = new Attack(
                Scenario.of("parallel", Map.of("k", 2)).rules(), new FreeSpace(12, true, false, 2, true, true));
        Position at = attack.at;
        at.hashes.chance = new Chance.Dice(0, 0, new SplittableRandom(3));
        for (int miner : List.of(View.ATTACKER, View.DEFENDER, View.DEFENDER)) at.append(Draft.voting(0), 0, miner);
        BlockSet leader = at.hashes.smallest(BlockSet.below(4).without(0), 1);
        at.append(Draft.extending(0, BlockSet.of(1).with(3)), 1, View.DEFENDER);
        at.append(Draft.voting(4), 1, View.ATTACKER);
        at.withhold(BlockSet.of(5));
        for (Party p : Party.values()) at.prefer(p, 4);
        String[] hash = new String[4];
        for (int v = 1; v < 4; v++) hash[v] = leader.contains(v) ? "hash 1/3" : "hash 2-3/3";
        assertEquals(
                Stream.of(
                                "B    0  root",
                                "+-v  1  vote   attacker  on 0                     " + hash[1],
                                "+-v  2  vote   defender  on 0                     " + hash[2],
                                "+-v  3  vote   defender  on 0                     " + hash[3],
                                "B    4  block  defender  on 0 with 1 3                        <- attacker, near, far",
                                "v    5  vote   attacker  on 4           withheld")
                        .toList(),
                Drawing.of(attack));
    }

    /** Each line says in words what its block refers to; the tree beside it says the same to the eye. */
    @ParameterizedTest
    @MethodSource("protocols")
    void the_tree_and_the_words_agree(String name) {
        var rules = Scenario.of(name, Map.of("space", "free")).rules();
        var space = new FreeSpace(14, true, false, rules.k(), true, rules.ledgers(), true);
        var attack = new Attack(rules, space);
        var random = new Random(1);
        var dice = new Chance.Dice(0.45, 0.5, new SplittableRandom(1));
        boolean[] legal = new boolean[space.actions().size()];
        int widest = 0;
        for (int t = 0; t < 2_000; t++) {
            space.legal(attack, legal);
            int action = random.nextInt(legal.length);
            while (!legal[action]) action = random.nextInt(legal.length);
            space.step(attack, action, dice);
            List<String> lines = Drawing.of(attack);
            String message = String.join("\n", lines);
            assertEquals(attack.at.dag.size(), lines.size(), message);
            var inLane = new HashMap<Integer, Integer>(); // the newest block of each
            for (int b = 0; b < lines.size(); b++) {
                var row = ROW.matcher(lines.get(b));
                assertTrue(row.matches(), message);
                assertEquals(b, Integer.parseInt(row.group(4)), message);
                int lane = row.group(1).length();
                widest = Math.max(widest, lane);
                if (b > 0) {
                    int branch = row.group(1).indexOf('+');
                    int drawn = inLane.get(branch >= 0 ? branch : lane);
                    assertEquals(hangsOn(attack.at.dag, b, row.group(6)), drawn, message);
                }
                inLane.put(lane, b);
            }
        }
        assertTrue(widest >= 4, "no position with three lanes");
    }

    private static int hangsOn(Dag dag, int b, String words) {
        var on = ON.matcher(words);
        assertTrue(on.find(), words);
        var named = new ArrayList<Integer>();
        for (int g = 1; g <= 2; g++)
            if (on.group(g) != null) for (String n : on.group(g).strip().split(" ")) named.add(Integer.parseInt(n));
        assertArrayEquals(
                dag.parents(b).stream().toArray(),
                named.stream().mapToInt(i -> i).sorted().toArray());
        boolean first = dag.kind(b) != Kind.VOTE && dag.predecessor(b) >= 0;
        return first ? named.get(0) : named.stream().mapToInt(i -> i).max().orElseThrow();
    }

    /** Who listens to the coins changes nothing, and hears of each proof-of-work that is found. */
    @ParameterizedTest
    @MethodSource("protocols")
    void coins_are_told_as_they_fall(String name) {
        var scenario = Scenario.of(name, Map.of("objective", "time"));
        var quiet = (AttackEnv) scenario.env(0.45, 0.5);
        var told = (AttackEnv) scenario.env(0.45, 0.5);
        var coins = new ArrayList<String>();
        told.chronicle(coins::add);
        quiet.reset(5);
        told.reset(5);
        var random = new Random(1);
        for (int t = 0; t < 1_000; t++) {
            int action = random.nextInt(quiet.actions().size());
            while (!quiet.legal(action)) action = random.nextInt(quiet.actions().size());
            coins.clear();
            quiet.step(action);
            told.step(action);
            assertEquals(quiet.state(), told.state());
            assertEquals(
                    quiet.progress(),
                    coins.stream().filter(c -> c.startsWith("alpha:")).count());
        }
    }
}
