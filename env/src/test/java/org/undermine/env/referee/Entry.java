package org.undermine.env.referee;

import org.undermine.protocols.Kind;
import org.undermine.protocols.View;

/**
 * One block of a whole run. A run is a list of them; the first is the genesis block, and parents stand before children.
 *
 * @param predecessor the place in the list of the parent named first; -1 where none comes first
 * @param parents the places of all parents, the predecessor before the others
 * @param miner {@link View#DEFENDER}, {@link View#ATTACKER}, or {@link View#NOBODY} for genesis and summaries; the signer
 *     where a block needs no proof-of-work
 * @param ledger of a parallel block
 * @param issued whether a parallel block was sent in time, before all agreed on a later proof than its own
 * @param hash an unsigned number of 64 bits, drawn for this block alone; it means nothing on a block without proof-of-work
 */
public record Entry(Kind kind, int predecessor, int[] parents, int miner, long hash, int ledger, boolean issued) {
    public Entry(Kind kind, int predecessor, int[] parents, int miner, long hash) {
        this(kind, predecessor, parents, miner, hash, 0, false);
    }

    public static final Entry GENESIS = new Entry(Kind.BLOCK, -1, new int[0], View.NOBODY, 0);
}
