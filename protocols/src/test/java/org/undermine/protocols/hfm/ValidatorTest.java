package org.undermine.protocols.hfm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.undermine.protocols.hfm.Ranges.Span;
import org.undermine.protocols.merkle.AuditPath;
import org.undermine.protocols.merkle.AuditPath.Sibling;
import org.undermine.protocols.merkle.AuditPath.Side;
import org.undermine.protocols.merkle.Hash;

/** Every corruption is rejected, and the reason is said. */
class ValidatorTest {
    private static final int N = 120;
    private static final Span RANGE = new Ranges(N, 12).overlapping(4);
    private static final int AT = 45;

    private final Generator generator = new Generator(Order.COIN, new SplittableRandom(5));
    private final List<Transaction> good = generator.good(N);
    private final Block block = new Block(good);
    private final Validator validator = new Validator(Order.COIN, coin -> false);

    private Verdict with(IntFunction<Proven> served) {
        return validator.validate(block.root(), RANGE, served);
    }

    private Verdict withAt(Proven other) {
        return with(position -> position == AT ? other : block.serve(position));
    }

    private static void assertReason(Reason reason, int position, Verdict verdict) {
        assertEquals(reason + " at " + position, verdict.reason() + " at " + verdict.position());
        assertEquals(reason.provable(), verdict.report() != null);
    }

    @Test
    void the_range_of_the_example_reaches_over_its_borders() {
        assertEquals(new Span(40, 50), new Ranges(N, 12).range(4));
        assertEquals(new Span(39, 51), RANGE);
        assertEquals(new Span(0, 11), new Ranges(N, 12).overlapping(0));
        assertEquals(new Span(109, 120), new Ranges(N, 12).overlapping(11));
    }

    @Test
    void ranges_cover_a_block_without_gaps() {
        for (int n = 1; n < 40; n++)
            for (int s = 1; s < 50; s++) {
                var ranges = new Ranges(n, s);
                int next = 0;
                for (int i = 0; i < s; i++) {
                    assertEquals(next, ranges.range(i).from());
                    next = ranges.range(i).to();
                }
                assertEquals(n, next);
            }
    }

    @Test
    void good_blocks_are_good() {
        assertTrue(with(block::serve).good());
        assertNull(with(block::serve).report());
    }

    @Test
    void nothing_served() {
        assertReason(Reason.MISSING, AT, withAt(null));
    }

    @Test
    void truncated_and_oversized_proofs() {
        var siblings = block.serve(AT).path().siblings();
        var longer = new ArrayList<>(siblings);
        longer.add(siblings.get(0));
        Transaction t = good.get(AT);
        assertReason(Reason.TRUNCATED, AT, withAt(new Proven(t, new AuditPath(siblings.subList(1, siblings.size())))));
        assertReason(Reason.TRUNCATED, AT, withAt(new Proven(t, new AuditPath(List.of()))));
        assertReason(Reason.OVERSIZED, AT, withAt(new Proven(t, new AuditPath(longer))));
        var endless = java.util.Collections.nCopies(10_000, siblings.get(0));
        assertReason(Reason.OVERSIZED, AT, withAt(new Proven(t, new AuditPath(endless))));
    }

    @Test
    void every_single_side_swapped() {
        Proven proven = block.serve(AT);
        for (int i = 0; i < proven.path().siblings().size(); i++) {
            var siblings = new ArrayList<>(proven.path().siblings());
            Sibling s = siblings.get(i);
            siblings.set(i, new Sibling(s.side() == Side.LEFT ? Side.RIGHT : Side.LEFT, s.hash()));
            assertReason(Reason.SIDES_SWAPPED, AT, withAt(new Proven(proven.transaction(), new AuditPath(siblings))));
        }
    }

    @Test
    void wrong_position_and_wrong_root() {
        assertReason(Reason.WRONG_POSITION, AT, withAt(block.serve(AT + 1)));
        var other = new Block(generator.good(N));
        assertReason(Reason.WRONG_ROOT, AT, withAt(other.serve(AT)));
        assertReason(
                Reason.WRONG_ROOT,
                AT,
                withAt(new Proven(good.get(AT + 1), block.serve(AT).path())));
        assertReason(Reason.WRONG_ROOT, RANGE.from(), validator.validate(other.root(), RANGE, block::serve));
    }

