package org.undermine.env.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.undermine.env.referee.Entry;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;

/** Every block of an attack, forgotten ones included, each with a hash of its own. A block's name is its place in the list. */
final class BlockLog extends Witness {
    private final Position at;
    private final RandomGenerator random;
    private final List<Entry> entries = new ArrayList<>();
    private int[] name = new int[64];

    BlockLog(Position at, RandomGenerator random) {
        this.at = at;
        this.random = random;
    }

    /** What the window calls {@code b} now. */
    int name(int b) {
        return name[b];
    }

    List<Entry> entries() {
        return entries;
    }

    boolean smaller(int name, int than) {
        return Long.compareUnsigned(entries.get(name).hash(), entries.get(than).hash()) < 0;
    }

    @Override
    void clear() {
        entries.clear();
        entries.add(Entry.GENESIS);
        name[0] = 0;
    }

    @Override
    void appended(int b, boolean proof) {
        int first = at.dag.predecessor(b);
        BlockSet parents = at.dag.parents(b);
        int[] names = new int[parents.size()];
        int count = 0;
        if (first != Draft.NONE) names[count++] = name[first];
        for (int p = parents.first(); p >= 0; p = parents.next(p)) if (p != first) names[count++] = name[p];
        if (b >= name.length) name = Arrays.copyOf(name, 2 * name.length);
        name[b] = entries.size();
        int predecessor = first == Draft.NONE ? -1 : name[first];
        long hash = random.nextLong();
        entries.add(new Entry(at.dag.kind(b), predecessor, names, at.dag.miner(b), hash, at.dag.ledger(b), false));
    }

    @Override
    void renaming(int[] order, int count) {
        int[] renamed = new int[name.length];
        Arrays.setAll(renamed, i -> i < count ? name[order[i]] : -1);
        name = renamed;
    }

    @Override
    void proof() {}

    @Override
    void settled(int root, BlockSet kept) {
        BlockSet issued = at.dag.parallels().minus(kept).minus(at.withheld());
        for (int b = issued.first(); b >= 0; b = issued.next(b)) {
            Entry e = entries.get(name[b]);
            entries.set(
                    name[b], new Entry(e.kind(), e.predecessor(), e.parents(), e.miner(), e.hash(), e.ledger(), true));
        }
    }
}
