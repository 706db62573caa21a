package org.undermine.env.network;

import java.util.Arrays;

/** Whole numbers, the earliest first: by time, then by order, then by the ticket they drew when they came. */
final class Heap {
    private double[] time = new double[16];
    private double[] order = new double[16];
    private long[] ticket = new long[16];
    private int[] item = new int[16];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
    }

    /** Of the first item, like the next two. */
    double time() {
        return time[0];
    }

    double order() {
        return order[0];
    }

    int first() {
        return item[0];
    }

    void add(int number, double when, double then, long drawn) {
        if (size == item.length) grow();
        up(size++, when, then, drawn, number);
    }

    void removeFirst() {
        size--;
        if (size > 0) down(time[size], order[size], ticket[size], item[size]);
    }

    /** Puts the first item back to another time. */
    void postpone(double when, double then) {
        down(when, then, ticket[0], item[0]);
    }

    private void up(int from, double when, double then, long drawn, int number) {
        int at = from;
        while (at > 0) {
            int parent = at - 1 >> 1;
            if (!before(when, then, drawn, parent)) break;
            move(parent, at);
            at = parent;
        }
        put(at, when, then, drawn, number);
    }

    private void down(double when, double then, long drawn, int number) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) break;
            if (child + 1 < size && before(time[child + 1], order[child + 1], ticket[child + 1], child)) child++;
            if (before(when, then, drawn, child)) break;
            move(child, at);
            at = child;
        }
        put(at, when, then, drawn, number);
    }

    private boolean before(double when, double then, long drawn, int i) {
        if (when != time[i]) return when < time[i];
        if (then != order[i]) return then < order[i];
        return drawn < ticket[i];
    }

    private void move(int from, int to) {
        put(to, time[from], order[from], ticket[from], item[from]);
    }

    private void put(int at, double when, double then, long drawn, int number) {
        time[at] = when;
        order[at] = then;
        ticket[at] = drawn;
        item[at] = number;
    }

    private void grow() {
        int capacity = 2 * item.length;
        time = Arrays.copyOf(time, capacity);
        order = Arrays.copyOf(order, capacity);
        ticket = Arrays.copyOf(ticket, capacity);
        item = Arrays.copyOf(item, capacity);
    }
}