    @Test
    void an_inner_node_is_no_transaction() {
        var siblings = block.serve(AT).path().siblings();
        Proven inner = new Proven(good.get(AT), new AuditPath(siblings.subList(1, siblings.size())));
        assertEquals(Reason.TRUNCATED, inner.flaw(block.root(), AT / 2));
    }

    @Test
    void swapped_order_duplicated_coin_spent_coin_and_foreign_coin() {
        Transaction t = good.get(AT);
        var swapped = new ArrayList<>(good);
        swapped.set(AT, good.get(AT + 1));
        swapped.set(AT + 1, t);
        assertReported(Reason.OUT_OF_ORDER, AT + 1, swapped, validator);

        assertReported(Reason.SPENT_TWICE, AT + 1, generator.spentTwiceAfter(AT, good), validator);

        var foreign = new ArrayList<>(good);
        foreign.set(AT, new Transaction(t.sender(), new Coin(new Address(1, 2), 3), t.receiver()));
        assertReported(Reason.NOT_THE_OWNER, AT, foreign, new Validator(Order.WEAK, coin -> false));

        assertReported(Reason.SPENT_BEFORE, AT, good, new Validator(Order.COIN, coin -> coin.equals(t.coin())));
    }

    @ParameterizedTest
    @EnumSource
    void a_repeated_sender_is_out_of_strict_order_only(Order order) {
        Transaction t = good.get(AT);
        var several = new ArrayList<>(good);
        long next = t.coin().serial() + (1L << 40);
        several.set(AT + 1, new Transaction(t.sender(), new Coin(t.sender(), next), t.receiver()));
        var bad = new Block(several);
        Verdict verdict = new Validator(order, coin -> false).validate(bad.root(), new Span(AT, AT + 2), bad::serve);
        assertEquals(order == Order.STRICT ? Reason.OUT_OF_ORDER : null, verdict.reason());
    }

    /** Rejected, with a report that holds; and that no longer does once it is bent. */
    private void assertReported(Reason reason, int position, List<Transaction> transactions, Validator by) {
        var bad = new Block(transactions);
        Verdict verdict = by.validate(bad.root(), RANGE, bad::serve);
        assertReason(reason, position, verdict);
        ErrorReport report = verdict.report();
        assertTrue(report.holds(bad.root(), by.order(), by.spentBefore()), reason + "");
        assertFalse(report.holds(
                block.root().equals(bad.root()) ? new Block(generator.good(N)).root() : block.root(),
                by.order(),
                by.spentBefore()));
        var fewer = new ErrorReport(
                reason,
                bad.root(),
                report.evidence().subList(1, report.evidence().size()));
        assertFalse(fewer.holds(bad.root(), by.order(), by.spentBefore()));
        for (Reason other : Reason.values()) {
            if (other == reason || other == Reason.OUT_OF_ORDER) continue;
            var bent = new ErrorReport(other, bad.root(), report.evidence());
            assertFalse(bent.holds(bad.root(), by.order(), by.spentBefore()), reason + " as " + other);
        }
    }

    @Test
    void a_good_block_cannot_be_reported() {
        for (Reason reason : Reason.values())
            for (int second : new int[] {AT + 1, AT + 2, AT}) {
                var pair = new ErrorReport(reason, block.root(), List.of(block.serve(AT), block.serve(second)));
                assertFalse(pair.holds(block.root(), Order.COIN, coin -> false), reason + " " + second);
                var single = new ErrorReport(reason, block.root(), List.of(block.serve(AT)));
                assertFalse(single.holds(block.root(), Order.COIN, coin -> false), reason + "");
            }
    }

    @Test
    void requests_need_work_and_the_recent_unicorn() {
        var unicorn = new Hash(1, 2, 3, 4);
        long work = 200;
        var request = SessionRequest.mine(new Address(7, 7), unicorn, SessionRequest.work(work), 0);
        assertTrue(request.opens(unicorn, work));
        assertFalse(request.opens(new Hash(1, 2, 3, 5), work));
        assertFalse(new SessionRequest(request.key(), new Hash(1, 2, 3, 5), request.nonce()).opens(unicorn, work));
        int open = 0;
        for (int nonce = 0; nonce < 20_000; nonce++)
            if (new SessionRequest(request.key(), unicorn, nonce).opens(unicorn, work)) open++;
        assertEquals(20_000 / 201.0, open, 3 * Math.sqrt(20_000 / 201.0));
    }
}
