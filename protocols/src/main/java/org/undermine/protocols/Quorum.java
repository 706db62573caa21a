package org.undermine.protocols;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * How a miner chooses a quorum: n of the votes for a block, closed, so that it holds whatever its members extend or
 * confirm. There is one whenever there are n votes.
 *
 * <p>A miner with no vote of its own has nothing to gain and chooses altruistically by any of these rules.
 */
public enum Quorum {
    /** Vote by vote with all it extends, if that still fits: the deepest first, own before others, smaller hash before larger. */
    ALTRUISTIC,
    /** The vote that brings most own reward for each vote it adds, again and again; of equals the altruistic choice. */
    HEURISTIC,
    /** Of all closed sets the one with most own reward; of equals the altruistic choice. Heuristic where there are over 100. */
    OPTIMAL;

    static final int OPTIONS = 100;

    static final Parameter PARAMETER =
            Parameter.choice("quorum", Stream.of(values()).map(Quorum::toString).toArray(String[]::new));

    /** What a miner earns with its own in a block that refers to {@code votes}. */
    @FunctionalInterface
    interface Earnings {
        int own(View v, BlockSet votes);
    }

    static Quorum named(Object name) {
        return valueOf(name.toString().toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A quorum of {@code n} among {@code votes}: all votes known for one block, at least n. */
    BlockSet choose(View v, BlockSet votes, int n, Earnings earnings) {
        if (votes.size() == n) return votes;
        if (n == 0) return BlockSet.EMPTY;
        if (this == ALTRUISTIC || Votes.own(v, votes).isEmpty()) return altruistic(v, votes, n, BlockSet.EMPTY);
        if (this == HEURISTIC) return heuristic(v, votes, n, earnings);
        var options = new ClosedSets(v, votes, n, OPTIONS);
        return options.tooMany() ? heuristic(v, votes, n, earnings) : options.best(earnings);
    }

    /** Completes {@code quorum}. */
    static BlockSet altruistic(View v, BlockSet votes, int n, BlockSet quorum) {
        BlockSet rest = votes.minus(quorum);
        for (int room = n - quorum.size(); room > 0; room = n - quorum.size()) {
            rest = fitting(v, votes, rest, quorum, room);
            if (rest.size() <= room) return quorum.or(rest);
            BlockSet first = foremost(v, votes, rest);
            quorum = quorum.or(added(v, votes, quorum, taken(v, votes, first, quorum, room)));
            rest = rest.minus(quorum);
        }
        return quorum;
    }

    private static BlockSet heuristic(View v, BlockSet votes, int n, Earnings earnings) {
        BlockSet quorum = BlockSet.EMPTY;
        BlockSet rest = votes;
        for (int room = n; room > 0; room = n - quorum.size()) {
            rest = fitting(v, votes, rest, quorum, room);
            if (rest.size() <= room) return quorum.or(rest);
            int now = earnings.own(v, quorum);
            boolean indifferent = true;
            BlockSet best = BlockSet.EMPTY;
            int most = 0;
            int per = 1; // the best of them bring most for each per votes
            for (int x = rest.first(); x >= 0; x = rest.next(x)) {
                BlockSet added = added(v, votes, quorum, x);
                int gain = earnings.own(v, quorum.or(added)) - now;
                indifferent &= gain == 0;
                int order = best.isEmpty() ? 1 : Integer.compare(gain * per, most * added.size());
                if (order > 0) {
                    best = BlockSet.EMPTY;
                    most = gain;
                    per = added.size();
                }
                if (order >= 0) best = best.with(x);
            }
            if (indifferent) return altruistic(v, votes, n, quorum);
            quorum = quorum.or(added(v, votes, quorum, v.smallest(foremost(v, votes, best))));
            rest = rest.minus(quorum);
        }
        return quorum;
    }

    /** Those of {@code among} that have most votes below them, and of those the own ones if there are any. */
    static BlockSet foremost(View v, BlockSet votes, BlockSet among) {
        BlockSet foremost = BlockSet.EMPTY;
        int deepest = -1;
        for (int x = among.first(); x >= 0; x = among.next(x)) {
            int depth = v.past(x).and(votes).size();
            if (depth > deepest) foremost = BlockSet.EMPTY;
            if (depth >= deepest) foremost = foremost.with(x);
            deepest = Math.max(deepest, depth);
        }
        BlockSet own = Votes.own(v, foremost);
        return own.isEmpty() ? foremost : own;
    }

    /** What of {@code rest} could be added: what does not fit now never will, for room runs out no slower than votes are added. */
    private static BlockSet fitting(View v, BlockSet votes, BlockSet rest, BlockSet quorum, int room) {
        BlockSet fitting = rest;
        for (int x = rest.first(); x >= 0; x = rest.next(x))
            if (added(v, votes, quorum, x).size() > room) fitting = fitting.without(x);
        return fitting;
    }

    /** What {@code x} would add: itself and what it extends. */
    private static BlockSet added(View v, BlockSet votes, BlockSet quorum, int x) {
        return v.past(x).and(votes).minus(quorum).with(x);
    }

    private static BlockSet added(View v, BlockSet votes, BlockSet quorum, BlockSet taken) {
        BlockSet added = BlockSet.EMPTY;
        for (int x = taken.first(); x >= 0; x = taken.next(x)) added = added.or(added(v, votes, quorum, x));
        return added;
    }

    /**
     * The next ones of equals to be taken: all, if all fit; else as many of the smallest hashes as fit however little they
     * share. So no more is asked about hashes than decides.
     */
    private static BlockSet taken(View v, BlockSet votes, BlockSet equals, BlockSet quorum, int room) {
        if (added(v, votes, quorum, equals).size() <= room) return equals;
        int most = 0;
        for (int x = equals.first(); x >= 0; x = equals.next(x))
            most = Math.max(most, added(v, votes, quorum, x).size());
        return v.smallest(equals, room / most);
    }
}
