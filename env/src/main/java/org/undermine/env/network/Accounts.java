package org.undermine.env.network;

import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Payout;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.View;

/** Who was paid what. A protocol knows of two parties; so each node is asked about in turn, all others being the other party. */
final class Accounts implements Payout {
    private final Protocol protocol;
    private final Ledger ledger;
    private final NodeView everything;
    private final long[] reward; // in units
    private long progress;
    private long taken;
    private long decided;
    private long blocks;
    private int paying;

    Accounts(Protocol protocol, Ledger ledger, int nodes) {
        this.protocol = protocol;
        this.ledger = ledger;
        everything = NodeView.everything(ledger);
        reward = new long[nodes];
    }

    /** A view of all there is. */
    NodeView everything() {
        return everything;
    }

    void pay(BlockSet due) {
        for (int b = due.first(); b >= 0; b = due.next(b)) {
            progress += protocol.progress(everything, b);
            taken += protocol.proofs(everything, b);
            if (ledger.dag.kind(b) != Kind.PARALLEL) blocks++;
            for (paying = 0; paying < reward.length; paying++) protocol.coinbase(everything.about(paying), b, this);
        }
    }

    @Override
    public void pay(int miner, int amount) {
        if (miner == View.ATTACKER) reward[paying] += amount;
    }

    /** The fate of {@code blocks} is known. */
    void decide(BlockSet fates) {
        for (int b = fates.first(); b >= 0; b = fates.next(b)) if (protocol.needsProof(ledger.dag.kind(b))) decided++;
    }

    long progress() {
        return progress;
    }

    long taken() {
        return taken;
    }

    long decided() {
        return decided;
    }

    long blocks() {
        return blocks;
    }

    double[] rewards() {
        double[] rewards = new double[reward.length];
        for (int i = 0; i < rewards.length; i++) rewards[i] = (double) reward[i] / protocol.unit();
        return rewards;
    }
}
