package org.undermine.env;

import java.util.random.RandomGenerator;

/**
 * A stream of random numbers, whose whole state is one number: the same numbers as {@link java.util.SplittableRandom}'s, which
 * keeps its state to itself (Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014).
 */
public final class Stream implements RandomGenerator {
    private static final long STEP = 0x9E3779B97F4A7C15L; // 2^64 over the golden ratio

    private long state;

    public Stream(long seed) {
        state = seed;
    }

    /** From here it goes on as a stream made with this as its seed. */
    long state() {
        return state;
    }

    void goOn(long from) {
        state = from;
    }

    @Override
    public long nextLong() {
        long z = state += STEP;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    @Override
    public int nextInt() {
        long z = state += STEP;
        z = (z ^ z >>> 33) * 0x62A9D9ED799705F5L;
        return (int) ((z ^ z >>> 28) * 0xCB24D0A5C88C35B3L >>> 32);
    }
}
