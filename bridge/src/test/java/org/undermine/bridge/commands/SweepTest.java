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
    void every_option_may_have_several_values() throws IOException {
        String grid = "sweep parallel,simple-parallel --k 1,2 --cutoff 2:3:1 --alpha .3,.4 --gamma 0,1 ";
        JsonNode all = Typed.line(grid + "--json").json();
        assertEquals(2 * 2 * 2 * 2 * 2, all.size());
        JsonNode last = all.get(31);
        assertEquals(
                "simple-parallel 2 3",
                last.path("protocol").asText() + " " + last.path("parameters").path("k") + " "
                        + last.path("attack").path("cutoff"));
        JsonNode alone = Typed.line("attack parallel --k 2 --cutoff 3 --alpha .4 --gamma 1 --json")
                .json();
        assertEquals(alone.path("model"), all.get(15).path("model"));
        assertEquals(
                alone.at("/optimum/lower").asDouble(),
                all.get(15).at("/optimum/lower").asDouble(),
                1e-6);
        assertTrue(Typed.line("sweep nakamoto,parallel --k 2 --alpha .3")
                .refusal(2)
                .contains("nakamoto has no parameter k"));
        assertTrue(Typed.line("sweep nakamoto --cutoff 4:x:1 --alpha .3")
                .refusal(2)
                .contains("cutoff is 4:x:1"));
        assertTrue(
                Typed.line("sweep nakamoto --cutoff 4, --alpha .3").refusal(2).contains("cutoff is"));
    }

    @Test
    void threads_change_nothing_but_seconds() throws IOException {
        String grid = "sweep nakamoto --space fc16,aft20 --cutoff 12 --alpha 0.05:0.48:0.03 --gamma 0,.7 ";
        for (String name : new String[] {"t.csv", "t.json"}) {
            var files = new java.util.ArrayList<String>();
            for (int threads = 1; threads <= 3; threads++) {
                Path file = folder.resolve(threads + name);
                Typed.line(grid + "--threads " + threads + " -o " + file).succeeded();
                files.add(Files.readString(file)
                        .replaceAll("\"seconds\":\\{[^}]*}", "")
                        .replaceAll(",[^,]*,[^,]*\n", "\n"));
            }
            assertEquals(files.get(0), files.get(1));
            assertEquals(files.get(0), files.get(2));
        }
    }

    /** A list is one cell, and a line that was cut off is solved again. */
    @Test
    void a_table_that_was_cut_off_is_completed() throws IOException {
        Path file = folder.resolve("t.csv");
        String grid = "sweep separate-chains --powers 3,1;2,1 --cutoff 2 --alpha .1,.2,.3 --gamma 0 -o " + file;
        Typed.line(grid).succeeded();
        String whole = Files.readString(file);
        assertTrue(whole.contains(",\"3,1\","), whole);
        Files.writeString(file, whole.substring(0, whole.length() - 40));
        Typed.line(grid).succeeded();
        String again = Files.readString(file);
        int kept = whole.lastIndexOf('\n', whole.length() - 2) + 1;
        assertEquals(whole.substring(0, kept), again.substring(0, kept));
        assertEquals(7, again.lines().count());
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

    /** Least payments for a double spend: nothing where selfish mining pays, and more for each confirmation. */
    @Test
    void least_payment() throws IOException {
        String payments =
                "break-even nakamoto --objective double-spend --of value --space fc16 --cutoff 12 --gamma 0 --json";
        double before = 0;
        for (int c = 1; c <= 4; c++) {
            JsonNode found = Typed.line(payments + " --width 1e-4 --alpha .2 --confirmations " + c)
                    .json()
                    .get(0);
            double low = found.path("low").asDouble();
            double high = found.path("high").asDouble();
            assertTrue(before < low && low < high && high - low <= 1e-4 * high + 1e-5, found.toString());
            double lost = 1 - race(0.2, c); // with it a block in hand, in most cases
            assertTrue(high > 0.8 * lost / (1 - lost) - 0.2 * c, c + ": " + high);
            before = high;
        }
        JsonNode selfish =
                Typed.line(payments + " --alpha .4 --confirmations 1").json().get(0);
        assertEquals(0, selfish.path("low").asDouble());
        assertTrue(selfish.path("high").asDouble() <= 1e-5, selfish.toString());
        assertTrue(Typed.line("break-even nakamoto --of value --alpha .2")
                .refusal(2)
                .contains("value with objective double-spend"));
    }

    /** Rosenfeld 2014, section 4: that a chain without the payment, one block ahead of it, wins in the end. */
    private static double race(double q, int n) {
        double lost = 0;
        double ways = 1; // to find m blocks while others find n
        for (int m = 0; m <= n; m++) {
            lost += ways * (Math.pow(1 - q, n) * Math.pow(q, m) - Math.pow(1 - q, m) * Math.pow(q, n));
            ways = ways * (m + n) / (m + 1);
        }
        return 1 - lost;
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
