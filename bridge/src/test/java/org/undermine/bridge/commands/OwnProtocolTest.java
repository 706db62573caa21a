package org.undermine.bridge.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.protocols.Skeleton;

/** A protocol in a file of the user's, wherever a protocol can be typed. */
class OwnProtocolTest {
    @TempDir
    private Path folder;

    private Path mine;
    private String chain;

    @BeforeEach
    void write() throws IOException {
        mine = folder.resolve("Mine.java");
        chain = Skeleton.of("Mine", false);
        Files.writeString(mine, chain);
    }

    /** Runs a line in which MINE stands for the file and OUT for a folder. */
    private Typed line(String line) {
        return Typed.line(line.replace("MINE", mine.toString()).replace("OUT", folder.toString()));
    }

    @Test
    void the_skeleton_of_a_chain_is_nakamoto_until_it_is_changed() throws IOException {
        JsonNode known = line("attack nakamoto --alpha .4 --cutoff 6 --json").json();
        JsonNode own = line("attack MINE --alpha .4 --cutoff 6 --json").json();
        assertEquals(known.path("model"), own.path("model"));
        assertEquals(known.path("optimum"), own.path("optimum"));
        assertEquals(mine.toString(), own.path("protocol").asText());
        assertEquals("first-seen", own.at("/parameters/tie").asText());
        assertTrue(own.path("ceiling").isNull());
    }

    @Test
    void the_skeleton_with_votes_is_simple_parallel_until_it_is_changed() throws IOException {
        Files.writeString(mine, Skeleton.of("Mine", true));
        JsonNode known = line("attack simple-parallel --k 3 --alpha .4 --cutoff 5 --json")
                .json();
        JsonNode own = line("attack MINE --k 3 --alpha .4 --cutoff 5 --json").json();
        assertEquals(known.path("model"), own.path("model"));
        assertEquals(known.path("optimum"), own.path("optimum"));
        assertTrue(line("attack MINE --alpha .4 --k 1").refusal(2).contains("k is 1; allowed: 2 to 32"));
    }

