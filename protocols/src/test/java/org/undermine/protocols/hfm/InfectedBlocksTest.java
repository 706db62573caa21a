package org.undermine.protocols.hfm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.undermine.protocols.hfm.Ranges.Span;
import org.undermine.protocols.merkle.Hash;

/** The validators against generated blocks: what they catch, what they miss, and how often. */
class InfectedBlocksTest {
    private static final int N = 120;
    private static final Ranges RANGES = new Ranges(N, 12);

    private static boolean catches(Order order, Block block, Span span) {
        return !new Validator(order, coin -> false)
                .validate(block.root(), span, block::serve)
                .good();
    }

    /** Two neighbours that may not stand so, wherever the two spends lie: what a range must see both of to see the fraud. */
    private static boolean breaks(Order order, List<Transaction> all, int p) {
        return !order.allows(all.get(p), all.get(p + 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"STRICT", "COIN"})
    void strict_and_coin_catch_every_fraud_that_an_honest_session_sees_and_no_other(Order order) {
        int caught = 0;
        for (int seed = 0; seed < 400; seed++) {
            var random = new SplittableRandom(seed);
            var generator = new Generator(order, random);
            var all = generator.good(N);
            int first = random.nextInt(N - 1);
            int second = first + 1 + random.nextInt(N - 1 - first);
            Transaction t = all.get(first); // the second spend may be put anywhere behind the first
            all.set(second, new Transaction(t.sender(), t.coin(), new Address(seed, 0)));
            var block = new Block(all);
            boolean seen = false;
            boolean rejected = false;
            for (int session = 0; session < 8; session++) {
                var unicorn = new Hash(seed, 0, 0, 0);
                Span span = RANGES.overlapping(new SessionRequest(new Address(session, 0), unicorn, 0).range(12));
                seen |= IntStream.range(span.from(), span.to() - 1).anyMatch(p -> breaks(order, all, p))
                        || span.contains(first) && span.contains(second);
                rejected |= catches(order, block, span);
            }
            assertEquals(seen, rejected, order + ", seed " + seed);
            boolean byAll = IntStream.range(0, 12).anyMatch(i -> catches(order, block, RANGES.overlapping(i)));
            assertTrue(byAll, order + ", seed " + seed);
            if (rejected) caught++;
        }
        assertTrue(caught > 100 && caught < 380, "both must be met with: " + caught);
    }

    /** The example of the design: positions 38 and 41, ranges of ten. */
    @Test
    void weak_order_has_a_hole_at_38_and_41() {
        var generator = new Generator(Order.WEAK, new SplittableRandom(3));
        var good = generator.good(N);
        var block = new Block(generator.spentTwiceApart(38, 41, good));
        for (int i = 0; i < 12; i++) assertFalse(catches(Order.WEAK, block, RANGES.overlapping(i)), "range " + i);
        assertTrue(catches(Order.WEAK, block, RANGES.all()));
        assertTrue(IntStream.range(0, 12).anyMatch(i -> catches(Order.STRICT, block, RANGES.overlapping(i))));
        var sorted = generator.spentTwiceApart(38, 41, good);
        sorted.sort(Order.COIN.comparator());
        var closed = new Block(sorted);
        assertTrue(IntStream.range(0, 12).anyMatch(i -> catches(Order.COIN, closed, RANGES.overlapping(i))));
    }

    /**
     * Counted over every pair of positions of one sender: spends at a distance of two, which takes three transactions of a sender,
     * are always seen; at three, one pair at each border is not.
     */
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 11", "4, 22", "5, 33", "10, 88"})
    void the_hole_is_counted(int apart, int unseen) {
        var generator = new Generator(Order.WEAK, new SplittableRandom(4));
        var good = generator.good(N);
        int missed = 0;
        for (int p = 0; p + apart < N; p++) {
            var block = new Block(generator.spentTwiceApart(p, p + apart, good));
            if (IntStream.range(0, 12).noneMatch(i -> catches(Order.WEAK, block, RANGES.overlapping(i)))) missed++;
        }
        assertEquals(unseen, missed);
    }

    @ParameterizedTest
    @EnumSource
    void no_false_alarm(Order order) {
        for (int seed = 0; seed < 33_334; seed++) {
            var random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(12);
            var block = new Block(new Generator(order, random).good(n));
            var ranges = new Ranges(n, 1 + random.nextInt(4));
            for (int i = 0; i < ranges.s(); i++)
                assertFalse(catches(order, block, ranges.overlapping(i)), order + ", seed " + seed + ", range " + i);
        }
    }

    /** s = 12, m = 40: .9692 inside a range, .9993 on a border; and without overlap, in two ranges drawn independently. */
    @ParameterizedTest
    @CsvSource({"INSIDE, 0.9692, 13", "BORDER, 0.9993, 14", "APART, 0.2433, 0"})
    void validators_detect_as_often_as_the_formula_says(Detection fraud, double known, int position) {
        int m = 40;
        int s = 12;
        assertEquals(known, fraud.by(m, s), 5e-5);
        int blocks = 6_000;
        int caught = 0;
        for (int seed = 0; seed < blocks; seed++) {
            var random = new SplittableRandom(seed);
            var generator = new Generator(Order.COIN, random);
            if (fraud == Detection.APART ? apart(generator, random, m, s) : near(generator, random, m, position))
                caught++;
        }
        double p = fraud.by(m, s);
        int low = quantile(blocks, p, 0.005);
        int high = quantile(blocks, p, 0.995);
        assertTrue(low <= caught && caught <= high, caught + " of " + blocks + ", expected " + low + " to " + high);
    }

    private static boolean near(Generator generator, SplittableRandom random, int m, int position) {
        var ranges = new Ranges(36, 12); // of three: 12 to 14 are one
        var block = new Block(generator.spentTwiceAfter(position, generator.good(36)));
        boolean[] catches = new boolean[12];
        for (int i = 0; i < 12; i++) catches[i] = catches(Order.COIN, block, ranges.overlapping(i));
        var unicorn = new Hash(random.nextLong(), 0, 0, 0);
        return IntStream.range(0, m)
                .anyMatch(i -> catches[new SessionRequest(new Address(i, 0), unicorn, 0).range(12)]);
    }

    /** A block of two halves, each cut into s ranges of its own; a session draws one of each, by two requests. */
    private static boolean apart(Generator generator, SplittableRandom random, int m, int s) {
        var all = generator.good(2 * N);
        var half = new Ranges(N, s);
        Transaction first = all.get(random.nextInt(N));
        int other = N + random.nextInt(N);
        all.set(other, new Transaction(first.sender(), first.coin(), new Address(1, 1)));
        var block = new Block(all);
        var validator = new Validator(Order.WEAK, coin -> false); // blind to order across ranges: the coin alone tells
        int from = all.indexOf(first);
        var unicorn = new Hash(random.nextLong(), 0, 0, 0);
        for (int i = 0; i < m; i++) {
            Span left = half.range(new SessionRequest(new Address(i, 0), unicorn, 0).range(s));
            Span right = half.range(new SessionRequest(new Address(i, 1), unicorn, 0).range(s));
            if (!left.contains(from) || !right.contains(other - N)) continue; // sees one of the two at most
            var both = List.of(new Span(from, from + 1), new Span(other, other + 1));
            Verdict verdict = validator.validate(block.root(), both, block::serve);
            assertEquals(Reason.SPENT_TWICE, verdict.reason());
            return true;
        }
        return false;
    }

    /** The least number of successes that as few as that or fewer have with probability {@code level}. */
    private static int quantile(int n, double p, double level) {
        double term = n * Math.log1p(-p);
        double sum = Math.exp(term);
        int k = 0;
        while (sum < level) {
            term += Math.log((n - k) / (k + 1.0)) + Math.log(p) - Math.log1p(-p);
            sum += Math.exp(term);
            k++;
        }
        return k;
    }

    /** A million transactions, by the validators of all ranges: nothing is held but the block. */
    @Test
    void a_million_transactions() {
        var generator = new Generator(Order.STRICT, new SplittableRandom(1));
        int n = 1_000_000;
        var good = generator.good(n);
        var ranges = new Ranges(n, 64);
        int position = ranges.range(17).to() - 1;
        var block = new Block(generator.spentTwiceAfter(position, good));
        assertEquals(20, block.root().depth());
        for (int i : new int[] {0, 16, 17, 18, 19, 63})
            assertEquals(i == 17 || i == 18, catches(Order.STRICT, block, ranges.overlapping(i)), "range " + i);
    }
}
