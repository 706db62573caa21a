package org.undermine.env.mdp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * 128 bits that tell one string of bytes from another (MurmurHash3, x64, 128 bits, by Appleby). Among 10^9 states, two that
 * differ agree in them with probability 10^-21; the checker compares whole states.
 */
final class Fingerprint {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;

    long high;
    long low;

    /** Of {@code length} bytes from {@code offset}. */
    void of(byte[] bytes, int offset, int length) {
        long h1 = 0;
        long h2 = 0;
        int at = offset;
        int end = offset + length;
        for (; at + 16 <= end; at += 16) {
            h1 = Long.rotateLeft(h1 ^ first((long) LONG.get(bytes, at)), 27) + h2;
            h1 = h1 * 5 + 0x52dce729;
            h2 = Long.rotateLeft(h2 ^ second((long) LONG.get(bytes, at + 8)), 31) + h1;
            h2 = h2 * 5 + 0x38495ab5;
        }
        int left = end - at;
        if (left > 8) h2 ^= second(tail(bytes, at + 8, left - 8));
        if (left > 0) h1 ^= first(tail(bytes, at, Math.min(8, left)));
        h1 ^= length;
        h2 ^= length;
        h1 += h2;
        h2 += h1;
        h1 = finish(h1);
        h2 = finish(h2);
        high = h1 + h2;
        low = h2 + high;
    }

    private static long tail(byte[] bytes, int at, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) value = value << 8 | bytes[at + i] & 0xff;
        return value;
    }

    private static long first(long k) {
        return Long.rotateLeft(k * C1, 31) * C2;
    }

    private static long second(long k) {
        return Long.rotateLeft(k * C2, 33) * C1;
    }

    private static long finish(long h) {
        long mixed = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
