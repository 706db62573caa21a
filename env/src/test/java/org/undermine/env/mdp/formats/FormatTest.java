package org.undermine.env.mdp.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.undermine.env.mdp.Compiler;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.Objective;
import org.undermine.env.models.Fc16;

class FormatTest {
    @TempDir
    private Path folder;

    private Path file(Format format) {
        return folder.resolve(format == Format.PRISM ? "model.tra" : "model." + format);
    }

    @ParameterizedTest
    @EnumSource
    void what_is_read_is_what_was_written_to_the_last_bit(Format format) throws IOException {
        for (long seed = 0; seed < 60; seed++) {
            NumericMdp mdp = RandomNumericMdp.of(seed, 70).withGain("gain", 1 / 3.0);
            Written written = format.write(mdp, file(format));
            assertEquals(mdp.outcomes(), written.outcomes());
            assertSame(mdp, Format.read(file(format)), "seed " + seed);
        }
        assertEquals(format == Format.PRISM ? 5 : 1, Files.list(folder).count(), "nothing unfinished is left");
    }

    private static void assertSame(NumericMdp mdp, NumericMdp read, String message) {
        assertEquals(mdp.start(), read.start(), message);
        assertArrayEquals(mdp.firstChoice(), read.firstChoice(), message);
        assertArrayEquals(mdp.firstOutcome(), read.firstOutcome(), message);
        assertArrayEquals(mdp.target(), read.target(), message);
        assertArrayEquals(mdp.probability(), read.probability(), message);
        assertArrayEquals(names(mdp), names(read), message);
        assertEquals(
                List.copyOf(mdp.rewards().keySet()), List.copyOf(read.rewards().keySet()), message);
        for (var paid : mdp.rewards().entrySet())
            assertArrayEquals(paid.getValue(), read.rewards().get(paid.getKey()), message);
    }

    private static String[] names(NumericMdp mdp) {
        return Arrays.stream(mdp.action()).mapToObj(mdp.actions()::get).toArray(String[]::new);
    }

    @Test
    void umb_goes_through_gzip_where_the_name_says_so() throws IOException {
        NumericMdp mdp = RandomNumericMdp.of(1, 200);
        Path plain = folder.resolve("m.umb");
        Path zipped = folder.resolve("m.umb.gz");
        Format.UMB.write(mdp, plain);
        Format.UMB.write(mdp, zipped);
        assertTrue(Files.size(zipped) < Files.size(plain) / 2);
        assertSame(mdp, Format.read(zipped), "gzip");
    }

