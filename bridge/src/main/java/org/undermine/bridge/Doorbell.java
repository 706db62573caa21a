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
 * <p>In the memory itself: the trainer writes 4 s + what it asks, {@link #RESET} or {@link #STEP}, at {@link Layout#BELL},
 * s being the number of the question from 1, and the environments write 4 s + the answer, {@link #DONE} or {@link #FAILED},
 * at {@link Layout#ANSWER}. Only then may the trainer ask again; any other number ends the service.
 *
 * <p>Each side looks for what the other writes, for a while: to be woken takes some 300 us on a virtual machine, which is
 * longer than most steps; less often where that has been in vain, as on busy cores who sleeps is served before who looks. Then it sleeps: it says so in a word of its own, {@link Layout#SLEEPS} or
 * {@link Layout#TRAINER_SLEEPS}, looks once more, and reads its pipe. Whoever has written and sees the other asleep
 * sends the byte {@link #WAKE}. It means no more than that there is something to look at; a byte too many does no harm. Any
 * other byte ends the service, and so does the trainer's end. The trainer, whose language knows no memory fences, wakes
 * the environments anyway before it sleeps, and sleeps for 50 ms at the most.
 */
final class Doorbell {
    static final int RESET = 1;
    static final int STEP = 2;
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WAKE = 1;
    private static final int KINDS = 4; // what is asked in the lowest two bits
    private static final int NUMBERS = 0x7FFFFFFC; // of questions, in steps of KINDS and round again
    private static final long PATIENCE = 50_000; // nanoseconds of looking
    private static final long LONG_PATIENCE = 100_000_000; // where spinning was asked for
    private static final int BLIND = 64; // questions slept through, at the most, after looking was in vain
    private static final int TURNS = 64; // between two looks at the clock
    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final InputStream asks;
    private final OutputStream answers;
    private final ByteBuffer memory;
    private final long patience;
    private final IntPredicate work;
    private final Runnable end;
    private int blind; // questions still to sleep through, of
    private int blinded; // so many, as looking was in vain

    /**
     * Opens the pipes and answers from a thread of its own until either side closes them.
     *
     * @param spin whether to look for long before sleeping: faster, as long as a core is idle
     * @param work does what is asked and says whether it was done
     * @param end runs at the end
     */
    static void answer(String asks, String answers, boolean spin, ByteBuffer memory, IntPredicate work, Runnable end)
            throws IOException {
        var from = Pipe.reading(asks);
        try {
            var to = Pipe.writing(answers);
            Gateway.daemon("doorbell", new Doorbell(from, to, spin, memory, work, end)::answer);
        } catch (IOException e) {
            from.close();
            throw e;
        }
    }

    Doorbell(InputStream asks, OutputStream answers, boolean spin, ByteBuffer memory, IntPredicate work, Runnable end) {
        this.asks = asks;
        this.answers = answers;
        this.memory = memory;
        this.work = work;
        this.end = end;
        patience = spin ? LONG_PATIENCE : PATIENCE;
    }

    void answer() {
        try (asks;
                answers) {
            int last = 0;
            while (awaken(last)) {
                int bell = bell();
                int asked = bell & (KINDS - 1);
                int number = bell - asked;
                if (number != ((last & NUMBERS) + KINDS & NUMBERS) || asked != RESET && asked != STEP) return;
                last = bell; // read once: there may be another as soon as this is answered
                WORD.setVolatile(memory, Layout.ANSWER, number + (work.test(asked) ? DONE : FAILED));
                if ((int) WORD.getVolatile(memory, Layout.TRAINER_SLEEPS) != 0) answers.write(WAKE);
            }
        } catch (IOException e) {
            // the trainer is gone
        } finally {
            end.run();
        }
    }

    private int bell() {
        return (int) WORD.getVolatile(memory, Layout.BELL);
    }

    /** Waits until the bell is another than {@code last}; false if that will never be. */
    private boolean awaken(int last) throws IOException {
        if (looks(last)) return true;
        try {
            WORD.setVolatile(memory, Layout.SLEEPS, 1);
            while (asks.available() > 0 || bell() == last) if (asks.read() != WAKE) return false;
            return true;
        } finally {
            WORD.setVolatile(memory, Layout.SLEEPS, 0);
        }
    }

    private boolean looks(int last) {
        if (blind-- > 0) return false;
        long until = System.nanoTime() + patience;
        do {
            for (int turn = 0; turn < TURNS; turn++) {
                if (bell() != last) {
                    blind = blinded = 0;
                    return true;
                }
                Thread.onSpinWait();
            }
        } while (System.nanoTime() < until);
        if (patience == PATIENCE) blind = blinded = Math.min(BLIND, 2 * blinded + 1);
        return false;
    }
}
