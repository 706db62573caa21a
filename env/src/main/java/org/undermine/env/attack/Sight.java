package org.undermine.env.attack;

import org.undermine.protocols.BlockSet;
import org.undermine.protocols.View;

/** What one party sees of a position. */
record Sight(Position at, Party party) implements View {
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
        return at.known(party);
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
    public int height(int block) {
        return at.dag.height(block);
    }

    @Override
    public int miner(int block) {
        return at.dag.miner(block);
    }
}
