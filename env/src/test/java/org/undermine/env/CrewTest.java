package org.undermine.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CrewTest {
    /** So long that parts are shared out. */
    private static void idle() {
        long end = System.nanoTime() + 100_000;
        while (System.nanoTime() < end) Thread.onSpinWait();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void every_piece_is_done_once_by_the_part_it_belongs_to(int parts) {
        try (var crew = new Crew(parts)) {
            for (int round = 0; round < 200; round++) {
                int n = 7 + round % 5;
                int[] done = new int[n];
                int[] by = new int[n];
                boolean slow = round % 10 < 2;
                crew.share(n, (part, from, to) -> {
                    for (int i = from; i < to; i++) {
                        if (slow) idle();
                        done[i]++;
                        by[i] = part;
                    }
                });
                assertTrue(Arrays.stream(done).allMatch(times -> times == 1), Arrays.toString(done));
                assertArrayEquals(
                        java.util.stream.IntStream.range(0, n)
                                .map(i -> crew.part(n, i))
                                .toArray(),
                        by);
            }
        }
    }

    @Test
    void long_work_is_shared() {
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        try (var crew = new Crew(2)) {
            for (int round = 0; round < 10; round++)
                crew.share(20, (part, from, to) -> {
                    workers.add(Thread.currentThread());
                    for (int i = from; i < to; i++) idle();
                });
        }
        assertEquals(2, workers.size());
    }

    @Test
    void the_first_failure_is_thrown_once_all_are_done() {
        try (var crew = new Crew(3)) {
            for (int round = 0; round < 20; round++) {
                boolean[] done = new boolean[30];
                var e = assertThrows(
                        IllegalStateException.class,
                        () -> crew.share(30, (part, from, to) -> {
                            for (int i = from; i < to; i++) {
                                idle();
                                done[i] = true;
                            }
                            if (part > 0) throw new IllegalStateException("part " + part);
                        }));
                assertEquals("part 1", e.getMessage());
                for (boolean d : done) assertTrue(d);
            }
            assertThrows(
                    StackOverflowError.class,
                    () -> crew.share(30, (part, from, to) -> {
                        if (part == 2) throw new StackOverflowError();
                    }));
        }
    }

    @Test
    void an_interrupt_waits_and_is_kept() {
        try (var crew = new Crew(2)) {
            for (int round = 0; round < 5; round++) {
                int[] done = new int[2];
                crew.share(20, (part, from, to) -> {
                    if (part == 0) Thread.currentThread().interrupt();
                    for (int i = from; i < to; i++) for (int j = 0; j <= 10 * part; j++) idle();
                    done[part] = to - from;
                });
                assertEquals(20, done[0] + done[1]);
                assertTrue(Thread.interrupted());
            }
        }
    }
}
