package org.undermine.bridge.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.agents.learn.AgentFile;

/**
 * Training that is killed at random moments, as {@code kill -9} does, and resumed from what it left, again and again: whatever
 * is there can be read, and when training comes to its end the file is that of a run that nobody disturbed, byte for byte.
 *
 * <p>200 kills, 10 minutes: mvn -o test -pl protocols,env,agents,bridge -Dtest=TrainingKillsTest -Dgroups=slow
 * -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false
 */
class TrainingKillsTest {
    private static final String Q = "train nakamoto -a .4 --cutoff 4 --agent q --steps 3e5";
    private static final String PPO = "train nakamoto -a .4 --cutoff 4 --agent ppo --steps 1e6";
    private static final long LONGEST = 300; // seconds, of one training

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({Q + ", 2, 1"})
    void is_resumed_after_some_kills(String training, int kills, long seed) throws Exception {
        survive(training, kills, seed, 1);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({Q + ", 120, 2", PPO + ", 80, 3"})
    void is_resumed_after_many_kills(String training, int kills, long seed) throws Exception {
        survive(training, kills, seed, 0.5);
    }

    /** @param late share of kills soon after something was written; the others are at any moment from the start on */
    private void survive(String training, int kills, long seed, double late) throws Exception {
        var dice = new Random(seed);
        Path whole = folder.resolve("whole.zip");
        long start = System.nanoTime();
        finish(start(training + " -o " + whole));
        long once = (System.nanoTime() - start) / 1_000_000;
        byte[] expected = Files.readAllBytes(whole);
        int done = 0;
        int trainings = 0;
        int resumed = 0;
        while (done < kills) {
            Path file = folder.resolve("training" + trainings++ + ".zip");
            boolean over = false;
            while (!over) {
                boolean there = Files.exists(file);
                if (there) AgentFile.read(file);
                if (there) resumed++;
                Process process = start(training + (there ? " --resume " : " -o ") + file);
                if (done < kills) {
                    if (dice.nextDouble() < late) {
                        awaitChange(file, process);
                        process.waitFor(dice.nextLong(once / 20 + 1), TimeUnit.MILLISECONDS);
                    } else {
                        process.waitFor(dice.nextLong(once + 1), TimeUnit.MILLISECONDS);
                    }
                    over = !process.isAlive();
                }
                if (done < kills && !over) {
                    process.destroyForcibly().waitFor();
                    done++;
                } else {
                    finish(process);
                    over = true;
                }
            }
            assertArrayEquals(expected, Files.readAllBytes(file), "seed " + seed + ", " + done + " kills");
        }
        System.out.println(done + " kills in " + trainings + " trainings, " + resumed + " times resumed: " + training);
    }

    private static void awaitChange(Path file, Process process) throws Exception {
        var before = changed(file);
        while (process.isAlive() && changed(file).equals(before)) Thread.sleep(1);
    }

    private static Instant changed(Path file) throws IOException {
        return Files.exists(file) ? Files.getLastModifiedTime(file).toInstant() : Instant.MIN;
    }

    private Process start(String line) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.undermine.bridge.Main"));
        command.addAll(List.of(line.split(" ")));
        command.add("-q");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
    }

    private void finish(Process process) throws Exception {
        try {
            if (!process.waitFor(LONGEST, TimeUnit.SECONDS)) throw new AssertionError("it takes too long");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("said.txt")));
    }
}
