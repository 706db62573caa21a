package org.undermine.bridge;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.IntPredicate;

/**
 * How a trainer hands the shared memory over and gets it back.
 *
 * <p>On a Unix socket: one byte asks, {@link #RESET} or {@link #STEP}; one byte answers, {@link #DONE} or {@link #FAILED},
 * and only then may the trainer ask again. A trainer that lost count asks {@link #SYNC}: all answers before
 * {@link #SYNCED} are to older questions. Anything else closes the socket, and with it ends the service; so does the
 * trainer's end. After {@link #SPIN} the asking and answering go on in memory, both sides looking at it all the time: the
 * trainer writes 4 s + what it asks at {@link Layout#BELL}, s being the number of the question from 1, and waits for
 * 4 s + the answer at {@link Layout#ANSWER}.
 */
final class Doorbell {
    static final byte RESET = 1;
    static final byte STEP = 2;
    static final byte SPIN = 3;
    static final byte SYNC = 4;
    static final byte DONE = 0;
    static final byte FAILED = 1;
    static final byte SYNCED = 2;
    private static final int KINDS = 4; // what is asked in the lowest two bits
    private static final int NUMBERS = 0x7FFFFFFC; // of questions, in steps of KINDS and round again
    private static final int LOOK = 1 << 16; // turns between two looks at the socket
    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final SocketChannel channel;
    private final ByteBuffer memory;
    private final IntPredicate work;
    private final ByteBuffer one = ByteBuffer.allocate(1);

    /**
     * Connects to the trainer's socket and answers from a thread of its own until either side closes.
     *
     * @param work does what is asked and says whether it was done
     */
    static void answer(Path socket, ByteBuffer memory, IntPredicate work) throws IOException {
        var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        var thread = new Thread(new Doorbell(channel, memory, work)::answer, "doorbell");
        thread.setDaemon(true);
        thread.start();
    }

    private Doorbell(SocketChannel channel, ByteBuffer memory, IntPredicate work) {
        this.channel = channel;
        this.memory = memory;
        this.work = work;
    }

    private void answer() {
        try (channel) {
            while (true) {
                int asked = heard();
                if (asked == SPIN) {
                    spin();
                    return;
                }
                if (asked == SYNC) {
                    say(SYNCED);
                    continue;
                }
                if (asked != RESET && asked != STEP) return;
                say(work.test(asked) ? DONE : FAILED);
            }
        } catch (IOException e) {
            // the trainer is gone
        }
    }

    /** The next byte; -1 at the end. */
    private int heard() throws IOException {
        one.clear();
        return channel.read(one) < 1 ? -1 : one.get(0);
    }

    private void say(byte answer) throws IOException {
        one.clear().put(answer).flip();
        channel.write(one);
    }

    private void spin() throws IOException {
        channel.configureBlocking(false);
        int last = 0;
        for (int turn = 1; ; turn++) {
            int bell = (int) WORD.getAcquire(memory, Layout.BELL);
            int asked = bell & (KINDS - 1);
            if (bell - asked == (last + KINDS & NUMBERS)) {
                if (asked != RESET && asked != STEP) return;
                last = bell - asked;
                int answer = work.test(asked) ? DONE : FAILED;
                WORD.setRelease(memory, Layout.ANSWER, bell - asked + answer);
            } else if (turn % LOOK == 0) {
                one.clear();
                if (channel.read(one) != 0) return; // the end, or a word where none belongs
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
