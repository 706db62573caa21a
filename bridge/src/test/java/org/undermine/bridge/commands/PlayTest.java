package org.undermine.bridge.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks shown step by step. */
class PlayTest {
    private static final Path RECORDINGS = Path.of("../agents/src/test/resources/recordings");

    @TempDir
    private Path folder;

    static List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.list(RECORDINGS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void the_first_line_of_a_recording_is_the_command_that_shows_it(Path recording) throws IOException {
        String text = Files.readString(recording);
        String command = text.lines().findFirst().orElseThrow();
        assertTrue(command.startsWith("undermine play "), command);
        Typed shown = Typed.line(command.substring("undermine ".length())).succeeded();
        assertEquals(text, shown.out());
        assertEquals("", shown.err());
    }

    @Test
    void a_policy_is_what_is_played() {
        String shown = Typed.line("play nakamoto --policy honest -a .4 --steps 30")
                .succeeded()
                .out();
        String paid = shown.lines()
                .filter(line -> line.startsWith("  in all"))
                .findFirst()
                .orElseThrow();
        long won = shown.lines()
                .filter(line -> line.contains("the proof is the attacker's"))
                .count();
        long proofs =
                shown.lines().filter(line -> line.contains("the proof is ")).count();
        boolean lastWon = shown.substring(shown.indexOf("step 30")).contains("the attacker's block");
        assertEquals("  in all  reward " + (won - (lastWon ? 1 : 0)) + ", progress " + (proofs - 1), paid);
        assertTrue(won > 0 && won < proofs, paid);
    }

    @Test
    void a_result_file_is_played_where_it_was_found() throws IOException {
        String file = folder.resolve("r.json").toString();
        Typed.line("attack parallel --k 2 -a .45 -g 0 --cutoff 3 -o " + file).succeeded();
        JsonNode shown =
                Typed.line("play parallel --steps 20 --json --policy " + file).json();
        assertTrue(shown.path("command").asText().contains("--k 2 --reward constant --space withholding --cutoff 3"));
        assertTrue(shown.path("command").asText().contains("--alpha 0.45 --gamma 0.0 --policy " + file));
        assertEquals(20, shown.path("steps").size());
    }

    @Test
    void programs_are_told_the_same() throws IOException {
        String line = "play tailstorm --k 2 -a .4 --seed 5 --steps 40";
        List<String> people = Typed.line(line).succeeded().out().lines().toList();
        JsonNode steps = Typed.line(line + " --json").json().path("steps");
        assertEquals(40, steps.size());
        int at = 0;
        for (JsonNode step : steps) {
            at = people.indexOf("step " + step.path("number").asInt());
            for (JsonNode row : step.path("drawing")) assertEquals("  " + row.asText(), people.get(++at));
            assertTrue(
                    step.path("legal").toString().contains(step.path("action").toString()), step.toString());
            assertTrue(people.contains("  does    " + step.path("action").asText()));
        }
        assertTrue(at > 0);
    }

    @Test
    void the_seed_decides() {
        List<String> once = steps("play nakamoto -a .4 --seed 3");
        assertEquals(once, steps("play nakamoto -a .4 --seed 3"));
        assertNotEquals(once, steps("play nakamoto -a .4 --seed 4"));
    }

    private static List<String> steps(String line) {
        return Typed.line(line).succeeded().out().lines().skip(1).toList();
    }
}
