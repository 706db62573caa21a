package org.undermine.protocols;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every protocol with votes, in ledgers as they come. */
class VoteRulesTest {
    private static final int SEEDS = 8;

    static Stream<Protocol> protocols() {
        var all = new ArrayList<Protocol>();
        for (int k : new int[] {1, 2, 3, 5})
            for (Protocols.Entry entry : Protocols.all()) {
                if (!entry.name().endsWith("parallel") && !entry.name().equals("tailstorm")) continue;
                for (String reward : values(entry, "reward"))
                    for (String quorum : values(entry, "quorum")) {
                        if (k == 1 && entry.name().equals("dag-parallel") && reward.equals("discount")) continue;
                        var typed = quorum.isEmpty()
                                ? Map.of("k", k, "reward", reward)
                                : Map.of("k", k, "reward", reward, "quorum", quorum);
                        all.add(entry.make().apply(entry.complete(typed)));
                    }
            }
        return all.stream();
    }

    private static List<String> values(Protocols.Entry entry, String parameter) {
        return entry.parameters().stream()
                .filter(p -> p.name().equals(parameter))
                .findFirst()
                .map(Parameter::values)
                .orElse(List.of(""));
    }

    private static boolean leads(Protocol protocol) {
        return protocol instanceof Parallel || protocol instanceof Tailstorm;
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void a_block_holds_a_closed_set_of_votes_for_its_predecessor_and_names_its_leaves(Protocol protocol) {
        int votesPerBlock = leads(protocol) ? protocol.k() : protocol.k() - 1;
        int blocks = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            var play = new Play(protocol, seed).to(40);
            View all = play.ledger.view(View.ATTACKER, 0);
            for (int b = 1; b < play.ledger.size(); b++) {
                String at = protocol + ", seed " + seed + ", block " + b;
                int predecessor = all.predecessor(b);
                assertTrue(all.parents(b).contains(predecessor), at);
                if (all.kind(b) == Kind.VOTE) {
                    assertEquals(all.height(predecessor), all.height(b), at);
                    continue;
                }
                blocks++;
                assertEquals(all.height(predecessor) + 1, all.height(b), at);
                BlockSet votes = Votes.in(all, b);
                assertEquals(votesPerBlock, votes.size(), at);
                for (int x : votes.stream().toArray()) {
                    assertEquals(predecessor, all.voted(x), at);
                    assertTrue(votes.containsAll(all.past(x).and(all.votes(predecessor))), at);
                }
                assertEquals(Votes.leaves(all, votes).with(predecessor), all.parents(b), at);
            }
        }
        assertTrue(blocks > SEEDS, protocol + ": blocks " + blocks);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void a_proposal_becomes_the_head_of_whoever_makes_it(Protocol protocol) {
        int proposals = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            var play = new Play(protocol, seed).to(30);
            for (int i = 0; i < 20; i++) {
                int miner = 1 + i % 2;
                View view = play.view(miner, i / 20.0);
                Draft draft = protocol.propose(view);
                if (draft == null) continue;
                proposals++;
                int block = play.ledger.append(draft, miner);
                View after = play.ledger.view(miner, view.head(), view.known().with(block), miner == View.ATTACKER);
                assertEquals(block, protocol.prefer(after, block), protocol + ", seed " + seed + ", " + i);
            }
        }
        assertEquals(leads(protocol), proposals > SEEDS, protocol + ": proposals " + proposals);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void a_block_pays_at_most_k_and_one_to_each_under_constant(Protocol protocol) {
        for (long seed = 0; seed < SEEDS; seed++) {
            var play = new Play(protocol, seed).to(40);
            View all = play.ledger.view(View.ATTACKER, 0);
            int most = protocol.k() * protocol.unit();
            for (int b = 1; b < play.ledger.size(); b++) {
                if (all.kind(b) == Kind.VOTE) continue;
                int[] paid = Play.paid(protocol, all, b);
                String at = protocol + ", seed " + seed + ", block " + b;
                assertEquals(0, paid[View.NOBODY], at);
                assertTrue(paid[View.DEFENDER] + paid[View.ATTACKER] <= most, at);
                assertTrue(paid[View.DEFENDER] + paid[View.ATTACKER] > 0, at);
                if (protocol.toString().contains("constant")
                        || protocol.toString().contains("block"))
                    assertEquals(most, paid[View.DEFENDER] + paid[View.ATTACKER], at);
                if (protocol.k() == 1) assertEquals(most, paid[1] + paid[2], at);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void renaming_blocks_renames_the_answers_and_changes_nothing_else(Protocol protocol) {
        for (long seed = 0; seed < SEEDS; seed++) {
            var play = new Play(protocol, seed).to(30);
            int[] place = new int[play.ledger.size()];
            var shuffled = play.ledger.shuffled(place, new Random(seed));
            for (int i = 0; i < 10; i++) {
                View here = play.view(1 + i % 2, i / 10.0);
                boolean favours = here.me() == View.ATTACKER;
                BlockSet known = Ledger.renamed(here.known(), place);
                View there = shuffled.view(here.me(), place[here.head()], known, favours);
                String at = protocol + ", seed " + seed + ", view " + i;
                assertEquals(Ledger.renamed(protocol.mine(here), place), protocol.mine(there), at);
                assertEquals(Ledger.renamed(protocol.propose(here), place), protocol.propose(there), at);
                for (int b : here.known().stream().toArray()) {
                    assertEquals(place[protocol.prefer(here, b)], protocol.prefer(there, place[b]), at);
                    assertArrayEquals(Play.paid(protocol, here, b), Play.paid(protocol, there, place[b]), at);
                    assertEquals(Ledger.renamed(protocol.rivals(here, b), place), protocol.rivals(there, place[b]), at);
                }
            }
        }
    }

    static Stream<Protocol> nakamotos() {
        return protocols().filter(p -> p.k() == 1 && !leads(p));
    }

    @ParameterizedTest
    @MethodSource("nakamotos")
    void with_k_1_it_is_nakamoto(Protocol protocol) {
        var nakamoto = new Nakamoto();
        for (long seed = 0; seed < SEEDS; seed++) {
            var play = new Play(nakamoto, seed).to(30);
            for (int i = 0; i < 20; i++) {
                View view = play.view(1 + i % 2, i / 20.0);
                String at = protocol + ", seed " + seed + ", view " + i;
                assertEquals(nakamoto.mine(view), protocol.mine(view), at);
                for (int b : view.known().stream().toArray()) {
                    assertEquals(nakamoto.prefer(view, b), protocol.prefer(view, b), at);
                    assertEquals(nakamoto.progress(view, b), protocol.progress(view, b), at);
                    int[] paid = Play.paid(protocol, view, b);
                    for (int to = 0; to < paid.length; to++) paid[to] /= protocol.unit();
                    assertArrayEquals(Play.paid(nakamoto, view, b), paid, at);
                }
            }
        }
    }

    @Test
    void bad_parameters_are_refused_in_one_line() {
        refused("k is 0; allowed: 1 to 128", () -> new Parallel(0, Reward.CONSTANT));
        refused("k is 129; allowed: 1 to 128", () -> new SimpleParallel(129, Reward.CONSTANT));
        refused("reward is punish; allowed: constant | block", () -> new Parallel(2, Reward.PUNISH));
        refused("reward is discount; allowed: constant | block", () -> new SimpleParallel(2, Reward.DISCOUNT));
        refused(
                "reward is hybrid; allowed: constant | block | discount",
                () -> new DagParallel(2, Reward.HYBRID, Quorum.OPTIMAL));
        refused(
                "reward is block; allowed: constant | discount | punish | hybrid",
                () -> new Tailstorm(2, Reward.BLOCK, Quorum.OPTIMAL));
        refused("k is 0; allowed: 1 to 128", () -> new TreeParallel(0, Reward.CONSTANT, Quorum.OPTIMAL));
        refused(
                "k is 1; allowed with reward discount: 2 to 128",
                () -> new DagParallel(1, Reward.DISCOUNT, Quorum.ALTRUISTIC));
        assertEquals(
                "quorum is greedy; allowed: altruistic | heuristic | optimal",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Protocols.named("tailstorm").complete(Map.of("quorum", "greedy")))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> Protocols.named("parallel").complete(Map.of("quorum", "optimal")));
    }

    private static void refused(String message, Supplier<Protocol> made) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, made::get).getMessage());
    }

    @Test
    void the_defaults_are_k_2_constant_rewards_and_an_altruistic_quorum() {
        assertEquals(new Parallel(2, Reward.CONSTANT), fallback("parallel"));
        assertEquals(new SimpleParallel(2, Reward.CONSTANT), fallback("simple-parallel"));
        assertEquals(new TreeParallel(2, Reward.CONSTANT, Quorum.ALTRUISTIC), fallback("tree-parallel"));
        assertEquals(new DagParallel(2, Reward.CONSTANT, Quorum.ALTRUISTIC), fallback("dag-parallel"));
        assertEquals(new Tailstorm(2, Reward.CONSTANT, Quorum.ALTRUISTIC), fallback("tailstorm"));
        assertEquals(2, fallback("tailstorm").k());
    }

    private static Protocol fallback(String name) {
        var entry = Protocols.named(name);
        return entry.make().apply(entry.complete(Map.of()));
    }
}
