package org.undermine.protocols.hfm;

import java.util.List;
import java.util.function.Predicate;
import org.undermine.protocols.merkle.Root;

/**
 * An error in a block with all that others need to check it: the root, and the transactions that cannot stand together,
 * each with its audit path.
 *
 * @param evidence two transactions where the error lies between two, in the order of their positions; else one
 */
public record ErrorReport(Reason reason, Root root, List<Proven> evidence) {
    /**
     * Whether the error is there, by the evidence alone.
     *
     * @param root of the block that is doubted, as this miner knows it
     * @param spentBefore whether an earlier block spent a coin
     */
    public boolean holds(Root root, Order order, Predicate<Coin> spentBefore) {
        if (!root.equals(this.root) || !reason.provable()) return false;
        boolean pair = reason == Reason.OUT_OF_ORDER || reason == Reason.SPENT_TWICE;
        if (evidence.size() != (pair ? 2 : 1)) return false;
        for (Proven p : evidence)
            if (p.path().siblings().size() != root.depth()
                    || p.path().position() >= root.leaves()
                    || p.flaw(root, (int) p.path().position()) != null) return false;
        Transaction first = evidence.get(0).transaction();
        Transaction last = evidence.get(evidence.size() - 1).transaction();
        long apart = evidence.get(evidence.size() - 1).path().position()
                - evidence.get(0).path().position();
        return switch (reason) {
            case OUT_OF_ORDER -> apart == 1 && !order.allows(first, last);
            case SPENT_TWICE -> apart > 0 && first.coin().equals(last.coin());
            case SPENT_BEFORE -> spentBefore.test(first.coin());
            case NOT_THE_OWNER -> !first.coin().owner().equals(first.sender());
            default -> false;
        };
    }
}
