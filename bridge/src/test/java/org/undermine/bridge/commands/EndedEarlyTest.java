package org.undermine.bridge.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.undermine.bridge.Main;

/**
 * What is written is whole or not there, however a process ends. Those that are killed take a minute: {@code mvn test -pl
 * protocols,env,agents,bridge -Dtest=EndedEarlyTest -Dgroups=slow -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class EndedEarlyTest {
    private static final String SMALL = "attack nakamoto -a .4 --cutoff 12 -q";
    private static final String LARGE = "attack nakamoto -a .4 --space free --own ignored --cutoff 8 --json";

    @TempDir
    private Path folder;

    private ProcessBuilder java(String limit, String line) {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx2g",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(Arrays.asList(line.split(" ")));
        command.addAll(0, List.of("bash", "-c", limit + "exec \"$@\"", "java"));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return builder;
    }

    private String run(int status, String limit, String line) throws IOException, InterruptedException {
        Process process = java(limit, line).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(status, process.waitFor(), said);
        return said;
    }

    private List<Path> files(Path in, Predicate<String> name) throws IOException {
        if (!Files.exists(in)) return List.of();
        try (Stream<Path> all = Files.list(in)) {
            return all.filter(f -> name.test(f.getFileName().toString())).toList();
        }
    }

    /** Starts a command and kills it as soon as it writes a file of that kind, or as soon as it has ended. */
    private void kill(String line, Path in, Predicate<String> unfinished) throws IOException, InterruptedException {
        Process process =
                java("", line).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        while (process.isAlive() && files(in, unfinished).isEmpty()) Thread.onSpinWait();
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    @Test
    @Timeout(300)
    void where_the_disk_is_full_the_old_file_stays() throws Exception {
        run(0, "", SMALL + " -o r.json");
        byte[] old = Files.readAllBytes(folder.resolve("r.json"));
        String said = run(2, "ulimit -f 4; ", SMALL + " -o r.json");
        assertEquals(
                1, said.lines().filter(line -> line.startsWith("undermine: ")).count(), said);
        assertTrue(said.contains("File too large"), said);
        assertArrayEquals(old, Files.readAllBytes(folder.resolve("r.json")));
        assertEquals(List.of(), files(folder, name -> name.startsWith(".")));
    }

    @Test
    @Tag("slow")
    @Timeout(600)
    void killed_while_it_writes_a_result_it_leaves_the_old_one_or_the_new_one() throws Exception {
        run(0, "", SMALL + " -o r.json");
        byte[] old = Files.readAllBytes(folder.resolve("r.json"));
        for (int i = 0; i < 2; i++) {
            kill(LARGE + " -o r.json", folder, name -> name.startsWith(".r.json"));
            if (!Arrays.equals(old, Files.readAllBytes(folder.resolve("r.json")))) run(0, "", "check r.json");
        }
        run(0, "", LARGE + " -o r.json");
        run(0, "", "check r.json");
    }

    @Test
    @Tag("slow")
    @Timeout(600)
    void killed_while_it_keeps_a_model_the_next_run_is_right() throws Exception {
        var json = new ObjectMapper();
        var right = json.readTree(run(0, "", LARGE + " --no-cache"));
        Path models = folder.resolve("cache/undermine/models");
        assertEquals(List.of(), files(models, name -> true));
        for (int i = 0; i < 2; i++) {
            kill(LARGE, models, name -> name.endsWith(".unfinished"));
            var next = json.readTree(run(0, "", LARGE));
            assertEquals(right.get("model"), next.get("model"));
            assertEquals(right.get("optimum"), next.get("optimum"));
            for (Path kept : files(models, name -> true)) {
                assertTrue(kept.toString().endsWith(".table"), "left behind: " + kept);
                Files.delete(kept);
            }
        }
    }
}
