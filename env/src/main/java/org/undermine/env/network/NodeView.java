package org.undermine.env.network;

import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Kind;
import org.undermine.protocols.View;

/** What one honest node knows; or, {@link #everything}, what there is to know. */
final class NodeView implements View {
    private static final int ANY = -1;
    private static final int NOBODY = -2;

    private final Ledger ledger;
    private final int node;
    private final boolean favours;
    private int attacker; // whose blocks are called the attacker's
    private int signing = ANY;
    private BlockSet ignored = BlockSet.EMPTY;

    /** @param favours whether the node is one miner, who favours its own blocks */
    NodeView(Ledger ledger, int node, int attacker, boolean favours) {
        this.ledger = ledger;
        this.node = node;
        this.attacker = attacker < 0 ? NOBODY : attacker;
        this.favours = favours;
    }

    /** Sees every block, whoever knows it. */
    static NodeView everything(Ledger ledger) {
        return new NodeView(ledger, ANY, ANY, false);
    }

    /** From here on calls the blocks of {@code other} the attacker's, and all others the defenders'. */
    NodeView about(int other) {
        attacker = other;
        return this;
    }

    /** From here on, does not take {@code blocks} into account. */
    void ignore(BlockSet blocks) {
        ignored = blocks;
    }

    /** From here on, the one miner who found {@code block} looks: it can sign for no other. */
    void signOnly(int block) {
        signing = block;
    }

    void signAny() {
        signing = ANY;
    }

    @Override
    public int me() {
        return DEFENDER;
    }

    @Override
    public int head() {
        return node < 0 ? 0 : ledger.head[node];
    }

    @Override
    public BlockSet known() {
        return node < 0 ? ledger.dag.all() : ledger.known(node).minus(ignored);
    }

    @Override
    public Kind kind(int block) {
        return ledger.dag.kind(block);
    }

    @Override
    public int ledger(int block) {
        return ledger.dag.ledger(block);
    }

    @Override
    public BlockSet parents(int block) {
        return ledger.dag.parents(block);
    }

    @Override
    public int predecessor(int block) {
        return ledger.dag.predecessor(block);
    }

    @Override
    public BlockSet children(int block) {
        return ledger.dag.children(block).and(known());
    }

    @Override
    public BlockSet past(int block) {
        return ledger.dag.past(block);
    }

    @Override
    public BlockSet chain(int block) {
        return ledger.dag.chain(block);
    }

    @Override
    public int height(int block) {
        return ledger.dag.height(block);
    }

    @Override
    public int miner(int block) {
        int miner = ledger.dag.miner(block);
        if (miner == View.NOBODY) return View.NOBODY;
        return miner - 1 == attacker ? ATTACKER : DEFENDER;
    }

    @Override
    public int voted(int block) {
        return ledger.dag.voted(block);
    }

    @Override
    public BlockSet votes(int block) {
        return ledger.dag.votes(block).and(known());
    }

    @Override
    public int depth(int block) {
        return ledger.dag.depth(block);
    }

    @Override
    public boolean own(int block) {
        return favours && ledger.dag.miner(block) == node + 1;
    }

    @Override
    public boolean signs(int block) {
        return signing == ANY ? ledger.dag.miner(block) == node + 1 : block == signing;
    }

    @Override
    public BlockSet smallest(BlockSet among, int n) {
        return ledger.smallest(among, n);
    }
}
