package org.undermine.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.undermine.protocols.Ethereum.Preference;
import org.undermine.protocols.Ethereum.Reward;

/** What must be kept because a descendant of a settled block may still name it. */
class EthereumReferableTest {
    private static final Ethereum ALL = new Ethereum(Ethereum.ANY, Reward.CONSTANT, Preference.HEIGHT);

    private final Ledger ledger = new Ledger(ALL, 1);

    private int block(int predecessor) {
        return ledger.append(Draft.extending(predecessor), View.DEFENDER);
    }

    private BlockSet referable(int block) {
        return ALL.referable(ledger.view(View.DEFENDER, 0), block);
    }

    @Test
    void siblings_of_the_last_six_generations() {
        int old = block(0);
        int chain = block(0);
        for (int height = 2; height <= 6; height++) {
            assertEquals(BlockSet.of(old), referable(chain), "height " + (height - 1));
            chain = block(chain);
        }
        assertEquals(BlockSet.of(old), referable(chain)); // six generations back from the next block
        assertEquals(BlockSet.EMPTY, referable(block(chain)));
    }

    @Test
    void not_descendants_nor_children_of_uncles_nor_what_an_ancestor_named() {
        int a = block(0), u = block(0), grandchild = block(u), b = block(a);
        int w = block(a); // sibling of b
        int c = block(b), d = block(b); // descendants of b
        assertEquals(BlockSet.of(u).with(w), referable(b));
        assertEquals(BlockSet.of(u).with(w).with(d), referable(c));
        assertEquals(
                BlockSet.of(a).with(b),
                ALL.referable(ledger.view(View.DEFENDER, 0), u).with(b));
        assertEquals(BlockSet.of(a), referable(grandchild));
        int names = ledger.append(Draft.extending(b, BlockSet.of(u)), View.ATTACKER);
        assertEquals(BlockSet.of(w).with(c).with(d), referable(names));
        assertEquals(BlockSet.of(u).with(w), referable(b)); // another descendant may still name u
    }

    @Test
    void nothing_where_no_uncle_may_be_named() {
        block(0);
        int b = block(0);
        var none = new Ethereum(0, Reward.CONSTANT, Preference.HEIGHT);
        assertEquals(BlockSet.EMPTY, none.referable(ledger.view(View.DEFENDER, 0), b));
    }

    /** Whoever mines on a block that settles in the chain of {@code head} never misses what was forgotten. */
    @Test
    void no_later_miner_names_anything_else() {
        int named = 0;
        for (long seed = 1; seed <= 300; seed++) {
            var random = new Random(seed);
            var growth = new Growth(new Ethereum(2, Reward.BYZANTIUM, Preference.WORK), 14, random);
            int head = random.nextInt(growth.blocks());
            View v = growth.all(View.DEFENDER, head);
            BlockSet uncles = ALL.mine(v).parents().without(head);
            BlockSet kept = BlockSet.EMPTY;
            for (int settled = head; settled >= 0; settled = v.predecessor(settled)) {
                BlockSet referable = ALL.referable(v, settled);
                for (int u = uncles.first(); u >= 0; u = uncles.next(u)) {
                    boolean descends = v.past(u).contains(settled);
                    assertTrue(
                            descends || referable.contains(u),
                            "seed " + seed + ", head " + head + ", uncle " + u + ", settled " + settled + growth.made);
                }
                kept = kept.or(referable);
            }
            assertTrue(kept.containsAll(uncles), "seed " + seed);
            named += uncles.size();
        }
        assertTrue(named > 100, "uncles: " + named);
    }
}
