package org.undermine.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the Java library's sets, in one machine word and in many. */
class BlockSetTest {
    @ParameterizedTest
    @CsvSource({"1, 64", "2, 64", "3, 65", "4, 200", "5, 1024"})
    void behaves_like_a_set(long seed, int blocks) {
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            BitSet a = random(random, blocks);
            BitSet b = random(random, blocks);
            BlockSet x = set(a);
            BlockSet y = set(b);
            String message = "seed " + seed + ", round " + round + ": " + a + ", " + b;
            assertEquals(a.isEmpty(), x.isEmpty(), message);
            assertEquals(a.cardinality(), x.size(), message);
            assertEquals(a.nextSetBit(0), x.first(), message);
            assertEquals(a.length() - 1, x.last(), message);
            assertEquals(a.intersects(b), x.meets(y), message);
            assertEquals(and(a, b), back(x.and(y)), message);
            assertEquals(or(a, b), back(x.or(y)), message);
            assertEquals(minus(a, b), back(x.minus(y)), message);
            assertEquals(minus(b, a).isEmpty(), x.containsAll(y), message);
            assertEquals(a.equals(b), x.equals(y), message);
            assertEquals(x, y.minus(y).or(x), message);
            assertEquals(x.hashCode(), x.or(y).minus(y.minus(x)).hashCode(), message);
            int one = random.nextInt(blocks);
            assertEquals(a.get(one), x.contains(one), message);
            assertEquals(x, x.with(one).without(one).or(x), message);
            assertEquals(a.nextSetBit(one + 1), x.next(one), message);
            long[] rows = new long[3 * ((blocks + 63) / 64)];
            x.write(rows, 1, rows.length / 3);
            assertEquals(x, BlockSet.read(rows, 1, rows.length / 3), message);
            assertEquals(one, BlockSet.below(one).size(), message);
        }
    }

    private static BitSet random(Random random, int blocks) {
        var set = new BitSet();
        double density = random.nextInt(4) / 3.0;
        for (int b = 0; b < blocks; b++) if (random.nextDouble() < density) set.set(b);
        return set;
    }

    private static BlockSet set(BitSet bits) {
        BlockSet set = BlockSet.EMPTY;
        for (int b = bits.nextSetBit(0); b >= 0; b = bits.nextSetBit(b + 1)) set = set.with(b);
        return set;
    }

    private static BitSet back(BlockSet set) {
        var bits = new BitSet();
        for (int b = set.first(); b >= 0; b = set.next(b)) bits.set(b);
        return bits;
    }

    private static BitSet and(BitSet a, BitSet b) {
        var c = (BitSet) a.clone();
        c.and(b);
        return c;
    }

    private static BitSet or(BitSet a, BitSet b) {
        var c = (BitSet) a.clone();
        c.or(b);
        return c;
    }

    private static BitSet minus(BitSet a, BitSet b) {
        var c = (BitSet) a.clone();
        c.andNot(b);
        return c;
    }
}
