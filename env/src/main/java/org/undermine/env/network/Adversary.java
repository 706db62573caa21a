package org.undermine.env.network;

import java.util.Arrays;
import org.undermine.env.attack.Shadow;
import org.undermine.env.attack.Shadow.Named;
import org.undermine.env.mdp.Policy;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.View;

/** The node that plays a policy: what reaches it, and what it releases, in the names of the network. */
final class Adversary implements Shadow.Network {
    /** What it asks of the network. */
    interface Hands {
        int append(Draft draft, int miner);

        void release(int b);
    }

    private final int node;
    private final Protocol protocol;
    private final Ledger ledger;
    private final Hands hands;
    private final Shadow shadow;
    private final Policy policy;
    private long[] heard = new long[16]; // and not yet answered
    private int count;
    private long restarts;

    Adversary(int node, Protocol protocol, Ledger ledger, Hands hands, Attacker attacker) {
        this.node = node;
        this.protocol = protocol;
        this.ledger = ledger;
        this.hands = hands;
        shadow = new Shadow(protocol, attacker.space(), this);
        policy = attacker.policy().apply(shadow);
    }

    Shadow shadow() {
        return shadow;
    }

    long restarts() {
        return restarts;
    }

    /** The first decision of all. */
    void begin() {
        decide();
    }

    private void decide() {
        shadow.decide(policy);
        int head = ledger.find(shadow.head());
        if (head >= 0) ledger.head[node] = head;
    }

    /** Block {@code b} has come, and so have its parents. */
    void hear(int b) {
        if (count == heard.length) heard = Arrays.copyOf(heard, 2 * count);
        heard[count++] = ledger.name(b);
    }

    boolean hasHeard() {
        return count > 0;
    }

    /** Answers all that has come at once. */
    void answer() {
        boolean proof = false;
        for (int i = 0; i < count; i++) proof |= protocol.needsProof(ledger.dag.kind(ledger.find(heard[i])));
        shadow.pass(proof);
        if (!takeIn()) {
            restart();
            takeIn();
        }
        count = 0;
        shadow.seen(proof);
        decide();
    }

    private boolean takeIn() {
        boolean all = true;
        for (int i = 0; i < count; i++)
            if (!shadow.knows(heard[i])) all &= shadow.heard(heard[i], named(ledger.find(heard[i])));
        return all;
    }

    /** It took for settled what was not. */
    private void restart() {
        restarts++;
        long head = shadow.head();
        shadow.restart(ledger.name(0));
        BlockSet known = ledger.known(node);
        for (int b = known.next(0); b >= 0; b = known.next(b))
            if (!isNews(ledger.name(b)))
                shadow.recall(ledger.name(b), named(b), ledger.dag.miner(b) == node + 1, !ledger.isPublic(b));
        shadow.prefer(head);
    }

    private boolean isNews(long block) {
        for (int i = 0; i < count; i++) if (heard[i] == block) return true;
        return false;
    }

    /** It has found a proof-of-work. */
    void find() {
        int b = hands.append(draft(shadow.mining()), node + 1);
        ledger.learn(node, b);
        shadow.found(ledger.name(b));
        decide();
    }

    /** What it has heard of and does not consider. */
    BlockSet ignored() {
        BlockSet ignored = BlockSet.EMPTY;
        for (long block : shadow.ignored()) {
            int b = ledger.find(block);
            if (b >= 0) ignored = ignored.with(b);
        }
        return ignored;
    }

    private Named named(int b) {
        int predecessor = ledger.dag.predecessor(b);
        return new Named(
                ledger.dag.kind(b),
                predecessor < 0 ? Named.NOBODY : ledger.name(predecessor),
                ledger.dag.parents(b).stream().mapToLong(ledger::name).toArray(),
                ledger.dag.ledger(b));
    }

    private Draft draft(Named block) {
        BlockSet parents = BlockSet.EMPTY;
        for (long p : block.parents()) {
            int b = ledger.find(p);
            if (b < 0) throw new IllegalStateException("the attacker refers to block " + p + ", which is forgotten");
            parents = parents.with(b);
        }
        int predecessor = block.predecessor() == Named.NOBODY ? Draft.NONE : ledger.find(block.predecessor());
        return new Draft(predecessor, parents, block.kind(), block.ledger());
    }

    @Override
    public long append(Named block) {
        Draft draft = draft(block);
        int miner = draft.kind() == Kind.SUMMARY ? View.NOBODY : node + 1;
        int b = ledger.existing(draft, miner);
        if (b < 0) b = hands.append(draft, miner);
        ledger.learn(node, b);
        return ledger.name(b);
    }

    @Override
    public void release(long block) {
        int b = ledger.find(block);
        if (b < 0 || ledger.isPublic(b)) return;
        ledger.make(node, b);
        hands.release(b);
    }

    @Override
    public long hash(long block) {
        int b = ledger.find(block);
        return b < 0 ? 0 : ledger.hash(b);
    }
}
