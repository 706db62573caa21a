package org.undermine.protocols.hfm;

/**
 * A block of {@code transactions} cut into {@code s} equal ranges of positions.
 *
 * @param transactions from 1
 * @param s from 1
 */
public record Ranges(int transactions, int s) {
    /** Positions {@code from} to {@code to - 1}. */
    public record Span(int from, int to) {
        public boolean contains(int position) {
            return from <= position && position < to;
        }

        public int size() {
            return to - from;
        }
    }

    public Ranges {
        if (transactions < 1)
            throw new IllegalArgumentException("transactions is " + transactions + "; allowed: from 1");
        if (s < 1) throw new IllegalArgumentException("s is " + s + "; allowed: from 1");
    }

    /** Range {@code i}, from 0: [i N / s, (i + 1) N / s). */
    public Span range(int i) {
        if (i < 0 || i >= s) throw new IllegalArgumentException("range is " + i + "; allowed: 0 to " + (s - 1));
        return new Span(border(i), border(i + 1));
    }

    private int border(int i) {
        return (int) ((long) i * transactions / s);
    }

    /** Range {@code i} and one neighbour on each side, clipped to the block: what its validator gets. */
    public Span overlapping(int i) {
        Span range = range(i);
        return new Span(Math.max(0, range.from - 1), Math.min(transactions, range.to + 1));
    }

    /** The whole block. */
    public Span all() {
        return new Span(0, transactions);
    }
}
