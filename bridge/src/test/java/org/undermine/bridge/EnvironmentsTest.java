package org.undermine.bridge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.undermine.env.Scenario;

class EnvironmentsTest {
    private static final int N = 5;
    private static final String DRAWN =
            "{'n':5,'alpha':{'range':[0.2,0.4]},'gamma':[0,0.5,1],'learn':'ratio','horizon':1e6,'illegal':'next'}";

    @TempDir
    private Path folder;

    @Test
    void an_environment_of_many_plays_as_it_would_alone() throws IOException {
        var together = new Played(DRAWN, N);
        var alone = new Played(DRAWN.replace("'n':5", "'n':1"), 1);
        together.seed(3);
        alone.seed(3 + 2);
        for (int t = 0; t < 500; t++) {
            assertArrayEquals(together.row(2), alone.row(0), "step " + t);
            together.step(t % 4);
            alone.step(t % 4);
        }
    }

    @Test
    void one_illegal_action_and_none_is_taken() throws IOException {
        var played = new Played(DRAWN.replace("next", "raise"), N);
        played.seed(1);
        byte[] before = played.row(0);
        var refused = assertThrows(IllegalArgumentException.class, () -> played.step(0));
        assertTrue(refused.getMessage().contains("(wait)"), refused.getMessage());
        assertArrayEquals(before, played.row(0));
    }

    @Test
    void a_bad_share_is_named() {
        for (String share : new String[] {"1.5", "-0.1", "[]", "{'range':[0.5,0.2]}", "{'range':[0.5]}", "null"}) {
            var refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> new Played(DRAWN.replace("{'range':[0.2,0.4]}", share), N),
                    share);
            assertTrue(refused.getMessage().startsWith("alpha is "), refused.getMessage());
        }
    }

    /** Environments, and a trainer's view of their memory. */
    private final class Played {
        private final Environments environments;
        private final Layout layout;
        private final ByteBuffer memory;

        Played(String how, int n) throws IOException {
            environments = new Environments(
                    Scenario.of("nakamoto", Map.of()), new ObjectMapper().readTree(how.replace('\'', '"')));
            var told = environments.describe();
            layout = new Layout(
                    n, told.get("features").size(), told.get("actions").size(), 0);
            assertEquals(layout.size(), told.get("bytes").asLong());
            Path file = Files.createTempFile(folder, "memory", "");
            try (var open = new RandomAccessFile(file.toFile(), "rw")) {
                open.setLength(layout.size());
                environments.attach(file);
                memory = open.getChannel()
                        .map(MapMode.READ_WRITE, 0, layout.size())
                        .order(ByteOrder.LITTLE_ENDIAN);
            }
        }

        void seed(long first) {
            for (int i = 0; i < layout.n(); i++) {
                memory.putLong((int) layout.seeds() + 8 * i, first + i);
                memory.put((int) layout.resets() + i, (byte) 2);
            }
            environments.reset();
        }

        void step(int action) {
            for (int i = 0; i < layout.n(); i++) memory.putInt((int) layout.actions() + 4 * i, action);
            environments.step();
        }

        byte[] row(int i) {
            byte[] row = new byte[4 * layout.k()];
            memory.get((int) layout.observations() + row.length * i, row);
            return row;
        }
    }
}
