package org.undermine.env;

/** Random streams: one of its own for each seed, and for each (seed, index). */
public final class Seeds {
    private Seeds() {}

    public static Stream stream(long seed) {
        return new Stream(mix(seed));
    }

    /** The seed of the environment, batch or worker number {@code index} of a run started with {@code seed}. */
    public static long of(long seed, long index) {
        return mix(mix(seed) + 0x9E3779B97F4A7C15L * (index + 1));
    }

    private static long mix(long x) {
        x = (x ^ x >>> 32) * 0xD6E8FEB86659FD93L;
        x = (x ^ x >>> 32) * 0xD6E8FEB86659FD93L;
        return x ^ x >>> 32;
    }
}
