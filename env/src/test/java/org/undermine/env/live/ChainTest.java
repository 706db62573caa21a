package org.undermine.env.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainTest {
    private static final Rules RULES = Rules.WITHOUT_WORK;

    private final Chain chain = new Chain();

    private static Block block(Hash previous, int data) {
        return new Block(ByteBuffer.allocate(4).putInt(data).array(), previous, 0);
    }

    private Chain.Place append(Block block) {
        return chain.append(block, RULES.hash(block));
    }

    private Chain.Place append(Chain.Place on, int data) {
        return append(block(on.hash(), data));
    }

    private Chain.Place genesis() {
        return append(Block.genesis(new byte[] {1}));
    }

    @Test
    void only_what_has_a_path_to_the_genesis_is_appended() {
        Block root = Block.genesis(new byte[] {1});
        Block child = block(RULES.hash(root), 1);
        assertNull(append(child));
        assertNull(chain.tip());
        assertNotNull(append(root));
        assertNull(append(root));
        assertNull(append(Block.genesis(new byte[] {2})));
        assertEquals(1, append(child).height());
        assertNull(append(child));
        assertEquals(2, chain.size());
    }

    //  g <- 1 <- 2
    //    <- 3 <- 4 <- 5
    @Test
    void the_longest_chain_wins_and_of_equal_ones_the_first_seen() {
        Chain.Place g = genesis();
        Chain.Place one = append(g, 1);
        Chain.Place three = append(g, 3);
        assertEquals(one, chain.tip());
        Chain.Place two = append(one, 2);
        Chain.Place four = append(three, 4);
        assertEquals(two, chain.tip());
        Chain.Place five = append(four, 5);
        assertEquals(five, chain.tip());
        assertEquals(g, five.common(two));
        assertEquals(three, five.common(three));
        assertEquals(four, five.at(2));
    }

    @Test
    void old_side_branches_are_forgotten_and_none_is_begun_there() {
        Chain.Place g = genesis();
        Chain.Place tip = g;
        for (int i = 0; i < 3 * Chain.DEPTH; i++) {
            Chain.Place on = tip;
            tip = append(on, 0);
            for (int side = 1; side <= 5; side++) assertNotNull(append(on, side));
        }
        assertTrue(chain.size() <= tip.height() + 1 + 6 * (Chain.DEPTH + 1), chain.size() + " blocks");
        assertNull(append(g, 7));
        for (Chain.Place p = tip; p != null; p = p.previous()) assertEquals(p, chain.find(p.hash()));
        assertNotNull(append(tip.at(tip.height() - Chain.DEPTH), 7));
    }

    /** Blocks of a random tree in random order: those set aside are claimed when their parent comes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void any_order_of_arrival_gives_the_same_blocks(long seed) {
        var random = new Random(seed);
        var blocks = new java.util.ArrayList<Block>(List.of(Block.genesis(new byte[] {1})));
        for (int i = 1; i < 60; i++) {
            Block parent = blocks.get(random.nextInt(blocks.size()));
            blocks.add(block(RULES.hash(parent), i));
        }
        java.util.Collections.shuffle(blocks, random);
        var orphans = new Orphans();
        for (Block b : blocks) take(b, orphans);
        assertEquals(60, chain.size(), "seed " + seed);
        assertEquals(0, orphans.size());
    }

    private void take(Block block, Orphans orphans) {
        Chain.Place place = append(block);
        if (place == null) orphans.keep(block, RULES.hash(block));
        else for (Block child : orphans.claim(place.hash())) take(child, orphans);
    }

    @Test
    void blocks_without_parents_are_kept_aside_but_not_too_many() {
        var orphans = new Orphans();
        int gone = 0;
        for (int i = 0; i < 1000; i++) {
            Block b = block(new Hash(1, 1, 1, i / 3), i);
            gone += orphans.keep(b, RULES.hash(b));
            if (i == 0) assertEquals(-1, orphans.keep(b, RULES.hash(b)));
        }
        assertEquals(1000 - Orphans.MOST, gone);
        assertEquals(Orphans.MOST, orphans.size());
        assertEquals(3, orphans.claim(new Hash(1, 1, 1, 332)).size());
        assertEquals(List.of(), orphans.claim(new Hash(1, 1, 1, 0)));
    }
}
