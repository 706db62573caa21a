package org.undermine.env.attack;

import java.util.Arrays;
import org.undermine.env.mdp.Bookmark;
import org.undermine.protocols.BlockSet;

/**
 * What is known of the order of the blocks' hashes, which are as good as random and independent.
 *
 * <p>Blocks whose hashes have been compared belong to an <i>order</i>. In an order of length n a block has a <i>cell</i>:
 * places {@code low} to {@code low + size - 1} of 0 to n - 1, somewhere among which its hash stands. Blocks of one cell
 * are told apart by nothing: all their orders are equally likely. Places that no remembered block takes are marks: hashes
 * of forgotten blocks, which still count, for a place says how many hashes are smaller and forgetting them does not
 * change that.
 *
 * <p>Whatever a question leaves open stays open. A new hash falls on each of the n + 1 places between n others with equal
 * probability; when blocks of two orders are compared, all ways to interleave them are equally likely.
 */
final class Hashes {
    /** Thrown where a rule asks what nobody is there to draw. */
    static final class Undrawn extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Undrawn() {
            super("a hash is asked for that nothing has drawn");
        }
    }

    private static final int NONE = -1;

    private int[] order = new int[64]; // of each block, or NONE
    private int[] low = new int[64];
    private int[] size = new int[64];
    private int[] length = new int[64]; // of each order
    private int orders;
    private int blocks;
    private boolean[] fromFirst = new boolean[0]; // scratch
    Chance chance; // who answers; null where all there is to ask has been asked

    void clear() {
        blocks = 0;
        orders = 0;
    }

    boolean isEmpty() {
        return orders == 0;
    }

    private void grow(int count) {
        if (count > order.length) {
            int capacity = Math.max(count, 2 * order.length);
            order = Arrays.copyOf(order, capacity);
            low = Arrays.copyOf(low, capacity);
            size = Arrays.copyOf(size, capacity);
            length = Arrays.copyOf(length, capacity); // there are no more orders than blocks
        }
        while (blocks < count) order[blocks++] = NONE;
    }

    boolean ranked(int b) {
        return b < blocks && order[b] != NONE;
    }

    /** Only for ranked blocks, like {@link #low} and {@link #size}. */
    int order(int b) {
        return order[b];
    }

    int low(int b) {
        return low[b];
    }

    int size(int b) {
        return size[b];
    }

    int length(int order) {
        return length[order];
    }

    /** Forgotten hashes that still count. */
    int marks() {
        int marks = 0;
        for (int g = 0; g < orders; g++) marks += length[g];
        if (marks > 0) for (int b = 0; b < blocks; b++) if (order[b] != NONE) marks--;
        return marks;
    }

    BlockSet members(int g) {
        BlockSet members = BlockSet.EMPTY;
        for (int b = 0; b < blocks; b++) if (order[b] == g) members = members.with(b);
        return members;
    }

    private BlockSet cell(int g, int from) {
        BlockSet cell = BlockSet.EMPTY;
        for (int b = 0; b < blocks; b++) if (order[b] == g && low[b] == from) cell = cell.with(b);
        return cell;
    }

    /** Whether there is anything left to ask about {@code among}. */
    boolean open(BlockSet among) {
        int first = among.first();
        for (int b = first; b >= 0; b = among.next(b))
            if (!ranked(b) || order[b] != order[first] || size[b] > 1) return first != among.last();
        return false;
    }

    // ---- questions

    BlockSet smallest(BlockSet among, int n) {
        if (n <= 0) return BlockSet.EMPTY;
        if (n == 1) {
            int first = told(among);
            if (first != NONE) return BlockSet.of(first);
        }
        if (among.size() <= n) return among;
        unite(among);
        BlockSet found = BlockSet.EMPTY;
        while (true) {
            int next = lowest(among.minus(found));
            BlockSet tied = size[next] == 1
                    ? BlockSet.of(next)
                    : cell(order[next], low[next]).and(among);
            int wanted = n - found.size();
            if (tied.size() <= wanted) found = found.or(tied);
            else split(next, tied, wanted);
            if (found.size() == n) return found;
        }
    }

    /** The smallest where no question has to be asked: all are of one order and one has the lowest place for itself. */
    private int told(BlockSet among) {
        int first = among.first();
        if (first < 0 || first >= blocks) return NONE;
        int g = order[first];
        if (g == NONE) return NONE;
        for (int b = among.next(first); b >= 0; b = among.next(b)) {
            if (b >= blocks || order[b] != g) return NONE;
            if (low[b] < low[first]) first = b;
        }
        return size[first] == 1 ? first : NONE;
    }

    private int lowest(BlockSet among) {
        int lowest = among.first();
        for (int b = lowest; b >= 0; b = among.next(b)) if (low[b] < low[lowest]) lowest = b;
        return lowest;
    }

    /** Finds out which {@code r} of {@code tied} come first in the cell of {@code b}, one at a time if others share it. */
    private void split(int b, BlockSet tied, int r) {
        BlockSet cell = cell(order[b], low[b]);
        cut(cell, tied.size() == size[b] ? r : 1);
    }

    /** Cuts a cell into its first {@code r} places and the rest. */
    private void cut(BlockSet cell, int r) {
        int any = cell.first();
        int from = low[any];
        int all = size[any];
        BlockSet lower = asked().lower(this, cell, all - cell.size(), r);
        for (int b = any; b >= 0; b = cell.next(b)) {
            boolean first = lower.contains(b);
            low[b] = first ? from : from + r;
            size[b] = first ? r : all - r;
        }
    }

    private Chance asked() {
        if (chance == null) throw new Undrawn();
        return chance;
    }

    /** Compares a new block with all blocks of {@code rivals}. */
    void rank(int b, BlockSet rivals) {
        if (rivals.isEmpty()) return;
        unite(rivals);
        insert(order[rivals.first()], b);
    }

    /** Makes all blocks of {@code among} members of one order. */
    private void unite(BlockSet among) {
        grow(among.last() + 1);
        int g = NONE;
        for (int b = among.first(); b >= 0; b = among.next(b)) {
            if (order[b] == NONE || order[b] == g) continue;
            g = g == NONE ? order[b] : interleave(g, order[b]);
        }
        if (g == NONE) {
            begin(among);
            return;
        }
        for (int b = among.first(); b >= 0; b = among.next(b)) if (order[b] == NONE) insert(g, b);
    }

    private void begin(BlockSet cell) {
        length[orders] = cell.size();
        for (int b = cell.first(); b >= 0; b = cell.next(b)) {
            order[b] = orders;
            low[b] = 0;
            size[b] = length[orders];
        }
        orders++;
    }

    private void insert(int g, int newcomer) {
        grow(newcomer + 1);
        int gap = asked().gap(this, g, newcomer);
        for (int b = 0; b < blocks; b++)
            if (order[b] == g && low[b] < gap && gap < low[b] + size[b]) cut(cell(g, low[b]), gap - low[b]);
        for (int b = 0; b < blocks; b++) if (order[b] == g && low[b] >= gap) low[b]++;
        order[newcomer] = g;
        low[newcomer] = gap;
        size[newcomer] = 1;
        length[g]++;
    }

    /** Merges two orders into {@code g}. */
    private int interleave(int g, int other) {
        resolve(g);
        resolve(other);
        int n = length[g] + length[other];
        if (fromFirst.length < n) fromFirst = new boolean[2 * n];
        int i = 0;
        for (int place = 0; place < n; place++) { // which order the hash on this place is from
            fromFirst[place] = asked().first(this, g, i, other, place - i);
            if (fromFirst[place]) i++;
        }
        for (int b = 0; b < blocks; b++)
            if (order[b] == g || order[b] == other) low[b] = placeOf(low[b], order[b] == g);
        for (int b = 0; b < blocks; b++) if (order[b] == other) order[b] = g;
        length[g] = n;
        drop(other);
        return g == orders ? other : g;
    }

    private int placeOf(int rank, boolean first) {
        int place = 0;
        for (int seen = -1; ; place++) if (fromFirst[place] == first && ++seen == rank) return place;
    }

    /** Orders the blocks of an order completely. */
    private void resolve(int g) {
        for (int b = 0; b < blocks; b++) while (order[b] == g && size[b] > 1) cut(cell(g, low[b]), 1);
    }

    /** Gives the number of an order that is no more to the last one. */
    private void drop(int g) {
        orders--;
        if (g == orders) return;
        length[g] = length[orders];
        for (int b = 0; b < blocks; b++) if (order[b] == orders) order[b] = g;
    }

    // ---- numbering

    void copy(Hashes from) {
        blocks = from.blocks;
        orders = from.orders;
        if (orders == 0) {
            blocks = 0;
            return;
        }
        blocks = 0;
        grow(from.blocks);
        blocks = from.blocks;
        System.arraycopy(from.order, 0, order, 0, blocks);
        System.arraycopy(from.low, 0, low, 0, blocks);
        System.arraycopy(from.size, 0, size, 0, blocks);
        System.arraycopy(from.length, 0, length, 0, orders);
    }

    void leave(Bookmark mark) {
        int kept = orders == 0 ? 0 : blocks;
        mark.put((long) kept << Integer.SIZE | orders);
        mark.put(order, kept);
        mark.put(low, kept);
        mark.put(size, kept);
        mark.put(length, orders);
    }

    void goOn(Bookmark mark) {
        long sizes = mark.number();
        blocks = 0;
        grow((int) (sizes >> Integer.SIZE));
        orders = (int) sizes;
        mark.numbers(order, blocks);
        mark.numbers(low, blocks);
        mark.numbers(size, blocks);
        mark.numbers(length, orders);
    }

    /** Makes this what {@code from} knows of the first {@code count} blocks of {@code kept}, block {@code kept[i]} now being block {@code i}. */
    void take(Hashes from, int[] kept, int count) {
        blocks = orders = 0;
        if (from.orders == 0) return;
        grow(Math.max(count, from.orders));
        blocks = 0;
        grow(count);
        orders = from.orders;
        System.arraycopy(from.length, 0, length, 0, orders);
        for (int i = 0; i < count; i++)
            if (from.ranked(kept[i])) restore(i, from.order[kept[i]], from.low[kept[i]], from.size[kept[i]]);
        for (int g = orders - 1; g >= 0; g--) tidy(g);
    }

    /** An order is worth remembering only if it tells something about a block that is remembered. */
    private void tidy(int g) {
        boolean tells = false;
        for (int b = 0; b < blocks; b++) if (order[b] == g && size[b] < length[g]) tells = true;
        if (tells) return;
        for (int b = 0; b < blocks; b++) if (order[b] == g) order[b] = NONE;
        drop(g);
    }

    // ---- for who reads positions back

    void restore(int b, int g, int from, int places) {
        grow(b + 1);
        order[b] = g;
        low[b] = from;
        size[b] = places;
    }

    void restoreLength(int g, int n) {
        length[g] = n;
        orders = Math.max(orders, g + 1);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int g = 0; g < orders; g++) {
            text.append(" order of ").append(length[g]).append(':');
            for (int b = 0; b < blocks; b++)
                if (order[b] == g)
                    text.append(' ')
                            .append(b)
                            .append('@')
                            .append(low[b])
                            .append('+')
                            .append(size[b]);
        }
        return text.toString();
    }
}
