package org.undermine.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code undermine new} writes, compiled and asked. */
class SkeletonTest {
    private static final int A = View.ATTACKER;
    private static final int D = View.DEFENDER;

    @TempDir
    private Path folder;

    private Protocol rules(boolean votes, Map<String, ?> typed) throws IOException {
        Path file = Files.writeString(folder.resolve("My_1st.java"), Skeleton.of("My_1st", votes));
        var entry = Protocols.named(file.toString());
        return entry.make().apply(entry.complete(typed));
    }

    @Test
    void a_chain_is_left_for_a_longer_one_and_on_a_tie_as_the_parameter_says() throws IOException {
        for (String tie : List.of("first-seen", "smallest-hash")) {
            Protocol rules = rules(false, Map.of("tie", tie));
            var ledger = new Ledger(rules, 1);
            int first = ledger.append(Draft.extending(0), D, 2);
            int other = ledger.append(Draft.extending(0), A, 1);
            assertEquals(tie.equals("first-seen") ? first : other, rules.prefer(ledger.view(D, first), other));
            int longer = ledger.append(rules.mine(ledger.view(D, first)), D, 3);
            assertEquals(longer, rules.prefer(ledger.view(D, other), longer));
            assertEquals(longer, rules.prefer(ledger.view(D, longer), other));
            assertEquals(
                    tie.equals("first-seen") ? BlockSet.EMPTY : BlockSet.of(first),
                    rules.rivals(ledger.view(D, first), other));
        }
        assertEquals("My_1st[tie=FIRST_SEEN]", rules(false, Map.of()).toString());
    }

    @Test
    void a_block_refers_to_its_votes_and_pays_them() throws IOException {
        Protocol rules = rules(true, Map.of("k", 3));
        var ledger = new Ledger(rules, 1);
        int small = ledger.append(rules.mine(ledger.view(D, 0)), D, 1);
        int large = ledger.append(rules.mine(ledger.view(A, 0)), A, 3);
        int middle = ledger.append(Draft.voting(0), D, 2);
        assertEquals(BlockSet.of(0), ledger.view(D, 0).parents(small));
        Draft draft = rules.mine(ledger.view(A, 0));
        assertEquals(Draft.extending(0, BlockSet.of(small).with(large)), draft); // own first, then the smallest
        assertEquals(0, rules.prefer(ledger.view(D, 0), middle));
        int block = ledger.append(draft, A);
        View view = ledger.view(D, 0);
        assertEquals(block, rules.prefer(view, block));
        assertEquals(1, view.height(block));
        int[] paid = new int[3];
        rules.coinbase(view, block, (miner, amount) -> paid[miner] += amount);
        assertEquals(2, paid[A]);
        assertEquals(1, paid[D]);
        assertEquals(3, rules.progress(view, block));
        assertEquals(3, rules.k());
        assertTrue(rules.votes());
        var refused = assertThrows(IllegalArgumentException.class, () -> rules(true, Map.of("k", 1)));
        assertTrue(refused.getMessage().startsWith("k is 1"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1st",
                "a b",
                "a.b",
                "../Mine",
                "Mine.java",
                "class",
                "_",
                "var",
                "record",
                "true",
                "View",
                "Draft",
                "String",
                "Override"
            })
    void other_names_are_refused(String name) {
        var e = assertThrows(IllegalArgumentException.class, () -> Skeleton.of(name, false));
        assertTrue(e.getMessage().contains(name) && e.getMessage().lines().count() == 1, e.getMessage());
    }
}
