package org.undermine.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.protocols.Ethereum.Preference;
import org.undermine.protocols.Ethereum.Reward;

/** Which blocks may be uncles. */
class EthereumUnclesTest {
    private static final Ethereum ALL = new Ethereum(Ethereum.ANY, Reward.CONSTANT, Preference.HEIGHT);
    private static final int LENGTH = 10;

    private final Ledger ledger = new Ledger(ALL, 1);
    private final int[] main = new int[LENGTH]; // by height
    private final int[] side = new int[LENGTH + 1]; // side[i] and main[i] are siblings
    private final int[] cousin = new int[LENGTH + 1]; // cousin[i] extends side[i - 1]

    @BeforeEach
    void draw() {
        for (int i = 1; i <= LENGTH; i++) {
            side[i] = block(main[i - 1]);
            if (i > 1) cousin[i] = block(side[i - 1]);
            if (i < LENGTH) main[i] = block(main[i - 1]);
        }
    }

    private int block(int predecessor, int... uncles) {
        return ledger.append(Draft.extending(predecessor, set(uncles)), View.DEFENDER);
    }

    private static BlockSet set(int... blocks) {
        BlockSet set = BlockSet.EMPTY;
        for (int b : blocks) set = set.with(b);
        return set;
    }

    private BlockSet uncles(Ethereum rules, int head, BlockSet known) {
        Draft draft = rules.mine(ledger.view(View.DEFENDER, head, known, false));
        assertEquals(head, draft.predecessor());
        return draft.parents().without(head);
    }

    private BlockSet chain(int head) {
        return ledger.view(View.DEFENDER, head).past(head).with(head);
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,true", "2,true", "3,true", "4,true", "5,true", "6,true", "7,false", "8,false"})
    void an_uncle_is_one_to_six_generations_back(int back, boolean valid) {
        int head = main[LENGTH - 1];
        int uncle = side[LENGTH - back];
        assertEquals(valid ? set(uncle) : set(), uncles(ALL, head, chain(head).with(uncle)));
    }

    @Test
    void an_uncle_extends_the_chain_itself_and_is_no_part_of_it() {
        int head = main[LENGTH - 1];
        BlockSet everything = ledger.view(View.DEFENDER, head).known();
        assertEquals(set(side[4], side[5], side[6], side[7], side[8], side[9]), uncles(ALL, head, everything));
    }

    @Test
    void two_uncles_but_not_three() {
        var byzantium = new Ethereum(2, Reward.BYZANTIUM, Preference.WORK);
        int head = main[LENGTH - 1];
        BlockSet two = chain(head).with(side[7]).with(side[9]);
        assertEquals(set(side[7], side[9]), uncles(byzantium, head, two));
        assertEquals(set(side[7], side[9]), uncles(byzantium, head, two.with(side[3]))); // too old, takes no place
        assertEquals(set(side[7], side[8]), uncles(byzantium, head, two.with(side[8])));
        assertEquals(set(), uncles(new Ethereum(0, Reward.BYZANTIUM, Preference.WORK), head, two));
    }

    @Test
    void an_uncle_is_named_once_in_a_chain_and_counts_once_in_a_block() {
        int head = block(main[5], side[5], side[5]);
        assertEquals(2, ALL.proofs(ledger.view(View.DEFENDER, head), head));
        for (int later = 0; later < 6; later++, head = block(head))
            assertEquals(set(), uncles(ALL, head, chain(head)), "after " + later);
        int elsewhere = block(side[8], side[7]);
        assertEquals(set(side[7]), uncles(ALL, main[8], chain(main[8]).or(set(side[7], elsewhere))));
    }

    /** The definition, tried on every known block: what a miner names if there is no limit. */
    @Test
    void random_ledgers() {
        int found = 0;
        for (long seed = 1; seed <= 300; seed++) {
            var random = new Random(seed);
            var growth = new Growth(new Ethereum(1, Reward.CONSTANT, Preference.HEIGHT), 14, random);
            View v = growth.view(View.DEFENDER, random, random.nextDouble());
            var chain = new HashSet<Integer>();
            for (int b = v.head(); b >= 0; b = v.predecessor(b)) chain.add(b);
            Set<Integer> valid = v.known().stream()
                    .filter(u -> chain.contains(v.predecessor(u)) && !chain.contains(u))
                    .filter(u -> v.height(v.head()) + 1 - v.height(u) >= 1 && v.height(v.head()) + 1 - v.height(u) <= 6)
                    .filter(u -> chain.stream().noneMatch(b -> v.parents(b).contains(u)))
                    .boxed()
                    .collect(Collectors.toSet());
            BlockSet named = ALL.mine(v).parents().without(v.head());
            assertEquals(valid, named.stream().boxed().collect(Collectors.toSet()), "seed " + seed + growth.made);
            found += valid.size();
        }
        assertTrue(found > 100, "uncles: " + found);
    }
}
