package org.undermine.env.attack;

import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.View;

/**
 * What follows once all agree on a history: what of it can be paid, and what can matter no longer.
 *
 * <p>While nothing is in flight, what all have agreed on is final. While uncles then keep the root from moving on, all that
 * remains of what is paid is a bare chain for them to hang on.
 *
 * @param newest the newest block agreed on
 * @param root the newest agreed block from which descends whatever is kept and not in its past
 * @param history what can be paid; some of the chain may be paid already, and parallel blocks in it are then forgotten
 * @param kept what still matters, the root included
 * @param certain whether {@code newest} is final
 */
public record Agreement(int newest, int root, BlockSet history, BlockSet kept, boolean certain) {
    /**
     * @param everything a view of all blocks of {@code dag}
     * @param agreed the common history of all, of more than the root
     * @param flying sent blocks that not everybody has heard
     * @param unheard what is not known to all, whether or not it is in flight
     */
    public static Agreement of(
            Protocol protocol, View everything, Dag dag, BlockSet agreed, BlockSet flying, BlockSet unheard) {
        BlockSet issued = agreed.and(dag.parallels());
        BlockSet chain = agreed.minus(issued);
        int newest = chain.last();
        BlockSet needed = flying.or(protocol.referable(everything, newest));
        boolean certain = protocol.prefers() && flying.isEmpty();
        BlockSet kept = dag.future(newest)
                .with(newest)
                .or(certain ? dag.chain(newest) : dag.past(newest))
                .or(needed);
        BlockSet open = certain ? unheard : dag.all();
        for (int b = needed.first(); b >= 0; b = needed.next(b))
            kept = kept.or(dag.past(b).and(open));
        int root = root(dag, chain, kept, needed);
        BlockSet closed = chain.and(certain ? dag.chain(newest) : dag.past(root).with(root));
        BlockSet due = dag.under(closed).and(issued);
        kept = kept.minus(dag.past(root)).minus(due).or(issued.minus(due));
        return new Agreement(newest, root, closed.or(due), kept, certain);
    }

    private static int root(Dag dag, BlockSet agreed, BlockSet kept, BlockSet needed) {
        BlockSet candidates = agreed;
        for (int r = agreed.last(); r > 0; r = candidates.last()) {
            BlockSet past = dag.past(r);
            if (!past.meets(needed) && dag.future(r).with(r).containsAll(kept.minus(past))) return r;
            candidates = candidates.without(r);
        }
        return 0;
    }
}
