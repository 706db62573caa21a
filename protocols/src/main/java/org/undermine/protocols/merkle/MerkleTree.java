package org.undermine.protocols.merkle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.undermine.protocols.merkle.AuditPath.Sibling;
import org.undermine.protocols.merkle.AuditPath.Side;

/**
 * A binary tree of ordered hashes over leaves numbered from 0. Where a level has an odd number of nodes the last one's right
 * neighbour is {@link Hash#NONE}. 64 bytes a leaf.
 */
public final class MerkleTree {
    private final List<byte[]> levels = new ArrayList<>(); // leaves first, 32 bytes a node

    /** @param leaves at least 1 */
    public MerkleTree(int leaves, IntFunction<Hash> leaf) {
        if (leaves < 1) throw new IllegalArgumentException("a tree of " + leaves + " leaves; allowed: from 1");
        var level = ByteBuffer.allocate(Math.multiplyExact(leaves, Hash.BYTES));
        for (int i = 0; i < leaves; i++) leaf.apply(i).write(level);
        levels.add(level.array());
        while (size(levels.size() - 1) > 1) levels.add(above(levels.size() - 1));
    }

    private byte[] above(int level) {
        var nodes = ByteBuffer.allocate((size(level) + 1) / 2 * Hash.BYTES);
        for (int i = 0; i < size(level); i += 2)
            Hash.node(node(level, i), node(level, i + 1)).write(nodes);
        return nodes.array();
    }

    private int size(int level) {
        return levels.get(level).length / Hash.BYTES;
    }

    private Hash node(int level, int i) {
        if (i >= size(level)) return Hash.NONE;
        return Hash.read(ByteBuffer.wrap(levels.get(level), i * Hash.BYTES, Hash.BYTES));
    }

    public Root root() {
        return new Root(node(levels.size() - 1, 0), size(0));
    }

    /** The siblings of leaf {@code position} and of all above it, leaf to root. */
    public AuditPath path(int position) {
        if (position < 0 || position >= size(0))
            throw new IllegalArgumentException("position is " + position + "; allowed: 0 to " + (size(0) - 1));
        var siblings = new ArrayList<Sibling>(levels.size());
        for (int level = 0, i = position; level < levels.size() - 1; level++, i /= 2)
            siblings.add(new Sibling(i % 2 == 0 ? Side.RIGHT : Side.LEFT, node(level, i ^ 1)));
        return new AuditPath(siblings);
    }
}
