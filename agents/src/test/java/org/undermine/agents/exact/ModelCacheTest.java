package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Compiler.Compiled;
import org.undermine.env.mdp.TableFile;

/** What is kept is what was compiled, or is not there. */
class ModelCacheTest {
    private static final long ROOMY = 1 << 30;

    @TempDir
    private Path temporary;

    private Path folder;
    private final Scenario scenario = free(6);

    private static Scenario free(int cutoff) {
        return Scenario.of("nakamoto", Map.of("space", "free", "own", "ignored", "cutoff", cutoff));
    }

    @BeforeEach
    void a_folder_that_is_not_there_yet() {
        folder = temporary.resolve("models");
    }

    private ModelCache cache() {
        return new ModelCache(folder, ROOMY, 0);
    }

    private Study study(Scenario of, List<String> troubles, boolean[] explored) {
        explored[0] = false;
        return Study.of(of, 2, cache(), states -> explored[0] = true, troubles::add);
    }

    private Path only() throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size(), all.toString());
            return all.get(0);
        }
    }

    @Test
    void what_is_kept_is_what_was_compiled() throws IOException {
        var troubles = new ArrayList<String>();
        boolean[] explored = new boolean[1];
        Study first = study(scenario, troubles, explored);
        assertTrue(explored[0]);
        Study second = study(scenario, troubles, explored);
        assertFalse(explored[0]);
        same(first.compiled(), second.compiled());
        assertEquals(
                first.attack(0.4, 0.5, 1e-9).optimum().upper(),
                second.attack(0.4, 0.5, 1e-9).optimum().upper());
        assertEquals(List.of(), troubles);
        only();
        assertNull(cache().find(free(7)));
        assertNull(cache().find(scenario.with("defenders", "one")));
        assertNull(cache().find(Scenario.of("nakamoto", Map.of("space", "fc16"))));
    }

    private static void same(Compiled<?> one, Compiled<?> other) {
        assertEquals(one.table().digest(), other.table().digest());
        assertEquals(one.states(), other.states());
        for (int s = 0; s < one.states().size(); s += 7)
            assertEquals(s, other.number().find(one.states().get(s)));
    }

    @Test
    void what_is_damaged_is_compiled_anew_and_written_anew() throws IOException {
        cache().keep(scenario, Study.of(scenario, 1, states -> {}).compiled());
        Path file = only();
        byte[] whole = Files.readAllBytes(file);
        var random = new SplittableRandom(9);
        for (int i = 0; i < 40; i++) {
            byte[] damaged = whole.clone();
            int at = i < 20 ? i * 5 : random.nextInt(whole.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            assertNull(cache().find(scenario), "byte " + at);
        }
        for (int length : new int[] {0, 7, 100, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertNull(cache().find(scenario), "cut off at " + length);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertNull(cache().find(scenario), "one more byte");

        boolean[] explored = new boolean[1];
        study(scenario, new ArrayList<>(), explored);
        assertTrue(explored[0]);
        assertEquals(-1, Arrays.mismatch(whole, Files.readAllBytes(file)));
    }

    @Test
    void what_was_not_finished_is_not_read_and_goes() throws IOException {
        cache().keep(scenario, Study.of(scenario, 1, states -> {}).compiled());
        Path file = only();
        Path killed = folder.resolve(file.getFileName() + ".999999999.unfinished");
        Files.write(killed, Arrays.copyOf(Files.readAllBytes(file), 5_000));
        Files.delete(file);
        assertNull(cache().find(scenario));
        cache().keep(scenario, Study.of(scenario, 1, states -> {}).compiled());
        assertNotNull(cache().find(scenario));
        assertEquals(file, only());
    }

    @Test
    void the_one_not_used_for_longest_makes_room() throws IOException {
        var models = List.of(free(4), free(5), free(7));
        for (int i = 0; i < models.size(); i++) {
            cache().keep(models.get(i), Study.of(models.get(i), 1, states -> {}).compiled());
            try (var files = Files.list(folder)) {
                for (Path f : files.toList())
                    if (Files.getLastModifiedTime(f).toMillis() > 1_000_000)
                        Files.setLastModifiedTime(f, FileTime.fromMillis(i));
            }
        }
        var first = cache().find(models.get(0));
        assertNotNull(first); // and so it is the one used last
        var last = Study.of(scenario, 1, states -> {}).compiled();
        long room = TableFile.size(last) + 2 * TableFile.size(first);
        new ModelCache(folder, room, 0).keep(scenario, last);
        assertNotNull(cache().find(scenario));
        assertNotNull(cache().find(models.get(0)));
        assertNull(cache().find(models.get(1)));
        assertNull(cache().find(models.get(2)));

        new ModelCache(folder, 1_000, 0).keep(free(8), last);
        assertNull(cache().find(free(8)), "larger than all the room");
        assertNotNull(cache().find(scenario), "and nothing had to go for it");
    }

    @Test
    void where_it_cannot_be_written_there_is_a_study_all_the_same() throws IOException {
        Files.createFile(folder);
        var troubles = new ArrayList<String>();
        Study study = study(scenario, troubles, new boolean[1]);
        assertTrue(study.compiled().table().states() > 0);
        assertEquals(1, troubles.size());
        assertEquals(1, troubles.get(0).lines().count());
    }
}
