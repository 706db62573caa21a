package org.undermine.env.mdp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * States as bytes, one after the other, by number: the frontier of an exploration, and what is left behind of what has been
 * explored.
 *
 * <p>Each state is its length (one byte; 255 and four more where that is not enough) and its bytes, in one segment; 0 for a
 * length says that the next state begins the next segment. Where every 64th state lies is written down.
 */
final class StateBytes {
    /** The most bytes of a piece. */
    static final int SEGMENT = 1 << 18;

    private static final int EVERY = 64;
    private static final int LONG = 255;

    private byte[][] segments = {new byte[SEGMENT]};
    private long[] place = new long[16]; // of states 0, 64, 128, ...
    private int[] lengths = new int[1]; // of segments that are full
    private int inUse = 1;
    private int end; // of the last segment
    private int size;

    int size() {
        return size;
    }

    /**
     * States in pieces that were read from a file.
     *
     * @param pieces arrays of {@link #SEGMENT} bytes, zero after their lengths
     * @throws IOException if there are not as many states in them as {@code size} says
     */
    static StateBytes of(byte[][] pieces, int[] lengths, int size) throws IOException {
        var states = new StateBytes();
        states.segments = pieces;
        states.lengths = lengths;
        states.inUse = pieces.length;
        states.end = lengths[pieces.length - 1];
        states.place = new long[size / EVERY + 1];
        for (int i = 0; i < pieces.length; i++) states.count(i, lengths[i], size);
        if (states.size != size) throw new IOException("states are missing");
        return states;
    }

    private void count(int piece, int length, int most) throws IOException {
        var bytes = ByteBuffer.wrap(segments[piece], 0, length);
        while (bytes.hasRemaining()) {
            if (size == most) throw new IOException("too many states");
            if (size % EVERY == 0) place[size / EVERY] = (long) piece * SEGMENT + bytes.position();
            size++;
            int head = bytes.get() & 0xff;
            int skip = head == LONG && bytes.remaining() >= Integer.BYTES ? bytes.getInt() : head;
            if (skip < 1 || skip > bytes.remaining()) throw new IOException("a state of " + skip + " bytes");
            bytes.position(bytes.position() + skip);
        }
    }

    int pieces() {
        return inUse;
    }

    byte[] piece(int i) {
        return segments[i];
    }

    /** How many bytes of a piece are states. */
    int length(int i) {
        return i == inUse - 1 ? end : lengths[i];
    }

    /** Bytes of memory. */
    long bytes() {
        return (long) inUse * SEGMENT + 8L * place.length + 8L * segments.length;
    }

    /** Appends the next state. */
    void add(byte[] from, int offset, int length) {
        int head = length < LONG ? 1 : 5;
        if (end + head + length > SEGMENT) nextSegment();
        byte[] segment = segments[inUse - 1];
        if (size % EVERY == 0) {
            if (size / EVERY == place.length) place = Arrays.copyOf(place, 2 * place.length);
            place[size / EVERY] = (long) (inUse - 1) * SEGMENT + end;
        }
        size++;
        segment[end++] = (byte) Math.min(length, LONG);
        if (head > 1) {
            ByteBuffer.wrap(segment).putInt(end, length);
            end += 4;
        }
        System.arraycopy(from, offset, segment, end, length);
        end += length;
    }

    private void nextSegment() {
        if (inUse == segments.length) segments = Arrays.copyOf(segments, 2 * segments.length);
        if (inUse > lengths.length) lengths = Arrays.copyOf(lengths, segments.length);
        lengths[inUse - 1] = end;
        segments[inUse++] = new byte[SEGMENT];
        end = 0;
    }

    /** Reads states one after the other, from state {@code s} on, of those that are there by now. */
    Reader from(int s) {
        var reader = new Reader(segments, place[s / EVERY]);
        for (int skip = s % EVERY; skip > 0; skip--) reader.next();
        return reader;
    }

    /** A place among states. */
    static final class Reader {
        private final byte[][] segments;
        private ByteBuffer segment;
        private int number;
        private int next;

        private Reader(byte[][] segments, long place) {
            this.segments = segments;
            number = (int) (place / SEGMENT);
            next = (int) (place % SEGMENT);
            segment = ByteBuffer.wrap(segments[number]);
        }

        /** The bytes of the next state, good until the one after it is asked for. */
        ByteBuffer next() {
            segment.limit(SEGMENT).position(next);
            int length = segment.hasRemaining() ? segment.get() & 0xff : 0;
            if (length == 0) {
                segment = ByteBuffer.wrap(segments[++number]);
                length = segment.get() & 0xff;
            }
            if (length == LONG) length = segment.getInt();
            next = segment.position() + length;
            return segment.limit(next);
        }
    }
}
