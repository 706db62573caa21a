package org.undermine.env.network;

import org.undermine.protocols.BlockSet;

/** Counts the blocks that a node saw confirmed and that its chain then lost. A block's first confirmation is itself. */
final class Confirmations {
    private final Ledger ledger;
    private final int wanted;
    private BlockSet rewritten = BlockSet.EMPTY;
    private long count;

    /** @param wanted confirmations after which a block is believed; 0 if nobody asks */
    Confirmations(Ledger ledger, int wanted) {
        this.ledger = ledger;
        this.wanted = wanted;
    }

    /** A node that preferred {@code from} now prefers {@code to}. */
    void moved(int from, int to) {
        if (wanted == 0) return;
        BlockSet chain = ledger.dag.chain(to);
        if (chain.contains(from)) return;
        BlockSet lost = ledger.dag.chain(from).minus(chain);
        int believed = lost.size() - wanted + 1;
        for (int b = lost.first(); b >= 0 && believed > 0; b = lost.next(b), believed--) {
            if (rewritten.contains(b)) continue;
            rewritten = rewritten.with(b);
            count++;
        }
    }

    /** Block b is called {@code place[b]} from now on. */
    void rename(int[] place) {
        BlockSet old = rewritten;
        rewritten = BlockSet.EMPTY;
        for (int b = old.first(); b >= 0; b = old.next(b)) if (place[b] >= 0) rewritten = rewritten.with(place[b]);
    }

    long count() {
        return count;
    }
}
