package org.undermine.env.mdp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/** Reads what {@link SummedOutput} wrote. What is read may be wrong until {@link #finish} has said that it is not. */
final class SummedInput {
    private final FileChannel channel;
    private final CRC32C sum = new CRC32C();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(SummedOutput.BUFFER)
            .order(ByteOrder.LITTLE_ENDIAN)
            .limit(0);
    private long left; // bytes that are not in the buffer yet, the checksum not counted

    SummedInput(FileChannel channel) throws IOException {
        this.channel = channel;
        left = channel.size() - Long.BYTES;
    }

    private ByteBuffer next(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) return buffer;
        if (left < bytes - buffer.remaining()) throw new IOException("cut off");
        int from = buffer.compact().position();
        buffer.limit((int) Math.min(buffer.capacity(), from + left));
        left -= buffer.remaining();
        fill();
        sum.update(buffer.flip().position(from));
        return buffer.position(0);
    }

    private void fill() throws IOException {
        while (buffer.hasRemaining()) if (channel.read(buffer) < 0) throw new IOException("cut off");
    }

    long wide() throws IOException {
        return next(Long.BYTES).getLong();
    }

    int number() throws IOException {
        return next(Integer.BYTES).getInt();
    }

    int[] ints(int count) throws IOException {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) values[i] = next(Integer.BYTES).getInt();
        return values;
    }

    short[] shorts(int count) throws IOException {
        short[] values = new short[count];
        for (int i = 0; i < count; i++) values[i] = next(Short.BYTES).getShort();
        return values;
    }

    char[] chars(int count) throws IOException {
        char[] values = new char[count];
        for (int i = 0; i < count; i++) values[i] = next(Character.BYTES).getChar();
        return values;
    }

    /** {@code count} bytes at the beginning of an array of {@code capacity}. */
    byte[] bytes(int capacity, int count) throws IOException {
        if (count < 0 || count > capacity) throw new IOException("a piece of " + count + " bytes");
        byte[] values = new byte[capacity];
        for (int i = 0, n; i < count; i += n) {
            n = Math.min(next(1).remaining(), count - i);
            buffer.get(values, i, n);
        }
        return values;
    }

    /** @throws IOException if it is not what was written */
    void finish() throws IOException {
        if (left != 0 || buffer.hasRemaining()) throw new IOException("longer than it was");
        buffer.clear().limit(Long.BYTES);
        fill();
        if (buffer.flip().getLong() != sum.getValue()) throw new IOException("the checksum does not fit");
    }
}
