package org.undermine.env.models;

import java.util.ArrayList;
import java.util.List;

/**
 * The attacker's withheld chains, each from a block of the public chain, the deepest first.
 *
 * <p>A chain that leaves the public one later, without a greater lead, is dropped: from the deeper one more is won with the
 * same signatures. So leads increase.
 */
record Branches(List<Branch> all) {
    /**
     * @param a own blocks
     * @param h public blocks since they part
     */
    record Branch(int a, int h) {
        int lead() {
            return a - h;
        }
    }

    static final Branches NONE = from(0, 0);

    static Branches from(int a, int h) {
        return new Branches(List.of(new Branch(a, h)));
    }

    Branch deepest() {
        return all.get(0);
    }

    Branch latest() {
        return all.get(all.size() - 1);
    }

    boolean several() {
        return all.size() > 1;
    }

    Branches withoutDeepest() {
        return new Branches(all.subList(1, all.size()));
    }

    /** The attacker signs one more block on each. */
    Branches extended() {
        return new Branches(all.stream().map(b -> new Branch(b.a + 1, b.h)).toList());
    }

    /** The public chain has one block more. */
    Branches overgrown() {
        return new Branches(all.stream().map(b -> new Branch(b.a, b.h + 1)).toList());
    }

    /** The attacker will sign on the public tip as well. */
    Branches withTip() {
        var open = new ArrayList<>(all);
        open.add(new Branch(0, 0));
        return new Branches(List.copyOf(open));
    }

    /** Signatures of the deepest chain are put on a chain, too, that parts {@code h} blocks below the public tip, deeper. */
    Branches deepened(int h) {
        var open = new ArrayList<>(all);
        open.add(0, new Branch(deepest().a, h));
        return new Branches(List.copyOf(open));
    }

    /** At most {@code most}: the deepest, and the latest of the others. */
    Branches atMost(int most) {
        if (all.size() <= most) return this;
        var kept = new ArrayList<>(all.subList(all.size() - most + 1, all.size()));
        kept.add(0, deepest());
        return new Branches(List.copyOf(kept));
    }
}
