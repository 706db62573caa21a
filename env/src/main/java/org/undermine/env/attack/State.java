package org.undermine.env.attack;

import java.util.Arrays;

/**
 * A position written down: equal for two positions if they are numbered alike, and, as {@link Canonical} numbers them, if
 * and only if they differ in nothing but the numbering.
 */
public final class State implements Comparable<State> {
    private final long[] words;
    private final int hash;

    State(long[] words, int length) {
        this.words = Arrays.copyOf(words, length);
        long mixed = 0;
        for (long w : this.words) mixed = Canonical.mix(mixed + w);
        hash = (int) (mixed ^ mixed >>> 32);
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
