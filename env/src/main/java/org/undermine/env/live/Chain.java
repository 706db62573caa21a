package org.undermine.env.live;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * The blocks that have a path to the genesis. Of branches that end more than {@value #DEPTH} blocks below the tip nothing
 * is remembered, and none can be begun there: what hostile miners can make it hold is bounded by their work on the last
 * {@value #DEPTH} blocks.
 *
 * <p>Not thread-safe: one thread changes a chain.
 */
public final class Chain {
    /** How far below the tip a branch may begin. */
    public static final int DEPTH = 100;

    /**
     * A block in its place.
     *
     * @param height 0 for the genesis
     * @param previous null for the genesis
     */
    public record Place(Block block, Hash hash, int height, Place previous) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Place p && hash.equals(p.hash);
        }

        @Override
        public int hashCode() {
            return hash.hashCode();
        }

        /** The block of the same branch that is {@code height} high, at most as high as this. */
        Place at(int height) {
            Place place = this;
            while (place.height > height) place = place.previous;
            return place;
        }

        /** The newest block that both branches hold. */
        Place common(Place other) {
            Place mine = at(Math.min(height, other.height));
            Place theirs = other.at(mine.height);
            while (!mine.hash.equals(theirs.hash)) {
                mine = mine.previous;
                theirs = theirs.previous;
            }
            return mine;
        }

        @Override
        public String toString() {
            return height + " " + hash;
        }
    }

    private final Map<Hash, Place> places = new HashMap<>();
    private final ArrayDeque<Place> recent = new ArrayDeque<>(); // all but the old, by the time they came
    private Place tip;

    /** The highest block, of several the one that came first; null before the genesis. */
    public Place tip() {
        return tip;
    }

    /** Null where {@code hash} is not on the chain, or on a branch that is forgotten. */
    public Place find(Hash hash) {
        return places.get(hash);
    }

    /** Blocks remembered, those of branches included. */
    int size() {
        return places.size();
    }

    /** Whether a block on {@code parent} would begin, or continue, a branch too old to matter. */
    boolean tooOld(Place parent) {
        return tip != null && parent.height < tip.height - DEPTH;
    }

    /**
     * Takes a block in.
     *
     * @param hash that of {@code block}, which is valid
     * @return its place; null if it has none: it is there already, its parent is not or is too old, or there is another
     *     genesis
     */
    public Place append(Block block, Hash hash) {
        if (places.containsKey(hash)) return null;
        Place parent = block.isGenesis() ? null : places.get(block.previous());
        if (block.isGenesis() ? tip != null : parent == null || tooOld(parent)) return null;
        var place = new Place(block, hash, parent == null ? 0 : parent.height + 1, parent);
        places.put(hash, place);
        recent.add(place);
        if (tip == null || place.height > tip.height) {
            tip = place;
            forget();
        }
        return place;
    }

    /** Old blocks are looked at once, when they have become old: those of the longest chain stay. */
    private void forget() {
        while (recent.size() > DEPTH && recent.peek().height < tip.height - DEPTH) {
            Place old = recent.poll();
            if (!tip.at(old.height).hash.equals(old.hash)) places.remove(old.hash);
        }
    }
}
