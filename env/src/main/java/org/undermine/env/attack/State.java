package org.undermine.env.attack;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A position written down: equal for two positions if they are numbered alike, and, as {@link Canonical} numbers them, if
 * and only if they differ in nothing but the numbering.
 */
public final class State implements Comparable<State> {
    private final long[] words;
    private final int hash;

    State(long[] words, int length) {
        this(Arrays.copyOf(words, length));
    }

    private State(long[] words) {
        this.words = words;
        long mixed = 0;
        for (long w : this.words) mixed = Canonical.mix(mixed + w);
        hash = (int) (mixed ^ mixed >>> 32);
    }

    /** Writes all words; of the last one, the bytes up to the last that is not zero, but at least one. */
    void write(ByteBuffer to) {
        to.order(ByteOrder.LITTLE_ENDIAN);
        int last = words.length - 1;
        for (int i = 0; i < last; i++) to.putLong(words[i]);
        long rest = words[last];
        do {
            to.put((byte) rest);
            rest >>>= Byte.SIZE;
        } while (rest != 0);
    }

    /** What {@link #write} wrote as all that is left in {@code from}. */
    static State read(ByteBuffer from) {
        from.order(ByteOrder.LITTLE_ENDIAN);
        long[] words = new long[(from.remaining() + Long.BYTES - 1) / Long.BYTES];
        for (int i = 0; i < words.length - 1; i++) words[i] = from.getLong();
        for (int shift = 0; from.hasRemaining(); shift += Byte.SIZE)
            words[words.length - 1] |= (from.get() & 0xffL) << shift;
        return new State(words);
    }

    /** Reads {@code bits} bits from position {@code at}. */
    long bits(int at, int bits) {
        int word = at >> 6;
        int shift = at & 63;
        long value = words[word] >>> shift;
        if (shift + bits > 64) value |= words[word + 1] << 64 - shift;
        return bits == 64 ? value : value & (1L << bits) - 1;
    }

    @Override
    public int compareTo(State other) {
        return Arrays.compare(words, other.words);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof State state && hash == state.hash && Arrays.equals(words, state.words);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
