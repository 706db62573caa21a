package org.undermine.protocols.merkle;

import java.util.List;

/**
 * The siblings that lead from a leaf to the root, leaf first. They give the root <em>and</em> the position: walking from the root,
 * left is 0 and right is 1, and the bits, root first, are the position.
 */
public record AuditPath(List<Sibling> siblings) {
    public AuditPath {
        siblings = List.copyOf(siblings);
    }

    public enum Side {
        LEFT,
        RIGHT
    }

    /** @param side where the sibling stands, seen from the node whose sibling it is */
    public record Sibling(Side side, Hash hash) {}

    /** The root that follows from {@code leaf}. */
    public Hash root(Hash leaf) {
        Hash node = leaf;
        for (Sibling s : siblings) node = s.side == Side.LEFT ? Hash.node(s.hash, node) : Hash.node(node, s.hash);
        return node;
    }

    /** The position that follows from the sides; of at most 62 siblings. */
    public long position() {
        long position = 0;
        for (int i = siblings.size() - 1; i >= 0; i--)
            position = 2 * position + (siblings.get(i).side == Side.LEFT ? 1 : 0);
        return position;
    }

    /** The same hashes with the sides that {@code position} asks for. */
    public AuditPath at(int position) {
        var sided = new Sibling[siblings.size()];
        for (int i = 0; i < sided.length; i++)
            sided[i] = new Sibling((position >> i & 1) == 1 ? Side.LEFT : Side.RIGHT, siblings.get(i).hash);
        return new AuditPath(List.of(sided));
    }
}