    /** FC'16 by its paper: at gamma 1 a race is won for certain, so one of three outcomes of a match cannot happen. */
    @Test
    void outcomes_that_cannot_happen_are_left_out_and_rewards_are_means() {
        ExplicitMdp table = Compiler.compile(new Fc16(5)).table();
        NumericMdp mdp = NumericMdp.of(table.at(0.3, 1, Objective.PROGRESS), new Fc16(5).actions());
        assertEquals(table.states(), mdp.states());
        assertEquals(table.choices(), mdp.choices());
        assertTrue(mdp.outcomes() < table.outcomes());
        for (double p : mdp.probability()) assertTrue(p > 0);
        for (int c = 0; c < mdp.choices(); c++) {
            double sum = 0;
            double reward = 0;
            for (int o = mdp.firstOutcome()[c]; o < mdp.firstOutcome()[c + 1]; o++) sum += mdp.probability()[o];
            for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++)
                reward += table.probabilities().get(table.probability()[o]).at(0.3, 1)
                        * table.payoffs().get(table.payoff()[o]).at(0.3, 1).reward();
            assertEquals(1, sum, 1e-15);
            assertEquals(reward, mdp.rewards().get(NumericMdp.REWARD)[c], 1e-15);
        }
    }

    @Test
    void drn_is_read_as_storm_writes_it() throws IOException {
        Path file = folder.resolve("die.drn");
        Files.writeString(file, """
                // Exported by storm
                // Original model type: MDP
                @type: MDP
                @value_type: rational
                @parameters

                @placeholders
                $third : 1/3
                @reward_models
                flips luck
                @nr_states
                2
                @nr_choices
                3
                @model
                state 0 [1, 0] start
                \taction __NOLABEL__ [0, 2]
                \t\t0 : $third
                \t\t1 : 2/3
                \taction 7
                \t\t1 : 1
                state 1 init "a label"
                \taction 7 [0.5]
                \t\t0 : 1
                """);
        NumericMdp mdp = Format.read(file);
        assertEquals(1, mdp.start());
        assertArrayEquals(new double[] {1 / 3.0, 2 / 3.0, 1, 1}, mdp.probability());
        assertArrayEquals(new double[] {1, 1, 0.5}, mdp.rewards().get("flips"));
        assertArrayEquals(new double[] {2, 0, 0}, mdp.rewards().get("luck"));
        assertArrayEquals(new String[] {"", "7", "7"}, names(mdp));
    }

    /** As PRISM and others write it: rationals, and rewards of states and outcomes. */
    @Test
    void umb_is_read_with_rationals_and_all_kinds_of_rewards() throws IOException {
        var archive = new ByteArrayOutputStream();
        String index = """
                {"format-version": 0, "format-revision": 1,
                 "transition-system": {"time": "discrete", "#players": 1, "#states": 2, "#initial-states": 1, "#choices": 2,
                  "#choice-actions": 0, "#branches": 3, "#branch-actions": 0, "#observations": 0,
                  "branch-probability-type": {"type": "rational", "size": 128}},
                 "annotations": {"rewards": {"r": {"alias": "Reward", "applies-to": ["states", "branches"],
                                                   "type": {"type": "double"}}}}}
                """;
        Tar.add(archive, "index.json", index.getBytes());
        Tar.add(archive, "state-is-initial.bin", words(1));
        Tar.add(archive, "choice-to-branches.bin", words(0, 2, 3));
        Tar.add(archive, "branch-to-target.bin", words(0, 1, 0));
        Tar.add(archive, "branch-to-probability.bin", words(1, 4, 3, 4, 5, 5));
        Tar.add(archive, "annotations/rewards/r/states/values.bin", doubles(10, 20));
        Tar.add(archive, "annotations/rewards/r/branches/values.bin", doubles(4, 8, 16));
        Tar.end(archive);
        Path file = folder.resolve("m.umb");
        Files.write(file, archive.toByteArray());
        NumericMdp mdp = Format.read(file);
        assertArrayEquals(new double[] {0.25, 0.75, 1}, mdp.probability());
        assertArrayEquals(new double[] {17, 36}, mdp.rewards().get("Reward"));
    }

    private static byte[] words(long... values) {
        var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long v : values) bytes.putLong(v);
        return bytes.array();
    }

    private static byte[] doubles(double... values) {
        return words(
                Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                1 : 0.6        | 1 : 0.5        | state 0, choice 0: probabilities sum to 0.9
                1 : 0.6        | 9 : 0.6        | state 0, choice 0: leads to state 9 of 2
                1 : 0.6        | 1 : -0.6       | state 0, choice 0: probability -0.6; allowed: 0 to 1
                1 : 0.6        | 1 : x          | m.drn:13: 'x' is no number
                1 : 0.6        | one            | m.drn:13: 'one' is neither a state, an action nor target : probability
                state 1        | state 2        | m.drn:15: state 2 where state 1 is to be
                action b [1]   | action b [1    | m.drn:16: a '[' without ']'
                state 0 init   | state 0        | no state is labelled init
                state 1        | state 1 init   | states 0 and 1 are both labelled init
                @type: MDP     | @type: CTMC    | m.drn:1: a CTMC; allowed: MDP, DTMC
                @nr_choices    | @nr_chices     | m.drn:8: '@nr_chices' is nothing
                """)
    void what_is_wrong_with_a_text_is_said_with_its_line(String right, String wrong, String said) throws IOException {
        Path file = folder.resolve("m.drn");
        String text = """
                @type: MDP
                @parameters

                @reward_models
                r
                @nr_states
                2
                @nr_choices
                2
                @model
                state 0 init
                \taction a
                \t\t1 : 0.6
                \t\t0 : 0.4
                state 1
                \taction b [1]
                \t\t0 : 1
                """;
        assertTrue(text.contains(right));
        Files.writeString(file, text.replace(right, wrong));
        String message = assertThrows(IllegalArgumentException.class, () -> Format.read(file))
                .getMessage();
        assertTrue(message.contains(said), message);
    }

    @Test
    void a_file_cut_off_anywhere_is_refused() throws IOException {
        for (Format format : Format.values()) {
            Path file = file(format);
            format.write(RandomNumericMdp.of(7, 9), file);
            byte[] whole = Files.readAllBytes(file);
            int unpadded = format == Format.UMB ? whole.length - 2 * Tar.BLOCK : whole.length - 8;
            for (int length = 0; length < unpadded; length += 1 + length / 4) {
                Files.write(file, Arrays.copyOf(whole, length));
                String message = assertThrows(
                                IllegalArgumentException.class, () -> Format.read(file), format + " of " + length)
                        .getMessage();
                assertTrue(
                        message.startsWith(folder.toString()) && message.lines().count() == 1, message);
            }
        }
    }

    @Test
    void a_umb_file_longer_than_an_array_is_refused_in_one_line() throws IOException {
        Path file = folder.resolve("m.umb");
        Format.UMB.write(RandomNumericMdp.of(1, 5), file);
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(3L << 30); // takes no place on the disk
        }
        String message = assertThrows(IllegalArgumentException.class, () -> Format.read(file))
                .getMessage();
        assertEquals(file + ": 3221225472 bytes; UMB is read up to 2 GiB", message);
    }

    @Test
    void what_no_table_can_hold_is_refused() throws IOException {
        NumericMdp mdp = RandomNumericMdp.of(3, 5);
        String message = assertThrows(IllegalArgumentException.class, () -> mdp.ratio("reward", "time"))
                .getMessage();
        assertEquals("there is no reward structure time; there is reward, progress", message);
        mdp.rewards().get(NumericMdp.PROGRESS)[0] = -1;
        NumericMdp backwards = new NumericMdp(
                0,
                mdp.firstChoice(),
                mdp.firstOutcome(),
                mdp.target(),
                mdp.probability(),
                mdp.action(),
                mdp.actions(),
                mdp.rewards());
        message = assertThrows(IllegalArgumentException.class, () -> backwards.ratio("reward", "progress"))
                .getMessage();
        assertTrue(message.startsWith("state 0, choice 0: progress is -1.0"), message);
    }
}
