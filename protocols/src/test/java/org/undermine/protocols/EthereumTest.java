package org.undermine.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.protocols.Ethereum.Preference;
import org.undermine.protocols.Ethereum.Reward;

/** Which uncles are chosen, whom they pay, and which chain wins. */
class EthereumTest {
    private static final int ATTACKER = View.ATTACKER, DEFENDER = View.DEFENDER;

    private final Ledger ledger = new Ledger(rules("ethereum-byzantium", Map.of()), 1);

    private static Ethereum rules(String name, Map<String, ?> parameters) {
        var entry = Protocols.named(name);
        return (Ethereum) entry.make().apply(entry.complete(parameters));
    }

    private int block(int predecessor, int miner, int... uncles) {
        BlockSet others = Arrays.stream(uncles).mapToObj(BlockSet::of).reduce(BlockSet.EMPTY, BlockSet::or);
        return ledger.append(Draft.extending(predecessor, others), miner);
    }

    @Test
    void the_rule_sets_differ_in_defaults_only() {
        Ethereum whitepaper = rules("ethereum-whitepaper", Map.of()), byzantium = rules("ethereum-byzantium", Map.of());
        assertEquals(new Ethereum(Ethereum.ANY, Reward.CONSTANT, Preference.HEIGHT), whitepaper);
        assertEquals(new Ethereum(2, Reward.BYZANTIUM, Preference.WORK), byzantium);
        var wood = Map.of("uncles", 2, "uncle-reward", "byzantium", "preference", "work");
        assertEquals(byzantium, rules("ethereum-whitepaper", wood));
    }

    /** Uncles o and h of the attacker, at heights 1 and 3, l and t of defenders, at heights 1 and 2. */
    @ParameterizedTest
    @CsvSource({
        "2, true, 1, o", "2, true, 2, oh", "2, true, 3, ohl", "2, true, 4, ohlt", // the attacker: own first
        "1, false, 1, l", "1, false, 2, lo", "1, false, 3, lot", "1, false, 4, loth", // many defenders: lower first
        "1, true, 1, l", "1, true, 2, lt", "1, true, 3, lto", "1, true, 4, ltoh" // one defender: own first
    })
    void own_then_lower_then_the_defenders(int me, boolean favours, int n, String named) {
        assertEquals(letters(named), letters(chosen(me, favours, n, true, true)));
    }

    @ParameterizedTest
    @CsvSource({"true, false, oh", "false, true, lt", "false, false, ''", "true, true, ohlt"})
    void the_attacker_may_leave_out_its_own_or_the_others(boolean own, boolean foreign, String named) {
        assertEquals(letters(named), letters(chosen(ATTACKER, true, 16, own, foreign)));
    }

    private static String letters(String named) {
        return named.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining());
    }

    private String chosen(int me, boolean favours, int n, boolean own, boolean foreign) {
        int h1 = block(0, DEFENDER), h2 = block(h1, DEFENDER), head = block(h2, DEFENDER);
        int h = block(h2, ATTACKER), t = block(h1, DEFENDER), o = block(0, ATTACKER), l = block(0, DEFENDER);
        var letter = Map.of(o, "o", h, "h", l, "l", t, "t");
        View view = ledger.view(me, head, BlockSet.below(8), favours);
        Draft draft = rules("ethereum-byzantium", Map.of("uncles", n)).mine(view, own, foreign);
        return draft.parents().without(head).stream().mapToObj(letter::get).collect(Collectors.joining());
    }

    @Test
    void hashes_decide_only_among_equals_that_want_for_places() {
        int head = block(0, DEFENDER);
        for (long hash : new long[] {30, 10, 20}) ledger.append(Draft.extending(0), DEFENDER, hash);
        var questions = new AtomicInteger();
        View view = Growth.counting(ledger.view(ATTACKER, head), questions);
        BlockSet all =
                rules("ethereum-byzantium", Map.of("uncles", 3)).mine(view).parents();
        assertEquals(BlockSet.below(5).without(0), all);
        assertEquals(0, questions.get());
        BlockSet two = rules("ethereum-byzantium", Map.of()).mine(view).parents();
        assertEquals(BlockSet.of(head).with(3).with(4), two);
        assertEquals(1, questions.get());
    }

    @ParameterizedTest
    @CsvSource({"1, 28", "2, 24", "3, 20", "4, 16", "5, 12", "6, 8"})
    void rewards(int generations, int byzantium) {
        int uncle = block(0, ATTACKER), other = block(0, ATTACKER), head = 0;
        for (int i = 0; i < generations; i++) head = block(head, DEFENDER);
        int b = block(head, DEFENDER, uncle, other);
        View view = ledger.view(DEFENDER, b);
        assertEquals(List.of(2 * byzantium, 34), paid(rules("ethereum-byzantium", Map.of()), view, b));
        assertEquals(List.of(2 * 30, 34), paid(rules("ethereum-whitepaper", Map.of()), view, b));
        assertEquals(List.of(0, 32), paid(rules("ethereum-whitepaper", Map.of()), view, head));
    }

    private static List<Integer> paid(Ethereum rules, View view, int block) {
        int[] paid = new int[3];
        rules.coinbase(view, block, (miner, amount) -> paid[miner] += amount);
        return List.of(paid[ATTACKER], paid[DEFENDER]);
    }

    @Test
    void height_or_work() {
        int a1 = block(0, DEFENDER), a2 = block(a1, DEFENDER), a3 = block(a2, DEFENDER);
        int b1 = block(0, ATTACKER), b2 = block(b1, ATTACKER, a1), u = block(b1, ATTACKER);
        int b3 = block(b2, ATTACKER, u);
        var height = rules("ethereum-whitepaper", Map.of());
        var work = rules("ethereum-byzantium", Map.of());
        assertEquals(a3, height.prefer(ledger.view(DEFENDER, b2), a3)); // 3 above 2
        assertEquals(a3, height.prefer(ledger.view(DEFENDER, a3), b3)); // 3 each: the first seen stays
        assertEquals(b2, work.prefer(ledger.view(DEFENDER, b2), a3)); // 3 each
        assertEquals(a3, work.prefer(ledger.view(DEFENDER, a3), b2));
        assertEquals(b3, work.prefer(ledger.view(DEFENDER, a3), b3)); // 5 above 3
        View view = ledger.view(DEFENDER, b3);
        assertEquals(32, work.unit());
        assertEquals(1, height.progress(view, b3));
        assertEquals(2, work.progress(view, b3));
        assertEquals(2, height.proofs(view, b3));
        assertEquals(BlockSet.of(0).with(b1).with(b2).with(b3), work.history(view));
    }
}
