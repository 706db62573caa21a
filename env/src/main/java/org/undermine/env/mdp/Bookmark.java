package org.undermine.env.mdp;

import java.util.Arrays;

/**
 * Where a process stands, to go on from later: numbers side by side, so that leaving one of many attacks and going on with
 * the next touches little memory. Read in the order in which it was written.
 */
public final class Bookmark {
    private static final int FIRST = 16;

    private long[] words = new long[FIRST];
    private Object[] things = new Object[0];
    private int word;
    private int thing;
    private int left; // things that were written

    /** To be called before it is written. */
    public Bookmark write() {
        word = thing = left = 0;
        return this;
    }

    /** To be called before it is read. */
    public Bookmark read() {
        word = thing = 0;
        return this;
    }

    public void put(long number) {
        if (word == words.length) words = Arrays.copyOf(words, 2 * words.length);
        words[word++] = number;
    }

    public void put(double number) {
        put(Double.doubleToRawLongBits(number));
    }

    /** The first {@code count} of {@code numbers}. */
    public void put(long[] numbers, int count) {
        if (word + count > words.length) words = Arrays.copyOf(words, Math.max(2 * words.length, word + count));
        System.arraycopy(numbers, 0, words, word, count);
        word += count;
    }

    /** The first {@code count} of {@code numbers}. */
    public void put(int[] numbers, int count) {
        for (int i = 0; i < count; i += 2)
            put(numbers[i] & 0xFFFFFFFFL | (i + 1 < count ? (long) numbers[i + 1] << 32 : 0));
    }

    /** What others may see too: it is not copied. */
    public void put(Object shared) {
        if (thing == things.length) things = Arrays.copyOf(things, thing + 1);
        things[thing++] = shared;
        left = thing;
    }

    public long number() {
        return words[word++];
    }

    public double real() {
        return Double.longBitsToDouble(number());
    }

    public void numbers(long[] into, int count) {
        System.arraycopy(words, word, into, 0, count);
        word += count;
    }

    public void numbers(int[] into, int count) {
        for (int i = 0; i < count; i += 2) {
            long two = number();
            into[i] = (int) two;
            if (i + 1 < count) into[i + 1] = (int) (two >> 32);
        }
    }

    /** Whether there is another thing to read. */
    public boolean shares() {
        return thing < left;
    }

    public <T> T shared(Class<T> kind) {
        return kind.cast(things[thing++]);
    }
}
