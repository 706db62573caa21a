package org.undermine.env;

import java.util.Arrays;
import org.undermine.env.mdp.Bookmark;

/** Positions that have been seen, numbered from 0: how each is gone on from, what is observed there and what is legal. */
final class Places {
    static final int NOWHERE = -1;
    private static final int FIRST = 64;
    private static final int BESIDE = 40; // bytes of a position beside its rows and numbers, about

    private final int k;
    private final int a;
    private int size;
    private long[][] marks = new long[FIRST][]; // as Bookmark packs them
    private int[] hashes = new int[FIRST];
    private boolean[] cut = new boolean[FIRST];
    private float[] observations; // a row of k each
    private byte[] legal; // a row of a each
    private int[] numbers = new int[2 * FIRST]; // by hash: 1 + number, 0 where there is none
    private long bytes;

    /**
     * @param k numbers in an observation
     * @param a actions
     */
    Places(int k, int a) {
        this.k = k;
        this.a = a;
        observations = new float[FIRST * k];
        legal = new byte[FIRST * a];
    }

    int size() {
        return size;
    }

    /** What they take, about. */
    long bytes() {
        return bytes;
    }

    /** The number of the position that {@code mark}, of which {@code length} numbers count, says; or {@link #NOWHERE}. */
    int find(long[] mark, int length) {
        int hash = hash(mark, length);
        for (int slot = hash & numbers.length - 1; numbers[slot] > 0; slot = slot + 1 & numbers.length - 1) {
            int place = numbers[slot] - 1;
            if (hashes[place] == hash && Arrays.equals(marks[place], 0, marks[place].length, mark, 0, length))
                return place;
        }
        return NOWHERE;
    }

    /** Numbers what was not found, as {@code env} stands there. */
    int add(long[] mark, int length, AttackEnv env) {
        if (size == marks.length) grow();
        int place = size++;
        marks[place] = Arrays.copyOf(mark, length);
        hashes[place] = hash(mark, length);
        cut[place] = env.atCutoff();
        env.observe(observations, place * k);
        env.legal(legal, place * a);
        enter(place);
        bytes += BESIDE + Long.BYTES * (long) length + Float.BYTES * k + a;
        return place;
    }

    private static int hash(long[] mark, int length) {
        long hash = 0;
        for (int i = 0; i < length; i++) hash = (hash ^ mark[i]) * 0x9E3779B97F4A7C15L ^ hash >>> 31;
        return (int) (hash ^ hash >>> 32);
    }

    private void enter(int place) {
        int slot = hashes[place] & numbers.length - 1;
        while (numbers[slot] > 0) slot = slot + 1 & numbers.length - 1;
        numbers[slot] = place + 1;
    }

    private void grow() {
        int room = size + size / 2;
        marks = Arrays.copyOf(marks, room);
        hashes = Arrays.copyOf(hashes, room);
        cut = Arrays.copyOf(cut, room);
        observations = Arrays.copyOf(observations, Math.multiplyExact(room, k));
        legal = Arrays.copyOf(legal, Math.multiplyExact(room, a));
        if (2 * room <= numbers.length) return;
        numbers = new int[2 * numbers.length];
        for (int place = 0; place < size; place++) enter(place);
    }

    Bookmark read(int place, Bookmark into) {
        return into.unpack(marks[place]);
    }

    long[] mark(int place) {
        return marks[place];
    }

    boolean cut(int place) {
        return cut[place];
    }

    boolean legal(int place, int action) {
        return legal[place * a + action] != 0;
    }

    void legal(int place, byte[] into, int offset) {
        System.arraycopy(legal, place * a, into, offset, a);
    }

    void observe(int place, float[] into, int offset) {
        System.arraycopy(observations, place * k, into, offset, k);
    }
}
