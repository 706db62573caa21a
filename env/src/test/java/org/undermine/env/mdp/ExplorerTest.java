package org.undermine.env.mdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Compiler.Compiled;
import org.undermine.protocols.Protocols;

/** Exploring with threads and bytes makes the table that the plain compiler makes. */
class ExplorerTest {
    private static final int LARGEST = 1_000; // states

    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    static Stream<Scenario> attacks() {
        return Protocols.all().stream()
                .map(Protocols.Entry::name)
                .flatMap(name -> Scenario.spaces(name).stream()
                        .filter(space ->
                                Scenario.of(name, Map.of("space", space)).hasBlocks())
                        .map(space -> Scenario.of(name, Map.of("space", space))));
    }

    /** The plain table at the greatest cutoff at which it is small. */
    private static Compiled<?> plain(Scenario scenario) {
        Compiled<?> best = null;
        for (int cutoff = scenario.leastCutoff(); cutoff <= 12; cutoff++) {
            try {
                best = Compiler.compile(scenario.withCutoff(cutoff).mdp(), ExplorerTest::notTooMany);
            } catch (TooMany e) {
                break;
            }
        }
        return best == null
                ? Compiler.compile(scenario.withCutoff(scenario.leastCutoff()).mdp())
                : best;
    }

    private static void notTooMany(int states) {
        if (states > LARGEST) throw new TooMany();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void is_the_plain_table_to_the_last_outcome(Scenario scenario) {
        sameTables(plain(scenario));
    }

    private static <S> void sameTables(Compiled<S> plain) {
        var model = (Packed<S>) plain.model();
        for (int threads = 1; threads <= 3; threads++) {
            var explored = Explorer.compile(model.another(), threads, states -> {});
            assertEquals(plain.table().digest(), explored.table().digest(), threads + " threads");
            assertEquals(plain.table().states(), explored.table().states());
            assertEquals(plain.states(), explored.states());
            for (int s = 0; s < plain.states().size(); s++)
                assertEquals(s, explored.number().find(plain.states().get(s)));
        }
    }

    @Test
    void says_in_one_line_that_memory_would_run_out() {
        var model = (Packed<?>) Scenario.of("nakamoto", Map.of("space", "free", "own", "ignored", "cutoff", 8))
                .mdp();
        int[] explored = {0};
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> Explorer.compile(model, 2, 3L << 20, states -> explored[0] = states));
        assertTrue(e.getMessage().matches("[0-9,]+ states explored, [^\n]*"), e.getMessage());
        assertTrue(explored[0] > 1_000 && explored[0] < 40_000, explored[0] + " states");
    }

    @Test
    void what_throws_in_one_thread_ends_all() {
        var model = (Packed<?>) Scenario.of("nakamoto", Map.of("space", "free", "own", "ignored", "cutoff", 8))
                .mdp();
        for (int threads = 1; threads <= 3; threads++) {
            int many = threads;
            assertThrows(TooMany.class, () -> Explorer.compile(model, many, ExplorerTest::notTooMany));
        }
    }

    @Test
    void long_states_and_segments_are_read_back() {
        var states = new StateBytes();
        for (int s = 0; s < 3_000; s++) states.add(bytes(s), 0, bytes(s).length);
        for (int from : List.of(0, 1, 63, 64, 65, 1_500, 2_999)) {
            var reader = states.from(from);
            for (int s = from; s < 3_000; s++) assertEquals(ByteBuffer.wrap(bytes(s)), reader.next(), "state " + s);
        }
    }

    private static byte[] bytes(int s) {
        byte[] bytes = new byte[1 + s * 7 % 1_500];
        bytes[bytes.length - 1] = (byte) s;
        return bytes;
    }
}
