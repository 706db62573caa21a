package org.undermine.bridge.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many points: sweep and break-even. */
class SweepTest {
    private static final String SWEEP = "sweep nakamoto --alpha 0.1:0.4:0.1 --gamma 0,1/3 --cutoff 4 ";

    @TempDir
    private Path folder;

    @Test
    void a_range_has_both_ends() {
        assertEquals(List.of(0.1, 0.2, 0.3), Numbers.shares("alpha", "0.1:0.3:0.1"));
        assertEquals(List.of(0.0, 1 / 3.0, 0.5, 0.6), Numbers.shares("alpha", "0,1/3,0.5:0.6:0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"t.csv", "t.json"})
    void a_table_is_resumed_where_it_was(String name) throws IOException {
        Path file = folder.resolve(name);
        Typed.line("sweep nakamoto --alpha 0.1,0.2 --gamma 0 --cutoff 4 -o " + file)
                .succeeded();
        JsonNode first = Typed.line("sweep nakamoto --alpha 0.1,0.2 --gamma 0 --cutoff 4 --json -o " + file)
                .json();
        JsonNode all = Typed.line(SWEEP + "--json -o " + file).json();
        assertEquals(8, all.size());
        assertEquals(first.get(1), all.get(1)); // seconds included: it has not been solved again
        assertEquals(all, Typed.line(SWEEP + "--json -o " + file).json());
        assertTrue(Files.readString(file).contains("0.3333333333333333"));
    }

    @Test
    void a_table_of_another_model_is_left_alone() throws IOException {
        Path file = folder.resolve("t.csv");
        Typed.line(SWEEP + "-o " + file).succeeded();
        String before = Files.readString(file);
        String refusal = Typed.line(SWEEP.replace("4 ", "5 ") + "-o " + file).refusal(2);
        assertTrue(refusal.contains("attack.cutoff is 4, not 5"), refusal);
        Files.writeString(folder.resolve("notes.txt"), "buy milk\n");
        assertTrue(Typed.line(SWEEP + "-o " + folder.resolve("notes.txt"))
                .refusal(2)
                .contains("choose another file"));
        assertEquals(before, Files.readString(file));
    }

    @Test
    void csv_has_a_line_for_each_point() {
        String csv = Typed.line(SWEEP).succeeded().out();
        assertEquals(9, csv.lines().count());
        assertTrue(csv.startsWith("undermine,protocol,attack.space,attack.cutoff,attack.objective,alpha,gamma,"));
    }

    /** SM1 pays from (1 - gamma) / (3 - 2 gamma); the optimum from there or less. FC 2016: 0.3294 at gamma 0. */
    @ParameterizedTest
    @CsvSource({"0, 0.3294", "0.25, 0.3", "0.5, 0.25"})
    void attacking_pays_from(String gamma, double alpha) throws IOException {
        JsonNode found = Typed.line("break-even nakamoto --space fc16 --cutoff 20 --json --width 1e-4 --gamma " + gamma)
                .json();
        assertEquals(1, found.size());
        double low = found.get(0).path("low").asDouble();
        double high = found.get(0).path("high").asDouble();
        assertTrue(low < high && high - low <= 1e-4);
        assertEquals(alpha, high, 3e-4);
    }

    /** Without a race a fraud costs 1 - alpha where it is seen: v is (1 - alpha) q / (1 - q), by 7/8 to the power of m. */
    @ParameterizedTest
    @CsvSource({"0.2, 68", "0.4, 51"})
    void least_prize(double alpha, int m) throws IOException {
        JsonNode found = Typed.line(
                        "break-even hfm --of v --groups 1 --grind 0 --t 0 --gamma 0 --width 1e-3 --json --alpha "
                                + alpha)
                .json()
                .get(0);
        double unseen = Math.pow(7 / 8.0, m);
        double v = (1 - alpha) * (1 - unseen) / unseen;
        assertTrue(found.path("low").asDouble() <= v && v <= found.path("high").asDouble() + 0.001, found + ", " + v);
    }
}
