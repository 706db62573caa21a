package org.undermine.env.attack;

import org.undermine.env.mdp.Payoff;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.View;

/** Counts, from agreement to agreement, what becomes of the defenders' proofs-of-work and of their chains. */
final class Losses {
    private final Protocol protocol;
    private final Position at;
    private int kept;
    private int uncles;
    private int orphaned;
    private int replaced;

    Losses(Protocol protocol, Position at) {
        this.protocol = protocol;
        this.at = at;
    }

    void clear() {
        kept = uncles = orphaned = replaced = 0;
    }

    void copy(Losses from) {
        kept = from.kept;
        uncles = from.uncles;
        orphaned = from.orphaned;
        replaced = from.replaced;
    }

    Payoff.Defended sinceCleared() {
        return (kept | orphaned | replaced) == 0
                ? Payoff.Defended.NONE
                : new Payoff.Defended(kept, uncles, orphaned, replaced);
    }

    /** A history is agreed on; what is paid with it is still known by who mined it. */
    void agreed(Agreement agreement) {
        Dag dag = at.dag;
        BlockSet history = agreement.history();
        BlockSet due = history.minus(dag.chain(at.paid()));
        BlockSet taken = history;
        for (int b = history.first(); b >= 0; b = history.next(b)) {
            BlockSet named = named(b);
            if (!named.isEmpty()) taken = taken.or(named);
            if (!due.contains(b)) continue;
            if (defended(b)) kept++;
            for (int x = named.first(); x >= 0; x = named.next(x)) {
                if (!defended(x)) continue;
                kept++;
                if (dag.kind(x) != Kind.VOTE) uncles++;
            }
        }
        BlockSet forgotten = dag.all().minus(agreement.kept()).minus(taken);
        for (int b = forgotten.first(); b >= 0; b = forgotten.next(b)) if (defended(b)) orphaned++;
        if (protocol.prefers()) replace(agreement, agreement.certain() ? dag.all() : forgotten);
    }

    /** What block {@code b} takes into the history besides itself: votes, uncles. */
    private BlockSet named(int b) {
        Dag dag = at.dag;
        int predecessor = dag.predecessor(b);
        if (predecessor < 0 || !dag.refersToOthers(b)) return BlockSet.EMPTY;
        return dag.parents(b).without(predecessor).or(dag.past(b).and(dag.votes(predecessor)));
    }

    private boolean defended(int b) {
        Kind kind = at.dag.kind(b);
        return kind != Kind.PARALLEL && at.dag.miner(b) == View.DEFENDER && protocol.needsProof(kind);
    }

    /** Chains of {@code among} that were not left at an earlier agreement, and now are. */
    private void replace(Agreement agreement, BlockSet among) {
        Dag dag = at.dag;
        int newest = agreement.newest();
        BlockSet left = among.minus(dag.chain(newest)).minus(dag.future(newest)).minus(at.fresh());
        for (int b = left.first(); b >= 0; b = left.next(b)) {
            BlockSet chain = dag.chain(b);
            if (!confirms(b) || !chain.contains(at.paid())) continue;
            int length = 0;
            for (int c = b; c >= 0 && left.contains(c); c = dag.predecessor(c)) if (confirms(c)) length++;
            replaced = Math.max(replaced, length);
        }
    }

    /** Whether it is a defender's block of a chain; a summary, which has no miner, if everybody could see it. */
    private boolean confirms(int b) {
        return switch (at.dag.kind(b)) {
            case BLOCK -> at.dag.miner(b) == View.DEFENDER;
            case SUMMARY -> !at.withheld().contains(b);
            default -> false;
        };
    }
}
