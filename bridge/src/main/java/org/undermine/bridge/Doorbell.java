package org.undermine.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntPredicate;

/**
 * How a trainer hands the shared memory over and gets it back.
 *
 * <p>On two pipes: one byte asks, {@link #RESET} or {@link #STEP}; one byte answers, {@link #DONE} or {@link #FAILED},
 * and only then may the trainer ask again. A trainer that lost count asks any number from {@link #SYNC} on, which is
 * answered by itself: all answers before are to older questions. Anything else closes the pipes, and with them ends the
 * service; so does the trainer's end. After {@link #SPIN} the asking and answering go on in memory, both sides looking at
 * it all the time: the trainer writes 4 s + what it asks at {@link Layout#BELL}, s being the number of the question from
 * 1, and waits for 4 s + the answer at {@link Layout#ANSWER}.
 */
final class Doorbell {
    static final int RESET = 1;
    static final int STEP = 2;
    static final int SPIN = 3;
    static final int SYNC = 4;
    static final int DONE = 0;
    static final int FAILED = 1;
    private static final int KINDS = 4; // what is asked in the lowest two bits
    private static final int NUMBERS = 0x7FFFFFFC; // of questions, in steps of KINDS and round again
    private static final int LOOK = 1 << 16; // turns between two looks at whether the trainer is there
    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final InputStream asks;
    private final OutputStream answers;
    private final ByteBuffer memory;
    private final IntPredicate work;
    private final Runnable end;
    private volatile boolean over;

    /**
     * Opens the pipes and answers from a thread of its own until either side closes them.
     *
     * @param work does what is asked and says whether it was done
     * @param end runs at the end
     */
    static void answer(String asks, String answers, ByteBuffer memory, IntPredicate work, Runnable end)
            throws IOException {
        var from = Pipe.reading(asks);
        try {
            var to = Pipe.writing(answers);
            Gateway.daemon("doorbell", new Doorbell(from, to, memory, work, end)::answer);
        } catch (IOException e) {
            from.close();
            throw e;
        }
    }

    Doorbell(InputStream asks, OutputStream answers, ByteBuffer memory, IntPredicate work, Runnable end) {
        this.asks = asks;
        this.answers = answers;
        this.memory = memory;
        this.work = work;
        this.end = end;
    }

    void answer() {
        try (asks;
                answers) {
            for (int asked = asks.read(); asked > 0; asked = asks.read()) {
                if (asked == SPIN) {
                    Gateway.daemon("doorbell's end", this::awaitEnd);
                    spin();
                    return;
                }
                answers.write(asked >= SYNC ? asked : answer(asked));
            }
        } catch (IOException e) {
            // the trainer is gone
        } finally {
            end.run();
        }
    }

    private int answer(int asked) {
        return work.test(asked) ? DONE : FAILED;
    }

    private void spin() {
        int last = 0;
        for (int turn = 1; ; turn++) {
            int bell = (int) WORD.getAcquire(memory, Layout.BELL);
            if (bell != last) {
                int asked = bell & (KINDS - 1);
                int number = bell - asked;
                if (number != ((last & NUMBERS) + KINDS & NUMBERS) || asked != RESET && asked != STEP) return;
                last = bell;
                WORD.setRelease(memory, Layout.ANSWER, number + answer(asked));
            } else if (turn % LOOK == 0 && over) {
                return;
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /** Waits for the end of the pipe, or a word where none belongs. */
    private void awaitEnd() {
        try {
            asks.read();
        } catch (IOException e) {
            // closed on this side
        }
        over = true;
    }
}
