package org.undermine.env.mdp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/** Numbers one after the other into a file, little-endian, and a checksum after them. */
final class SummedOutput {
    static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final CRC32C sum = new CRC32C();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

    SummedOutput(FileChannel channel) {
        this.channel = channel;
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) flush();
        return buffer;
    }

    private void flush() throws IOException {
        sum.update(buffer.flip());
        buffer.rewind();
        while (buffer.hasRemaining()) channel.write(buffer);
        buffer.clear();
    }

    void put(long value) throws IOException {
        room(Long.BYTES).putLong(value);
    }

    void put(int value) throws IOException {
        room(Integer.BYTES).putInt(value);
    }

    void put(int[] values) throws IOException {
        for (int value : values) room(Integer.BYTES).putInt(value);
    }

    void put(short[] values) throws IOException {
        for (short value : values) room(Short.BYTES).putShort(value);
    }

    void put(char[] values) throws IOException {
        for (char value : values) room(Character.BYTES).putChar(value);
    }

    void put(byte[] values, int length) throws IOException {
        for (int i = 0, n; i < length; i += n) {
            n = Math.min(room(1).remaining(), length - i);
            buffer.put(values, i, n);
        }
    }

    void finish() throws IOException {
        flush();
        long checksum = sum.getValue();
        put(checksum);
        flush();
    }
}