    @Test
    void parameters_may_come_before_the_file_and_after() throws IOException {
        JsonNode after =
                line("attack MINE --tie smallest-hash -a .4 --cutoff 4 --json").json();
        JsonNode before =
                line("attack --tie smallest-hash -a .4 --cutoff 4 MINE --json").json();
        JsonNode joined =
                line("attack --tie=smallest-hash MINE -a .4 --cutoff 4 --json").json();
        assertEquals(after.path("model"), before.path("model"));
        assertEquals(after.path("model"), joined.path("model"));
        assertEquals("smallest-hash", after.at("/parameters/tie").asText());
        JsonNode one = line("attack MINE -a .4 --cutoff 4 --json").json();
        assertNotEquals(one.path("model"), after.path("model"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"attack", "break-even", "sweep", "evaluate", "play", "train"})
    void help_lists_its_parameters(String command) {
        String help = line(command + " MINE --help").succeeded().out().replaceAll("\\s+", " ");
        assertTrue(help.contains("--tie"), help);
        assertTrue(help.contains("first-seen | smallest-hash (default: first-seen)"), help);
        assertTrue(help.contains("withholding, free (default: withholding)"), help);
    }

    @Test
    void a_path_may_be_unusual() throws IOException {
        Path odd = Files.createDirectories(folder.resolve("100% mine")).resolve("Mine.java");
        Files.writeString(odd, chain);
        String help =
                Typed.run("attack", odd.toString(), "--help").succeeded().out().replaceAll("\\s+", " ");
        assertTrue(help.contains("/100% mine/Mine.java: --tie"), help);
        Path here = Path.of("").toAbsolutePath();
        String relative = here.relativize(mine).toString();
        JsonNode result = Typed.run("attack", relative, "-a", ".3", "--cutoff", "3", "--json")
                .json();
        assertEquals(relative, result.path("protocol").asText());
    }

    @Test
    void every_command_takes_it() throws IOException {
        line("sweep MINE --alpha .3,.4 --gamma 0 --cutoff 4 -o OUT/t.csv").succeeded();
        JsonNode found = line("break-even MINE --gamma .5 --cutoff 6 --json").json();
        assertTrue(found.get(0).path("high").asDouble() < 0.3, found.toString());
        line("attack MINE -a .4 --cutoff 4 --space free -o OUT/r.json").succeeded();
        JsonNode played =
                line("evaluate MINE --policy OUT/r.json --steps 1e4 --json").json();
        assertEquals("free", played.at("/attack/space").asText());
        line("evaluate MINE --policy honest -a .4 --steps 1e4 --cutoff 4 --tie smallest-hash")
                .succeeded();
        assertTrue(line("play MINE -a .4 --tie smallest-hash").succeeded().out().contains("step 8"));
    }

    @Test
    void a_result_is_checked_against_the_file_as_it_is_now() throws IOException {
        line("attack MINE -a .4 --cutoff 4 --tie smallest-hash -o OUT/r.json").succeeded();
        line("check OUT/r.json").succeeded();
        Files.writeString(mine, chain.replace("tie == Tie.FIRST_SEEN", "true"));
        String refused = line("check OUT/r.json -q").refusal(1);
        assertTrue(refused.contains("the model compiled from the parameters is another one"), refused);
        Files.delete(mine);
        String missing = line("check OUT/r.json").refusal(2);
        assertTrue(missing.endsWith("there is no file " + mine + " with a protocol's rules"), missing);
    }

    @Test
    void a_table_of_other_rules_is_left_alone() throws IOException {
        line("sweep MINE --alpha .3 --gamma 0 --cutoff 4 -o OUT/t.csv").succeeded();
        Files.writeString(mine, chain.replace("tie == Tie.FIRST_SEEN", "false"));
        String refused =
                line("sweep MINE --alpha .3 --gamma 0 --cutoff 4 -o OUT/t.csv").refusal(2);
        assertTrue(refused.contains("with other rules; choose another file"), refused);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Draft.extending  | Draft.extendin     | Mine.java:LINE: cannot find symbol; symbol: method extendin(int)",
                "Mine(Tie tie)    | Mine(@Range(value = 3) Tie tie) | parameter tie is Tie; @Range is for an int",
                "Mine(Tie tie)    | Mine(String tie)   | incomparable types",
                "Mine(Tie tie)    | Mine(Tie tie, String s) | parameter s is String; allowed: int, boolean, an enum",
                "Mine(Tie tie)    | Mine(Tie tie, int gamma)| a parameter gamma, but --gamma is an option of attack",
                "Mine(Tie tie)    | Mine(Tie tie, int space)| a parameter space, but that is how the attack is described",
                "return 1;        | return 1 / tie.ordinal(); | Mine.java:LINE: ArithmeticException: / by zero"
            })
    void what_is_wrong_with_it_is_one_line(String right, String wrong, String says) throws IOException {
        assertTrue(chain.contains(right));
        String text = chain.replace(right, wrong);
        Files.writeString(mine, text);
        long at = text.substring(0, text.indexOf(wrong) + 1).lines().count();
        String refusal = line("attack MINE -a .4 --cutoff 4").refusal(2);
        assertTrue(refusal.contains(mine.toString()), refusal);
        assertTrue(refusal.contains(says.replace("LINE", Long.toString(at))), refusal);
    }

    @Test
    void a_value_out_of_range_is_refused() {
        assertTrue(line("attack MINE -a .4 --tie last")
                .refusal(2)
                .contains("tie is last; allowed: first-seen | smallest-hash"));
        assertTrue(line("attack MINE -a .4 --ti 2").refusal(2).contains("did you mean --tie?"));
        assertTrue(line("attack MINE -a .4 --space fc16").refusal(2).contains("unknown space fc16"));
        assertTrue(Typed.line("attack Nowhere.java -a .4").refusal(2).contains("there is no file Nowhere.java"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--votes"})
    void a_new_one_works_as_it_is(String votes) throws IOException {
        Path written = Path.of("WrittenByATest.java").toAbsolutePath();
        try {
            Typed said = Typed.line("new WrittenByATest " + votes).succeeded();
            assertTrue(said.out().startsWith("WrittenByATest.java is written."), said.out());
            String again = Typed.line("new WrittenByATest").refusal(2);
            assertTrue(again.contains("WrittenByATest.java is there already"), again);
            JsonNode result = Typed.line("attack WrittenByATest.java -a .4 --cutoff 4 --json")
                    .json();
            assertTrue(result.at("/optimum/lower").asDouble() > 0.4, result.toString());
            assertEquals(0.4, result.path("honest").asDouble(), 1e-9);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1st", "a/b", "../Mine", "Mine.java", "class", "View"})
    void a_name_that_no_type_can_have_is_refused(String name) {
        assertTrue(Typed.run("new", name).refusal(2).contains(name));
    }
}
