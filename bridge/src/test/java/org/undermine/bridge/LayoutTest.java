package org.undermine.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {
    @TempDir
    private Path folder;

    @Test
    void sections_lie_in_order_on_cache_lines_and_do_not_overlap() {
        for (var l : List.of(new Layout(1, 5, 4, 0), new Layout(64, 7, 31, 64), new Layout(8192, 133, 200, 0))) {
            long[] starts = {
                l.seeds(),
                l.resets(),
                l.actions(),
                l.rewards(),
                l.ended(),
                l.earned(),
                l.progress(),
                l.lengths(),
                l.ratios(),
                l.alphas(),
                l.gammas(),
                l.masks(),
                l.observations(),
                l.lastEarned(),
                l.lastProgress(),
                l.lastLengths(),
                l.lastObservations(),
                l.size()
            };
            long[] bytes = {8, 1, 4, 8, 1, 8, 8, 4, 8, 8, 8, l.a(), 4L * l.k(), 8, 8, 4, 4L * l.k()};
            for (int i = 0; i < bytes.length; i++) {
                assertEquals(0, starts[i] % 64, l + " section " + i);
                long rows = i < 13 ? l.n() : l.m();
                assertTrue(starts[i] + bytes[i] * rows <= starts[i + 1], l + " section " + i);
            }
        }
    }

    @Test
    void header_says_what_it_is() throws IOException {
        var layout = new Layout(3, 5, 4, 3);
        var memory = layout.map(file(layout.size()));
        assertEquals(Layout.MAGIC, memory.getInt(0));
        assertEquals(Layout.VERSION, memory.getInt(4));
        assertEquals(3, memory.getInt(8));
        assertEquals(5, memory.getInt(12));
        assertEquals(4, memory.getInt(16));
        assertEquals(3, memory.getInt(20));
    }

    @Test
    void a_file_of_another_size_is_refused() throws IOException {
        var layout = new Layout(3, 5, 4, 3);
        Path other = file(layout.size() + 64);
        assertThrows(IllegalArgumentException.class, () -> layout.map(other));
    }

    @Test
    void what_cannot_be_mapped_is_refused_by_name() {
        var huge = new Layout(1 << 24, 100, 100, 0);
        var refused = assertThrows(IllegalArgumentException.class, () -> huge.map(folder.resolve("none")));
        assertTrue(refused.getMessage().contains("2 GiB"), refused.getMessage());
    }

    private Path file(long size) throws IOException {
        Path file = Files.createTempFile(folder, "layout", "");
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(size);
        }
        return file;
    }
}
