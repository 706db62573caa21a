package org.undermine.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorbellTest {
    private static final int PATIENCE = 10; // seconds
    private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    private final ByteBuffer memory = ByteBuffer.allocateDirect(1024).order(ByteOrder.LITTLE_ENDIAN);
    private final CountDownLatch end = new CountDownLatch(1);
    private final PipedOutputStream trainer = new PipedOutputStream();
    private final PipedInputStream heard = new PipedInputStream();

    @BeforeEach
    void open() throws IOException {
        var asks = new PipedInputStream(trainer);
        var answers = new PipedOutputStream(heard);
        Gateway.daemon("test", new Doorbell(asks, answers, false, memory, this::work, end::countDown)::answer);
    }

    private boolean work(int asked) {
        done.add(asked);
        return done.size() != 2; // the second fails
    }

    private void wake(int said) throws IOException {
        trainer.write(said);
        trainer.flush();
    }

    private void await(int place, int number) throws InterruptedException {
        for (int waited = 0; memory.getInt(place) != number; waited++) {
            assertEquals(0, waited / (1000 * PATIENCE), "at " + place + ": " + memory.getInt(place));
            Thread.sleep(1);
        }
    }

    private void ended(int... asked) throws InterruptedException {
        assertEquals(true, end.await(PATIENCE, TimeUnit.SECONDS));
        assertEquals(java.util.Arrays.stream(asked).boxed().toList(), done);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the pipe ends", "a byte where none belongs", "no such question", "not the next question"})
    void answers_until(String what) throws IOException, InterruptedException {
        for (int s = 1; s <= 3; s++) {
            memory.putInt(Layout.BELL, 4 * s + Doorbell.STEP);
            wake(Doorbell.WAKE);
            await(Layout.ANSWER, 4 * s + (s == 2 ? Doorbell.FAILED : Doorbell.DONE));
        }
        switch (what) {
            case "the pipe ends" -> trainer.close();
            case "no such question" -> memory.putInt(Layout.BELL, 4 * 4 + 3);
            case "not the next question" -> memory.putInt(Layout.BELL, 4 * 5 + Doorbell.STEP);
            default -> wake(9);
        }
        if (what.endsWith("question")) wake(Doorbell.WAKE);
        ended(Doorbell.STEP, Doorbell.STEP, Doorbell.STEP);
    }

    @Test
    void says_that_it_sleeps_and_is_not_fooled_by_a_byte_too_many() throws IOException, InterruptedException {
        for (int s = 1; s <= 20; s++) {
            await(Layout.SLEEPS, 1);
            for (int i = 0; i < s % 3; i++) wake(Doorbell.WAKE);
            memory.putInt(Layout.BELL, 4 * s + Doorbell.RESET);
            wake(Doorbell.WAKE);
            await(Layout.ANSWER, 4 * s + (s == 2 ? Doorbell.FAILED : Doorbell.DONE));
        }
        trainer.close();
        ended(Collections.nCopies(20, Doorbell.RESET).stream().mapToInt(i -> i).toArray());
    }

    @Test
    void wakes_a_trainer_that_sleeps() throws IOException, InterruptedException {
        memory.putInt(Layout.TRAINER_SLEEPS, 1);
        memory.putInt(Layout.BELL, 4 + Doorbell.RESET);
        wake(Doorbell.WAKE);
        assertEquals(Doorbell.WAKE, heard.read());
        assertEquals(4 + Doorbell.DONE, memory.getInt(Layout.ANSWER));
        trainer.close();
        ended(Doorbell.RESET);
    }
}
