package org.undermine.protocols.hfm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.undermine.protocols.hfm.Ranges.Span;
import org.undermine.protocols.merkle.Root;

/**
 * Checks a range of a block as an honest miner does: every transaction is proved to stand where it is expected, follows the one
 * before it in the block's order, and spends a coin of its sender's that was not spent before.
 *
 * @param spentBefore whether an earlier block spent a coin
 */
public record Validator(Order order, Predicate<Coin> spentBefore) {
    /**
     * Stops at the first error.
     *
     * @param served the transaction at a position as a mempool node serves it; null where it does not. Asked again for the
     *     one or two that an error report takes
     */
    public Verdict validate(Root root, Span span, IntFunction<Proven> served) {
        return validate(root, List.of(span), served);
    }

    /** As one range, what several hold: order is checked inside each, coins across all. Overlaps are looked at once. */
    public Verdict validate(Root root, List<Span> spans, IntFunction<Proven> served) {
        var spent = new HashMap<Coin, Integer>();
        for (Span span : spans) {
            Transaction before = null;
            for (int position = span.from(); position < span.to(); position++) {
                Proven proven = served.apply(position);
                Reason reason = proven == null ? Reason.MISSING : proven.flaw(root, position);
                if (reason != null) return new Verdict(reason, position, null);
                Transaction t = proven.transaction();
                Integer other = spent.putIfAbsent(t.coin(), position);
                if (other != null && other != position)
                    return report(Reason.SPENT_TWICE, root, position, served, other, position);
                if (before != null && !order.allows(before, t))
                    return report(Reason.OUT_OF_ORDER, root, position, served, position - 1, position);
                if (!t.coin().owner().equals(t.sender()))
                    return report(Reason.NOT_THE_OWNER, root, position, served, position);
                if (spentBefore.test(t.coin())) return report(Reason.SPENT_BEFORE, root, position, served, position);
                before = t;
            }
        }
        return Verdict.GOOD;
    }

    private Verdict report(Reason reason, Root root, int at, IntFunction<Proven> served, int... positions) {
        java.util.Arrays.sort(positions);
        var evidence = new ArrayList<Proven>();
        for (int position : positions) evidence.add(served.apply(position));
        return new Verdict(reason, at, new ErrorReport(reason, root, List.copyOf(evidence)));
    }
}
