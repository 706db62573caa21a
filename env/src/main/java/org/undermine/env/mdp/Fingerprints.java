package org.undermine.env.mdp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Numbers {@link Fingerprint}s in the order in which they first come: an open-addressing table of machine words, each a part
 * of a fingerprint beside its number, and the whole fingerprints by number. One thread adds; others may look meanwhile, and
 * then may miss what is new.
 */
final class Fingerprints {
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final long NUMBER = 0xFFFF_FFFFL;
    private static final int SEGMENT = 16; // bits; a segment holds as many fingerprints
    private static final int WITHIN = (1 << SEGMENT) - 1;
    private static final int LARGEST = 1 << 30; // words
    private static final double FULL = 0.7;

    private final long[][] whole = new long[1 << Integer.SIZE - 1 - SEGMENT][]; // high, low, high, low, ...
    private volatile long[] table = new long[1 << 10]; // 0 where free; else a part above, the number plus one below
    private int size;

    int size() {
        return size;
    }

    /** Bytes of memory. */
    long bytes() {
        return 8L * table.length + ((long) (size >> SEGMENT) + 1 << SEGMENT + 4);
    }

    /** Bytes of memory there will be while the next one is added. */
    long bytesSoon() {
        return size + 1 > FULL * table.length ? bytes() + 16L * table.length : bytes();
    }

    /** The number; -1 if it has none, or has not had one for long. */
    int find(long high, long low) {
        long[] now = table;
        int mask = now.length - 1;
        for (int slot = (int) low & mask; ; slot = slot + 1 & mask) {
            long word = (long) WORD.getAcquire(now, slot);
            if (word == 0) return -1;
            if (is(word, high, low)) return (int) (word & NUMBER) - 1;
        }
    }

    /** The number, the next one if it has none yet. Not for several threads at once. */
    int add(long high, long low) {
        long[] now = table;
        int mask = now.length - 1;
        int slot = (int) low & mask;
        for (long word = now[slot]; word != 0; word = now[slot]) {
            if (is(word, high, low)) return (int) (word & NUMBER) - 1;
            slot = slot + 1 & mask;
        }
        int number = size;
        if ((number & WITHIN) == 0) whole[number >> SEGMENT] = new long[2 << SEGMENT];
        whole[number >> SEGMENT][2 * (number & WITHIN)] = high;
        whole[number >> SEGMENT][2 * (number & WITHIN) + 1] = low;
        WORD.setRelease(now, slot, word(high, number));
        if (++size > FULL * now.length) grow();
        return number;
    }

    private boolean is(long word, long high, long low) {
        if ((word ^ high) >>> Integer.SIZE != 0) return false;
        int number = (int) (word & NUMBER) - 1;
        long[] segment = whole[number >> SEGMENT];
        int at = 2 * (number & WITHIN);
        return segment[at] == high && segment[at + 1] == low;
    }

    private static long word(long high, int number) {
        return high & ~NUMBER | number + 1L;
    }

    private void grow() {
        if (table.length == LARGEST) throw new IllegalArgumentException("more states than can be numbered: " + size);
        long[] wider = new long[2 * table.length];
        int mask = wider.length - 1;
        for (int n = 0; n < size; n++) {
            long[] segment = whole[n >> SEGMENT];
            int slot = (int) segment[2 * (n & WITHIN) + 1] & mask;
            while (wider[slot] != 0) slot = slot + 1 & mask;
            wider[slot] = word(segment[2 * (n & WITHIN)], n);
        }
        table = wider;
    }
}
