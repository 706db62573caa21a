package org.undermine.bridge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorbellTest {
    private static final int PATIENCE = 10; // seconds
    private final List<Integer> done = new ArrayList<>();
    private final ByteBuffer memory = ByteBuffer.allocateDirect(1024).order(ByteOrder.LITTLE_ENDIAN);
    private final CountDownLatch end = new CountDownLatch(1);

    private boolean work(int asked) {
        done.add(asked);
        return done.size() != 2; // the second fails
    }

    private byte[] answers(int... asks) {
        byte[] bytes = new byte[asks.length];
        for (int i = 0; i < asks.length; i++) bytes[i] = (byte) asks[i];
        var answers = new ByteArrayOutputStream();
        new Doorbell(new ByteArrayInputStream(bytes), answers, memory, this::work, end::countDown).answer();
        return answers.toByteArray();
    }

    @Test
    void whoever_lost_count_hears_the_number_asked() {
        assertArrayEquals(new byte[] {0, 1, 4, (byte) 255, 0}, answers(1, 2, 4, 255, 2));
        assertEquals(List.of(1, 2, 2), done);
        assertEquals(0, end.getCount());
    }

    @Test
    void what_is_no_question_ends_it() {
        assertArrayEquals(new byte[] {0}, answers(1, 0, 2, 2));
        assertEquals(List.of(1), done);
        assertEquals(0, end.getCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"the pipe ends", "a byte where none belongs", "no such question"})
    void spinning_answers_in_memory_until(String what) throws IOException, InterruptedException {
        var trainer = new PipedOutputStream();
        var asks = new PipedInputStream(trainer);
        Gateway.daemon(
                "test", new Doorbell(asks, new ByteArrayOutputStream(), memory, this::work, end::countDown)::answer);
        trainer.write(Doorbell.SPIN);
        trainer.flush();
        for (int s = 1; s <= 3; s++) {
            memory.putInt(Layout.BELL, 4 * s + Doorbell.STEP);
            int answer = 4 * s + (s == 2 ? Doorbell.FAILED : Doorbell.DONE);
            long start = System.nanoTime();
            while (memory.getInt(Layout.ANSWER) != answer)
                assertEquals(0, (System.nanoTime() - start) / 1_000_000_000L / PATIENCE, "question " + s);
        }
        switch (what) {
            case "the pipe ends" -> trainer.close();
            case "no such question" -> memory.putInt(Layout.BELL, 4 * 4 + 3);
            default -> {
                trainer.write(Doorbell.STEP);
                trainer.flush();
            }
        }
        assertEquals(true, end.await(PATIENCE, TimeUnit.SECONDS));
        assertEquals(3, done.size());
    }
}
