package org.undermine.env.attack;

import static org.undermine.env.attack.Party.ATTACKER;
import static org.undermine.env.attack.Party.FAR;
import static org.undermine.env.attack.Party.NEAR;

import org.undermine.protocols.BlockSet;
import org.undermine.protocols.View;

/**
 * The private and the public chain. The public tip is the far defenders' head, the private tip the attacker's.
 *
 * @param tip the private tip
 * @param far the public tip
 * @param near what the near defenders will prefer once everything in flight has arrived
 * @param mine the blocks of the private chain above the newest common ancestor, an ancestor before its descendants
 * @param theirs those of the public chain
 */
record Fork(int tip, int far, int near, BlockSet mine, BlockSet theirs) {
    static Fork of(Attack attack) {
        int tip = attack.at.head(ATTACKER);
        int far = attack.at.head(FAR);
        BlockSet mine = attack.at.dag.chain(tip);
        BlockSet theirs = attack.at.dag.chain(far);
        return new Fork(tip, far, nearOnDelivery(attack), mine.minus(theirs), theirs.minus(mine));
    }

    static int nearOnDelivery(Attack attack) {
        if (attack.at.fresh().isEmpty()) return attack.at.head(NEAR);
        attack.at.save();
        attack.deliver();
        int head = attack.at.head(NEAR);
        attack.at.undo();
        return head;
    }

    int a() {
        return mine.size();
    }

    int h() {
        return theirs.size();
    }

    boolean disagree() {
        return near != far;
    }

    /** The proofs-of-work of the side that has more of them since the last block agreed on, everything in flight being delivered. */
    int length(Attack attack) {
        Dag dag = attack.at.dag;
        int agreed = dag.chain(tip).and(dag.chain(far)).and(dag.chain(near)).last();
        int own = 0;
        int others = 0;
        for (int b = agreed + 1; b < dag.size(); b++) {
            if (!dag.past(b).contains(agreed) || !attack.protocol().needsProof(dag.kind(b))) continue;
            if (dag.miner(b) == View.ATTACKER) own++;
            else others++;
        }
        return Math.max(own, others);
    }
}
