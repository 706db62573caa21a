package org.undermine.bridge.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models as files, there and back. */
class ExportTest {
    private static final String MODEL = "nakamoto --cutoff 6 --alpha 0.4 --gamma 0.5";

    @TempDir
    private Path folder;

    private String file(String format) {
        return folder.resolve("m." + (format.equals("prism") ? "tra" : format)).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"umb", "drn", "prism"})
    void what_is_exported_is_solved_to_what_attack_says(String format) throws IOException {
        JsonNode written = Typed.line("export " + MODEL + " --json --format " + format + " -o " + file(format))
                .json();
        for (JsonNode f : written.get("files")) assertTrue(Files.isRegularFile(Path.of(f.asText())));
        JsonNode solved =
                Typed.line("solve --json --epsilon 1e-9 " + file(format)).json();
        JsonNode attack =
                Typed.line("attack " + MODEL + " --json --epsilon 1e-9").json();
        double lower = attack.path("optimum").path("lower").asDouble();
        assertEquals(lower, solved.path("optimum").path("lower").asDouble(), 1e-9);
        assertEquals(attack.path("model").path("states"), solved.path("model").path("states"));
        assertEquals(
                written.path("model").path("outcomes"), solved.path("model").path("outcomes"));
        String said = Typed.line("solve " + file(format)).succeeded().out();
        assertTrue(said.contains("best reward per progress   0.52959"), said);
    }

    /** At the optimum the greatest mean gain is zero: it is worth nothing for each unit of progress. */
    @Test
    void a_gain_is_written_beside_the_others() throws IOException {
        double lower = Typed.line("attack " + MODEL + " --json --epsilon 1e-9")
                .json()
                .path("optimum")
                .path("lower")
                .asDouble();
        Typed.line("export " + MODEL + " -q --format drn --gain " + lower + " -o " + file("drn"))
                .succeeded();
        JsonNode gain = Typed.line("solve --json --epsilon 1e-9 --reward gain " + file("drn"))
                .json()
                .path("optimum");
        assertTrue(Math.abs(gain.path("lower").asDouble()) <= 1e-9, gain.toString());
        assertTrue(gain.path("upper").asDouble() <= 2e-9, gain.toString());
    }

    @Test
    void drn_leaves_alpha_and_gamma_open_where_neither_is_given() throws IOException {
        String said = Typed.line("export nakamoto --cutoff 3 --format drn -o " + file("drn"))
                .succeeded()
                .out();
        assertTrue(said.contains("alpha and gamma open"), said);
        String text = Files.readString(Path.of(file("drn")));
        assertTrue(text.contains("@parameters\nalpha gamma\n") && text.contains(" : (1-alpha)*(1-gamma)"), text);
        String refused = Typed.line("solve " + file("drn")).refusal(2);
        assertTrue(
                refused.endsWith(
                        "m.drn:3: the model leaves alpha, gamma open; only numbers can be solved: export it with values"),
                refused);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                export nakamoto --alpha .3 --format umx -o FILE          | unknown format umx; did you mean umb?
                export nakamoto --alpha .3 -o FILE                       | missing: --format
                export nakamoto --alpha .3 --format umb                  | missing: --output
                export nakamoto --format umb -o FILE                     | alpha is missing
                export nakamoto --gamma .3 --format drn -o FILE          | alpha is missing
                export nakamoto --format drn --gain .3 -o FILE            | gain is .3, but alpha is missing
                export nakamoto --alpha .3 --format umb -o /nowhere/m    | there is no folder /nowhere
                export hfm --format drn --cutoff 2 -o FILE   | cannot be left open
                solve FILE                                               | there is no file
                solve /                                                  | is a folder
                solve FILE --epsilon 2                                   | epsilon is 2; allowed
                """)
    void bad_input_is_refused_in_one_line_and_nothing_is_written(String line, String said) {
        Path file = folder.resolve("m");
        String refusal = Typed.line(line.replace("FILE", file.toString())).refusal(2);
        assertTrue(refusal.contains(said), refusal);
        assertFalse(Files.exists(file));
    }
}
