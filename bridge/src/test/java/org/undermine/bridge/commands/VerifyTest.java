package org.undermine.bridge.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.protocols.Skeleton;

/** What verify says of rules that keep their contract, and of rules that do not. */
class VerifyTest {
    private static final int PROMISES = 10;

    @TempDir
    private Path folder;

    private Path mine(boolean votes, String right, String wrong) throws IOException {
        String text = Skeleton.of("Mine", votes);
        assertTrue(text.contains(right));
        return Files.writeString(folder.resolve("Mine.java"), text.replace(right, wrong));
    }

    @Test
    void a_line_for_each_promise_kept() {
        Typed said = Typed.line("verify nakamoto").succeeded();
        assertEquals("", said.err());
        assertEquals("nakamoto", said.out().lines().findFirst().orElseThrow());
        assertEquals(
                PROMISES,
                said.out().lines().filter(line -> line.startsWith("  ok  ")).count(),
                said.out());
    }

    @Test
    void the_skeleton_of_a_chain_keeps_them() throws IOException {
        Path mine = mine(false, "return 1;", "return 1;");
        JsonNode said =
                Typed.line("verify " + mine + " --json --tie smallest-hash").json();
        assertTrue(said.path("holds").asBoolean());
        assertEquals(PROMISES, said.path("kept").size());
        assertEquals(mine.toString(), said.path("protocol").asText());
        assertEquals("smallest-hash", said.at("/parameters/tie").asText());
    }

    @Test
    void the_skeleton_with_votes_keeps_them() throws IOException {
        Typed.line("verify " + mine(true, "return k;", "return k;") + " --k 3").succeeded();
    }

    @Test
    void a_broken_rule_is_named_with_a_state() throws IOException {
        Path mine = mine(
                false, "return tie == Tie.FIRST_SEEN ? head", "return tie == Tie.FIRST_SEEN ? Math.min(head, block)");
        Typed said = Typed.line("verify " + mine);
        assertEquals(1, said.status(), said.err());
        assertEquals("", said.err());
        assertTrue(said.out().contains("\nprefer: "), said.out());
        assertTrue(said.out().contains("A number is only a name"), said.out());
        assertTrue(said.out().contains("The smallest state found that shows it:"), said.out());
    }

    @Test
    void a_broken_rule_in_one_object() throws IOException {
        Path mine = mine(false, "view.miner(block), 1)", "view.miner(block), view.height(block))");
        Typed said = Typed.line("verify " + mine + " --json");
        assertEquals(1, said.status(), said.err());
        JsonNode json = new ObjectMapper().readTree(said.out());
        assertFalse(json.path("holds").asBoolean());
        assertEquals("coinbase", json.at("/breach/rule").asText());
        assertTrue(json.at("/breach/said").asText().contains("where the root is"), said.out());
    }

    /** The rules are sound, and yet the numbers do not add up. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | return k; | return k + 1; | honest play: ",
                "false | payout.pay(view.miner(block), 1); | payout.pay(view.miner(block), 2); | honest play: ",
            })
    void a_model_that_is_wrong_is_said_to_be(boolean votes, String right, String wrong, String says)
            throws IOException {
        Typed said = Typed.line("verify " + mine(votes, right, wrong));
        assertEquals(1, said.status(), said.out());
        assertTrue(said.out().contains("\n" + says), said.out());
        assertTrue(said.out().contains("expected alpha"), said.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verify                     | the protocol is missing",
                "verify nakamotto           | did you mean nakamoto?",
                "verify parallel --k 0      | k is 0; allowed: 1 to 128",
                "verify dag-parallel --k 1 --reward discount | k is 1; allowed with reward discount: 2 to 128",
                "verify nakamoto --cutoff 3 | unknown option --cutoff",
                "verify Nowhere.java        | there is no file Nowhere.java"
            })
    void bad_input_is_one_line(String line, String says) {
        String refusal = Typed.line(line).refusal(2);
        assertTrue(refusal.contains(says), refusal);
    }
}
