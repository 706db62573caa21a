package org.undermine.env.attack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.undermine.protocols.BlockSet;

/**
 * Chance that rolls dice for who finds a proof-of-work, and compares real hashes where {@link Hashes} asks for ranks.
 *
 * <p>For every order that the engine keeps there is a list here of all its blocks by hash, those that the engine has
 * forgotten included. Each time the engine asks, and whenever {@link #check} is called, its claims are held against the
 * lists.
 */
final class TrueHashes implements Chance {
    private static final int NONE = -1;

    private final Position at;
    private final Hashes hashes;
    private final BlockLog log;
    private final Dice dice;
    private final Map<Integer, List<Integer>> orders = new HashMap<>(); // of each block that was ever in one
    private int waiting = NONE; // to be inserted once the cell that it falls into is cut

    TrueHashes(Position at, BlockLog log, double alpha, double gamma, RandomGenerator random) {
        this.at = at;
        hashes = at.hashes;
        this.log = log;
        dice = new Dice(alpha, gamma, random);
    }

    @Override
    public boolean alpha() {
        return dice.alpha();
    }

    @Override
    public boolean gamma() {
        return dice.gamma();
    }

    @Override
    public int oneOf(int n) {
        throw new AssertionError("a toss that is neither for a finder nor about hashes");
    }

    @Override
    public boolean share(int part, int whole) {
        throw new AssertionError("a toss that is neither for a finder nor about hashes");
    }

    @Override
    public int gap(Hashes asking, int g, int newcomer) {
        List<Integer> order = order(g);
        int name = log.name(newcomer);
        int gap = 0;
        while (gap < order.size() && log.smaller(order.get(gap), name)) gap++;
        if (cuts(g, gap)) waiting = name;
        else insert(order, name);
        return gap;
    }

    private boolean cuts(int g, int gap) {
        BlockSet members = hashes.members(g);
        for (int b = members.first(); b >= 0; b = members.next(b))
            if (hashes.low(b) < gap && gap < hashes.low(b) + hashes.size(b)) return true;
        return false;
    }

    private void insert(List<Integer> order, int name) {
        int place = 0;
        while (place < order.size() && log.smaller(order.get(place), name)) place++;
        order.add(place, name);
        orders.put(name, order);
    }

    @Override
    public BlockSet lower(Hashes asking, BlockSet members, int marks, int r) {
        int any = members.first();
        List<Integer> order = order(hashes.order(any));
        require(members.size() + marks == hashes.size(any), "a cell is not as large as what is in it");
        List<Integer> first = order.subList(hashes.low(any), hashes.low(any) + r);
        BlockSet lower = BlockSet.EMPTY;
        for (int b = members.first(); b >= 0; b = members.next(b))
            if (first.contains(log.name(b))) lower = lower.with(b);
        if (waiting != NONE) insert(order, waiting);
        waiting = NONE;
        return lower;
    }

    @Override
    public boolean first(Hashes asking, int g, int i, int other, int j) {
        List<Integer> one = order(g);
        List<Integer> two = order(other);
        boolean first = i < one.size() && (j == two.size() || log.smaller(one.get(i), two.get(j)));
        if (i + j == one.size() + two.size() - 1) merge(one, two);
        return first;
    }

    private void merge(List<Integer> one, List<Integer> two) {
        var all = new ArrayList<>(one);
        all.addAll(two);
        sort(all);
    }

    private List<Integer> sort(List<Integer> order) {
        order.sort((a, b) -> a.equals(b) ? 0 : log.smaller(a, b) ? -1 : 1);
        for (int name : order) orders.put(name, order);
        return order;
    }

    /** Holds all that the engine claims to know of hashes against the truth. */
    void check() {
        require(waiting == NONE, "the engine cut no cell for a new hash");
        for (int b = 0; b < at.dag.size(); b++) if (hashes.ranked(b)) order(hashes.order(b));
    }

    /** The true order that the engine calls {@code g}, checked. An order that it has just begun has no list yet. */
    private List<Integer> order(int g) {
        BlockSet members = hashes.members(g);
        require(!members.isEmpty(), "an order that nobody is in");
        List<Integer> order = orders.get(log.name(members.first()));
        if (order == null || order.size() != hashes.length(g) || !holds(order, members)) order = begin(g, members);
        for (int b = members.first(); b >= 0; b = members.next(b)) {
            int place = order.indexOf(log.name(b));
            require(
                    hashes.low(b) <= place && place < hashes.low(b) + hashes.size(b),
                    "block " + b + " is on place " + place + " of " + order.size());
        }
        return order;
    }

    private boolean holds(List<Integer> order, BlockSet members) {
        for (int b = members.first(); b >= 0; b = members.next(b)) if (orders.get(log.name(b)) != order) return false;
        return true;
    }

    /** A new order knows nothing: all that are in it share one cell. */
    private List<Integer> begin(int g, BlockSet members) {
        require(hashes.length(g) == members.size(), "an order of other length than the true one");
        var order = new ArrayList<Integer>();
        for (int b = members.first(); b >= 0; b = members.next(b)) {
            require(hashes.low(b) == 0 && hashes.size(b) == members.size(), "an order that differs from the true one");
            order.add(log.name(b));
        }
        return sort(order);
    }

    private void require(boolean right, String otherwise) {
        if (!right) throw new AssertionError(otherwise + ", but the engine says" + hashes);
    }
}
