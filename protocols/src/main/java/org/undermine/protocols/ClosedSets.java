package org.undermine.protocols;

import java.util.ArrayList;
import java.util.List;

/** The closed sets of n among the votes for one block, each holding whatever its members extend or confirm. */
final class ClosedSets {
    private final View view;
    private final BlockSet votes;
    private final int n;
    private final int limit;
    private final List<BlockSet> sets = new ArrayList<>();

    /** Lists them, but stops after {@code limit + 1}. */
    ClosedSets(View view, BlockSet votes, int n, int limit) {
        this.view = view;
        this.votes = votes;
        this.n = n;
        this.limit = limit;
        list(BlockSet.EMPTY, votes);
    }

    boolean tooMany() {
        return sets.size() > limit;
    }

    List<BlockSet> all() {
        return sets;
    }

    /** The set with most own reward; of equals the one chosen altruistically. */
    BlockSet best(Quorum.Earnings earnings) {
        List<BlockSet> best = new ArrayList<>();
        int most = Integer.MIN_VALUE;
        for (BlockSet set : sets) {
            int own = earnings.own(view, set);
            if (own > most) best.clear();
            if (own >= most) best.add(set);
            most = Math.max(most, own);
        }
        if (best.size() == sets.size()) return Quorum.altruistic(view, votes, n, BlockSet.EMPTY);
        while (best.size() > 1) {
            int first = view.smallest(Quorum.foremost(view, votes, undecided(best)));
            best.removeIf(set -> !set.contains(first));
        }
        return best.get(0);
    }

    /** What some of the sets hold and others do not. */
    private static BlockSet undecided(List<BlockSet> sets) {
        BlockSet some = BlockSet.EMPTY;
        BlockSet all = sets.get(0);
        for (BlockSet set : sets) {
            some = some.or(set);
            all = all.and(set);
        }
        return some.minus(all);
    }

    /** Every closed set of n that holds {@code chosen}, which is closed, and otherwise only members of {@code open}. */
    private void list(BlockSet chosen, BlockSet open) {
        if (tooMany() || chosen.size() + open.size() < n) return;
        if (chosen.size() == n) {
            sets.add(chosen);
            return;
        }
        int x = open.first();
        for (int below = x; below >= 0; below = view.past(x).and(open).first()) x = below;
        list(chosen.with(x), open.without(x));
        BlockSet without = open.without(x);
        for (int y = open.first(); y >= 0; y = open.next(y)) if (view.past(y).contains(x)) without = without.without(y);
        list(chosen, without);
    }
}
