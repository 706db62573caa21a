package org.undermine.protocols.cumulative;

import java.util.ArrayList;
import java.util.List;

/** Merkle roots, and the branches that prove what is under them. Of an odd row the last goes up as it is. */
final class MerkleRoot {
    private static final String LEAF = "leaf"; // so that no inner node passes for a leaf, nor the other way round
    private static final String NODE = "node";
    private static final String EMPTY = "empty";

    private MerkleRoot() {}

    static Hash of(List<?> leaves) {
        if (leaves.isEmpty()) return Hash.of(EMPTY);
        List<Hash> row = leaves(leaves);
        while (row.size() > 1) row = above(row);
        return row.get(0);
    }

    private static List<Hash> leaves(List<?> leaves) {
        return leaves.stream().map(leaf -> Hash.of(LEAF, leaf)).toList();
    }

    private static List<Hash> above(List<Hash> row) {
        var above = new ArrayList<Hash>();
        for (int i = 0; i + 1 < row.size(); i += 2) above.add(Hash.of(NODE, row.get(i), row.get(i + 1)));
        if (row.size() % 2 == 1) above.add(row.get(row.size() - 1));
        return above;
    }

    /** What is beside the way from leaf {@code index} to the root, from below. */
    static List<Hash> branch(List<?> leaves, int index) {
        var branch = new ArrayList<Hash>();
        int at = index;
        for (List<Hash> row = leaves(leaves); row.size() > 1; row = above(row), at /= 2) {
            int beside = at ^ 1;
            if (beside < row.size()) branch.add(row.get(beside));
        }
        return List.copyOf(branch);
    }

    /** The root that {@code branch} leads to from {@code leaf}, the one of {@code index} among {@code count}; null if it has not the length it must have. */
    static Hash from(Object leaf, int index, int count, List<Hash> branch) {
        Hash hash = Hash.of(LEAF, leaf);
        int used = 0;
        int at = index;
        for (int width = count; width > 1; width = (width + 1) / 2, at /= 2) {
            int beside = at ^ 1;
            if (beside >= width) continue;
            if (used == branch.size()) return null;
            Hash other = branch.get(used++);
            hash = beside < at ? Hash.of(NODE, other, hash) : Hash.of(NODE, hash, other);
        }
        return used == branch.size() ? hash : null;
    }
}
