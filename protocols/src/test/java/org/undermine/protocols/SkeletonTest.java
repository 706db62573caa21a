package org.undermine.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    //  0 <- 1
    //    <- 2 <- 3
    @Test
    void a_chain_is_left_for_one_that_is_longer_by_lead() throws IOException {
        for (int lead = 1; lead <= 2; lead++) {
            Protocol rules = rules(false, Map.of("lead", lead));
            var ledger = new Ledger(rules, 1);
            int first = ledger.append(Draft.extending(0), D);
            int other = ledger.append(Draft.extending(0), A);
            assertEquals(first, rules.prefer(ledger.view(D, first), other));
            int longer = ledger.append(rules.mine(ledger.view(A, other)), A);
            assertEquals(lead == 1 ? longer : first, rules.prefer(ledger.view(D, first), longer));
        }
        assertEquals("My_1st[lead=1]", rules(false, Map.of()).toString());
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
