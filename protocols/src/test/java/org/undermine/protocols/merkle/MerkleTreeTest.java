package org.undermine.protocols.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.protocols.merkle.AuditPath.Sibling;
import org.undermine.protocols.merkle.AuditPath.Side;

class MerkleTreeTest {
    private static Hash[] leaves(int n) {
        var random = new SplittableRandom(n);
        var leaves = new Hash[n];
        for (int i = 0; i < n; i++)
            leaves[i] = new Hash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        return leaves;
    }

    /** The example of the design: right, right, left from leaf to root is 011 from root to leaf, position 3, transaction 4. */
    @Test
    void the_example_with_eight_leaves() {
        Hash[] h = leaves(8);
        Hash h12 = Hash.node(h[0], h[1]);
        Hash h1234 = Hash.node(h12, Hash.node(h[2], h[3]));
        Hash h5678 = Hash.node(Hash.node(h[4], h[5]), Hash.node(h[6], h[7]));
        var tree = new MerkleTree(8, i -> h[i]);
        assertEquals(Hash.node(h1234, h5678), tree.root().hash());
        var path = tree.path(3);
        assertEquals(
                List.of(
                        new Sibling(Side.LEFT, h[2]), // H3
                        new Sibling(Side.LEFT, h12),
                        new Sibling(Side.RIGHT, h5678)),
                path.siblings());
        assertEquals(0b011, path.position());
        assertEquals(tree.root().hash(), path.root(h[3]));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13, 120, 127, 128, 129})
    void every_path_gives_root_and_position(int n) {
        Hash[] h = leaves(n);
        var tree = new MerkleTree(n, i -> h[i]);
        for (int i = 0; i < n; i++) {
            assertEquals(i, tree.path(i).position());
            assertEquals(tree.root().depth(), tree.path(i).siblings().size());
            assertEquals(tree.root().hash(), tree.path(i).root(h[i]));
        }
        assertThrows(IllegalArgumentException.class, () -> tree.path(n));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void a_root_commits_to_every_leaf_where_it_stands_and_to_nothing_else(int n) {
        Hash[] h = leaves(n);
        var tree = new MerkleTree(n, i -> h[i]);
        Root root = tree.root();
        for (int i = 0; i < n; i++) {
            AuditPath path = tree.path(i);
            assertTrue(root.commits(h[i], i, path));
            assertFalse(root.commits(new Hash(1, 2, 3, 4), i, path));
            for (int other = -1; other <= n; other++)
                if (other != i) assertFalse(root.commits(h[i], other, path), i + " as " + other);
            for (Side side : Side.values()) {
                var longer = new ArrayList<>(path.siblings());
                longer.add(new Sibling(side, Hash.NONE));
                assertFalse(root.commits(h[i], i, new AuditPath(longer)));
            }
            if (n == 1) continue;
            List<Sibling> siblings = path.siblings();
            for (int k = 0; k < siblings.size(); k++) {
                var swapped = new ArrayList<>(siblings);
                Side side = siblings.get(k).side() == Side.LEFT ? Side.RIGHT : Side.LEFT;
                swapped.set(k, new Sibling(side, siblings.get(k).hash()));
                assertFalse(root.commits(h[i], i, new AuditPath(swapped)));
            }
            Hash above = new AuditPath(siblings.subList(0, 1)).root(h[i]);
            AuditPath shorter = new AuditPath(siblings.subList(1, siblings.size()));
            assertEquals(root.hash(), shorter.root(above));
            assertFalse(root.commits(above, i / 2, shorter));
        }
    }

    @Test
    void no_leaf_stands_where_the_tree_has_none() {
        Hash[] h = leaves(3);
        Root root = new MerkleTree(3, i -> h[i]).root();
        var none = new AuditPath(List.of(new Sibling(Side.LEFT, h[2]), new Sibling(Side.LEFT, Hash.node(h[0], h[1]))));
        assertEquals(root.hash(), none.root(Hash.NONE));
        assertFalse(root.commits(Hash.NONE, 3, none));
    }

    @Test
    void the_order_of_two_hashes_matters() {
        Hash[] h = leaves(2);
        assertNotEquals(Hash.node(h[0], h[1]), Hash.node(h[1], h[0]));
    }

    /** The level that doubles its last node gives blocks with a repeated transaction the same root; here no tree does. */
    @Test
    void a_repeated_last_leaf_makes_another_root() {
        Hash[] h = leaves(3);
        Hash three = new MerkleTree(3, i -> h[i]).root().hash();
        assertNotEquals(three, new MerkleTree(4, i -> h[Math.min(i, 2)]).root().hash());
    }
}
