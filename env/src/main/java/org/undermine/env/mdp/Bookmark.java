package org.undermine.env.mdp;

import java.util.Arrays;

/**
 * Where a process stands, to go on from later: numbers side by side, so that leaving one of many attacks and going on with
 * the next touches little memory. Read in the order in which it was written.
 */
public final class Bookmark {
    private static final int FIRST = 16;
    private static final long LOW = (1L << Integer.SIZE) - 1;

    private long[] longs = new long[FIRST];
    private int[] ints = new int[0];
    private Object[] things = new Object[0];
    private int inLongs;
    private int inInts;
    private int inThings;
    private int thingsWritten;

    /** To be called before it is written. */
    public Bookmark write() {
        thingsWritten = 0;
        return read();
    }

    /** To be called before it is read. */
    public Bookmark read() {
        inLongs = inInts = inThings = 0;
        return this;
    }

    public void put(long number) {
        if (inLongs == longs.length) longs = Arrays.copyOf(longs, 2 * longs.length);
        longs[inLongs++] = number;
    }

    public void put(double number) {
        put(Double.doubleToRawLongBits(number));
    }

    /** The first {@code count} of {@code numbers}. */
    public void put(long[] numbers, int count) {
        if (inLongs + count > longs.length) longs = Arrays.copyOf(longs, Math.max(2 * longs.length, inLongs + count));
        System.arraycopy(numbers, 0, longs, inLongs, count);
        inLongs += count;
    }

    /** The first {@code count} of {@code numbers}. */
    public void put(int[] numbers, int count) {
        if (inInts + count > ints.length) ints = Arrays.copyOf(ints, Math.max(2 * ints.length, inInts + count));
        System.arraycopy(numbers, 0, ints, inInts, count);
        inInts += count;
    }

    /** What others may see too: it is not copied. */
    public void put(Object shared) {
        if (inThings == things.length) things = Arrays.copyOf(things, inThings + 1);
        things[inThings++] = shared;
        thingsWritten = inThings;
    }

    public long number() {
        return longs[inLongs++];
    }

    public double real() {
        return Double.longBitsToDouble(number());
    }

    public void numbers(long[] into, int count) {
        System.arraycopy(longs, inLongs, into, 0, count);
        inLongs += count;
    }

    public void numbers(int[] into, int count) {
        System.arraycopy(ints, inInts, into, 0, count);
        inInts += count;
    }

    /** How many numbers {@link #pack} writes. */
    public int packed() {
        return 1 + inLongs + (inInts + 1) / 2;
    }

    /** Writes the numbers written or read so far, but no things, in one piece: equal for bookmarks that say the same. */
    public void pack(long[] into) {
        into[0] = (long) inLongs << Integer.SIZE | inInts;
        System.arraycopy(longs, 0, into, 1, inLongs);
        for (int i = 0, at = 1 + inLongs; i < inInts; i += 2)
            into[at++] = (long) ints[i] << Integer.SIZE | (i + 1 < inInts ? ints[i + 1] & LOW : 0);
    }

    /** To be called before it is read, as what {@link #pack} wrote. */
    public Bookmark unpack(long[] from) {
        int wide = (int) (from[0] >> Integer.SIZE);
        int narrow = (int) from[0];
        if (longs.length < wide) longs = new long[2 * wide];
        if (ints.length < narrow) ints = new int[2 * narrow];
        System.arraycopy(from, 1, longs, 0, wide);
        for (int i = 0, at = 1 + wide; i < narrow; i += 2) {
            ints[i] = (int) (from[at] >> Integer.SIZE);
            if (i + 1 < narrow) ints[i + 1] = (int) from[at];
            at++;
        }
        thingsWritten = 0;
        return read();
    }

    /** Whether there is another thing to read. */
    public boolean shares() {
        return inThings < thingsWritten;
    }

    public <T> T shared(Class<T> kind) {
        return kind.cast(things[inThings++]);
    }
}
