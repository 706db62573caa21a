package org.undermine.env.attack;

import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Kind;
import org.undermine.protocols.View;

/** What one party sees of a position. */
final class Sight implements View {
    private final Position at;
    private final Party party;
    private static final int ANY = -1;

    private final boolean favours;
    private final boolean omniscient;
    private int signing = ANY;

    /** @param single whether the defenders are one miner, who favours its own blocks, instead of many */
    Sight(Position at, Party party, boolean single) {
        this(at, party, party == Party.ATTACKER || single, false);
    }

    private Sight(Position at, Party party, boolean favours, boolean omniscient) {
        this.at = at;
        this.party = party;
        this.favours = favours;
        this.omniscient = omniscient;
    }

    /** Sees every block, whoever knows it. */
    static Sight everything(Position at) {
        return new Sight(at, Party.ATTACKER, true, true);
    }

    Position position() {
        return at;
    }

    Party party() {
        return party;
    }

    /** Whose view it is, in words. */
    String viewer() {
        if (omniscient) return "seen by all";
        return party == Party.ATTACKER ? "the attacker" : party == Party.NEAR ? "near defenders" : "far defenders";
    }

    /** From here on, the one defender who found {@code block} looks: it can sign for no other. */
    void signOnly(int block) {
        if (!favours) signing = block;
    }

    void signAny() {
        signing = ANY;
    }

    @Override
    public int me() {
        return party.miner();
    }

    @Override
    public int head() {
        return at.head(party);
    }

    @Override
    public BlockSet known() {
        return omniscient ? at.dag.all() : at.known(party);
    }

    @Override
    public Kind kind(int block) {
        return at.dag.kind(block);
    }

    @Override
    public int ledger(int block) {
        return at.dag.ledger(block);
    }

    @Override
    public BlockSet parents(int block) {
        return at.dag.parents(block);
    }

    @Override
    public int predecessor(int block) {
        return at.dag.predecessor(block);
    }

    @Override
    public BlockSet children(int block) {
        return at.dag.children(block).and(known());
    }

    @Override
    public BlockSet past(int block) {
        return at.dag.past(block);
    }

    @Override
    public BlockSet chain(int block) {
        return at.dag.chain(block);
    }

    @Override
    public int height(int block) {
        return at.dag.height(block);
    }

    @Override
    public int miner(int block) {
        return at.dag.miner(block);
    }

    @Override
    public int voted(int block) {
        return at.dag.voted(block);
    }

    @Override
    public BlockSet votes(int block) {
        return at.dag.votes(block).and(known());
    }

    @Override
    public int depth(int block) {
        return at.dag.depth(block);
    }

    @Override
    public boolean own(int block) {
        return favours && at.dag.miner(block) == me();
    }

    @Override
    public boolean signs(int block) {
        return signing == ANY ? at.dag.miner(block) == me() : block == signing;
    }

    @Override
    public BlockSet smallest(BlockSet among, int n) {
        return at.hashes.smallest(among, n);
    }
}
