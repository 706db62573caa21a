package org.undermine.env.attack;

import java.util.Arrays;
import org.undermine.protocols.BlockSet;

/**
 * Chance that compares real hashes where {@link Hashes} asks for ranks; nobody asks it who finds a proof-of-work.
 *
 * <p>For every order that is kept there is a sorted list here of all its hashes, those of forgotten blocks included.
 */
final class RealHashes implements Chance {
    private static final class Order {
        private long[] sorted;

        Order(long[] sorted) {
            this.sorted = sorted;
            for (int i = 0; i < sorted.length; i++) sorted[i] ^= Long.MIN_VALUE; // hashes are unsigned
            Arrays.sort(sorted);
        }

        /** How many are smaller. */
        int place(long hash) {
            int found = Arrays.binarySearch(sorted, hash ^ Long.MIN_VALUE);
            return found >= 0 ? found : -1 - found;
        }

        long hash(int place) {
            return sorted[place] ^ Long.MIN_VALUE;
        }

        void insert(long hash) {
            int place = place(hash);
            long[] longer = Arrays.copyOf(sorted, sorted.length + 1);
            System.arraycopy(sorted, place, longer, place + 1, sorted.length - place);
            longer[place] = hash ^ Long.MIN_VALUE;
            sorted = longer;
        }
    }

    private static final int NONE = -1;

    private long[] hash = new long[64]; // of each block of the window
    private Order[] order = new Order[64]; // that it was last known to be in
    private int waiting = NONE; // to be inserted once the cell that it falls into is cut

    /** The hash of block {@code b} of the window. */
    void know(int b, long value) {
        if (b >= hash.length) {
            hash = Arrays.copyOf(hash, 2 * b);
            order = Arrays.copyOf(order, 2 * b);
        }
        hash[b] = value;
        order[b] = null;
    }

    /** Block {@code from[i]} becomes block {@code i}. */
    void rename(int[] from, int count) {
        long[] hashes = new long[hash.length];
        var orders = new Order[order.length];
        for (int i = 0; i < count; i++) {
            hashes[i] = hash[from[i]];
            orders[i] = order[from[i]];
        }
        hash = hashes;
        order = orders;
    }

    @Override
    public boolean alpha() {
        throw new IllegalStateException("the network says who finds a proof-of-work");
    }

    @Override
    public boolean gamma() {
        return alpha();
    }

    @Override
    public int oneOf(int n) {
        throw new IllegalStateException("nothing is drawn where hashes are real");
    }

    @Override
    public boolean share(int part, int whole) {
        return oneOf(whole) < part;
    }

    @Override
    public int gap(Hashes hashes, int g, int newcomer) {
        Order all = order(hashes, g);
        int gap = all.place(hash[newcomer]);
        order[newcomer] = all;
        if (cuts(hashes, g, gap)) waiting = newcomer;
        else all.insert(hash[newcomer]);
        return gap;
    }

    private static boolean cuts(Hashes hashes, int g, int gap) {
        BlockSet members = hashes.members(g);
        for (int b = members.first(); b >= 0; b = members.next(b))
            if (hashes.low(b) < gap && gap < hashes.low(b) + hashes.size(b)) return true;
        return false;
    }

    @Override
    public BlockSet lower(Hashes hashes, BlockSet members, int marks, int r) {
        int any = members.first();
        Order all = order(hashes, hashes.order(any));
        long greatest = all.hash(hashes.low(any) + r - 1);
        BlockSet lower = BlockSet.EMPTY;
        for (int b = members.first(); b >= 0; b = members.next(b))
            if (Long.compareUnsigned(hash[b], greatest) <= 0) lower = lower.with(b);
        if (waiting != NONE) all.insert(hash[waiting]);
        waiting = NONE;
        return lower;
    }

    @Override
    public boolean first(Hashes hashes, int g, int i, int other, int j) {
        Order one = order(hashes, g);
        Order two = order(hashes, other);
        int n = one.sorted.length;
        int m = two.sorted.length;
        boolean first = i < n && (j == m || Long.compareUnsigned(one.hash(i), two.hash(j)) < 0);
        if (i + j == n + m - 1) merge(one, two);
        return first;
    }

    private void merge(Order one, Order two) {
        long[] both = new long[one.sorted.length + two.sorted.length];
        for (int i = 0; i < both.length; i++)
            both[i] = i < one.sorted.length ? one.hash(i) : two.hash(i - one.sorted.length);
        var all = new Order(both);
        for (int b = 0; b < order.length; b++) if (order[b] == one || order[b] == two) order[b] = all;
    }

    /** The order that is now called {@code g}. One that has just begun knows nothing: all that are in it share one cell. */
    private Order order(Hashes hashes, int g) {
        BlockSet members = hashes.members(g);
        Order all = order[members.first()];
        boolean known = all != null && all.sorted.length == hashes.length(g);
        for (int b = members.first(); b >= 0; b = members.next(b)) known &= order[b] == all;
        if (known) return all;
        var fresh = new Order(members.stream().mapToLong(b -> hash[b]).toArray());
        for (int b = members.first(); b >= 0; b = members.next(b)) order[b] = fresh;
        return fresh;
    }
}
