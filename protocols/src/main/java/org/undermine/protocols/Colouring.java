package org.undermine.protocols;

/**
 * The blue blocks of a DAG (PHANTOM GHOSTDAG, algorithm 1).
 *
 * <p>Of the tips, the one with the most blue blocks in its past passes them on and is blue itself. The remaining blocks
 * are visited by height, then hash; each turns blue if the blue blocks stay a k-cluster: none has more than k others in
 * its anticone, the blocks that are neither its ancestors nor its descendants.
 *
 * <p>Hashes are asked for only where the answer depends on them. Two facts spare most questions: a part of a k-cluster
 * is a k-cluster, so of a DAG that is one nothing is left out in whatever order; and a block that does not fit does not
 * fit later.
 */
final class Colouring {
    private final View view;
    private final int k;
    private final BlockSet[] anticone;
    private final BlockSet[] bluePast; // the blue blocks of each block's past

    private Colouring(View view, int k) {
        this.view = view;
        this.k = k;
        BlockSet known = view.known();
        anticone = new BlockSet[known.last() + 1];
        bluePast = new BlockSet[known.last() + 1];
        BlockSet before = BlockSet.EMPTY; // parents have lower numbers
        for (int b = known.first(); b >= 0; b = known.next(b)) {
            BlockSet unrelated = before.minus(view.past(b));
            for (int x = unrelated.first(); x >= 0; x = unrelated.next(x)) anticone[x] = anticone[x].with(b);
            anticone[b] = unrelated;
            before = before.with(b);
        }
    }

    /** The blue blocks of all that {@code view} knows. */
    static BlockSet blue(View view, int k) {
        BlockSet known = view.known();
        var colouring = new Colouring(view, k);
        if (colouring.isCluster(known)) return known;
        for (int b = known.first(); b >= 0; b = known.next(b)) colouring.bluePast[b] = colouring.colour(view.past(b));
        return colouring.colour(known);
    }

    /** The blocks of {@code dag} that no other block of it refers to. */
    static BlockSet tips(View view, BlockSet dag) {
        BlockSet tips = dag;
        for (int b = dag.first(); b >= 0; b = dag.next(b)) tips = tips.minus(view.parents(b));
        return tips;
    }

    private BlockSet colour(BlockSet dag) {
        if (isCluster(dag)) return dag;
        BlockSet tips = tips(view, dag);
        int most = tips.stream().map(t -> bluePast[t].size()).max().orElseThrow();
        BlockSet best = tips;
        for (int t = tips.first(); t >= 0; t = tips.next(t)) if (bluePast[t].size() < most) best = best.without(t);
        BlockSet agreed = agreed(dag, best);
        return agreed != null ? agreed : grow(dag, view.smallest(best), true);
    }

    /** The blue blocks if they are the same whatever the hashes are and whichever of {@code best} is taken, else null. */
    private BlockSet agreed(BlockSet dag, BlockSet best) {
        BlockSet agreed = null;
        for (int t = best.first(); t >= 0; t = best.next(t)) {
            BlockSet blue = grow(dag, t, false);
            if (blue == null || agreed != null && !agreed.equals(blue)) return null;
            agreed = blue;
        }
        return agreed;
    }

    /** The blue blocks that follow from taking {@code tip}; null where that takes hashes and they may not be asked for. */
    private BlockSet grow(BlockSet dag, int tip, boolean ask) {
        BlockSet blue = bluePast[tip].with(tip);
        BlockSet left = fitting(dag.and(anticone[tip]), blue);
        while (!left.isEmpty()) {
            BlockSet lowest = lowest(left);
            if (!isCluster(blue.or(lowest))) {
                if (!ask) return null;
                lowest = BlockSet.of(view.smallest(lowest));
            }
            blue = blue.or(lowest);
            left = fitting(left.minus(lowest), blue);
        }
        return blue;
    }

    private BlockSet lowest(BlockSet set) {
        int least = Integer.MAX_VALUE;
        for (int b = set.first(); b >= 0; b = set.next(b)) least = Math.min(least, view.height(b));
        BlockSet lowest = set;
        for (int b = set.first(); b >= 0; b = set.next(b)) if (view.height(b) > least) lowest = lowest.without(b);
        return lowest;
    }

    /** Those of which {@code blue} could take in any one and stay a k-cluster. */
    private BlockSet fitting(BlockSet candidates, BlockSet blue) {
        BlockSet fitting = candidates;
        for (int c = candidates.first(); c >= 0; c = candidates.next(c))
            if (!fits(c, blue)) fitting = fitting.without(c);
        return fitting;
    }

    private boolean fits(int block, BlockSet blue) {
        BlockSet unrelated = blue.and(anticone[block]);
        if (unrelated.size() > k) return false;
        for (int b = unrelated.first(); b >= 0; b = unrelated.next(b))
            if (blue.and(anticone[b]).size() >= k) return false;
        return true;
    }

    private boolean isCluster(BlockSet set) {
        for (int b = set.first(); b >= 0; b = set.next(b))
            if (set.and(anticone[b]).size() > k) return false;
        return true;
    }
}
