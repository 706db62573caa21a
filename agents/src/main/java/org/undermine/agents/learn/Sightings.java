package org.undermine.agents.learn;

import java.util.Arrays;

/** Distinct observations, numbered as they are first seen. */
final class Sightings {
    private final int k;
    private int size;
    private int[] slots = new int[1 << 10]; // open addressing: number + 1, 0 where free
    private float[] seen = new float[0]; // [size * k]

    /** @param k features of an observation */
    Sightings(int k) {
        this.k = k;
    }

    int size() {
        return size;
    }

    /** All of them, row by row. */
    float[] rows() {
        return Arrays.copyOf(seen, size * k);
    }

    void clear() {
        size = 0;
        Arrays.fill(slots, 0);
    }

    /** The first numbers of a row, as many as {@code into} has room for. */
    void copy(int row, float[] into) {
        System.arraycopy(seen, row * k, into, 0, into.length);
    }

    /** The number of the observation that begins at {@code at}; -1 if it has not been seen. */
    int find(float[] all, int at) {
        return slots[slot(all, at)] - 1;
    }

    /** The number of the observation that begins at {@code at}, from now on if it has not been seen. */
    int number(float[] all, int at) {
        int slot = slot(all, at);
        if (slots[slot] != 0) return slots[slot] - 1;
        slots[slot] = size + 1;
        if ((size + 1) * k > seen.length) seen = Arrays.copyOf(seen, Math.multiplyExact(2 * (size + 8), k));
        System.arraycopy(all, at, seen, size * k, k);
        size++;
        if (2 * size > slots.length) spread();
        return size - 1;
    }

    private int slot(float[] all, int at) {
        int h = 1;
        for (int f = 0; f < k; f++) h = (h ^ Float.floatToIntBits(all[at + f] + 0f)) * 0x9E3779B1 ^ h >>> 15; // -0 is 0
        h *= 0x85EBCA6B;
        int slot = (h ^ h >>> 13) & slots.length - 1;
        while (slots[slot] != 0 && !same(slots[slot] - 1, all, at)) slot = slot + 1 & slots.length - 1;
        return slot;
    }

    private boolean same(int row, float[] all, int at) {
        for (int f = 0; f < k; f++) if (seen[row * k + f] != all[at + f]) return false;
        return true;
    }

    private void spread() {
        slots = new int[2 * slots.length];
        for (int row = 0; row < size; row++) slots[slot(seen, row * k)] = row + 1;
    }
}
