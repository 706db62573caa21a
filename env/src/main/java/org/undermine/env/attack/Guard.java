package org.undermine.env.attack;

import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Kind;
import org.undermine.protocols.View;

/** A view that refuses questions about blocks which are not in it. */
final class Guard implements View {
    /** What a rule may not ask. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String why) {
            super(why);
        }
    }

    private final Sight sight;
    private final BlockSet known;
    private final Watch watch;

    Guard(Sight sight, BlockSet known, Watch watch) {
        this.sight = sight;
        this.known = known;
        this.watch = watch;
    }

    static Guard of(View view, Watch watch) {
        return view instanceof Guard guard ? guard : new Guard((Sight) view, view.known(), watch);
    }

    Position position() {
        return sight.position();
    }

    String viewer() {
        return sight.viewer();
    }

    private int seen(int block) {
        if (watch.isOver()) throw new Refusal("nobody waits for an answer any longer");
        if (block < 0 || !known.contains(block))
            throw new Refusal("the rule asks about block " + block + ", which is not in the view");
        return block;
    }

    @Override
    public int me() {
        return sight.me();
    }

    @Override
    public int head() {
        return sight.head();
    }

    @Override
    public BlockSet known() {
        return known;
    }

    @Override
    public Kind kind(int block) {
        return sight.kind(seen(block));
    }

    @Override
    public int ledger(int block) {
        return sight.ledger(seen(block));
    }

    @Override
    public BlockSet parents(int block) {
        return sight.parents(seen(block));
    }

    @Override
    public int predecessor(int block) {
        return sight.predecessor(seen(block));
    }

    @Override
    public BlockSet children(int block) {
        return sight.children(seen(block)).and(known);
    }

    @Override
    public BlockSet past(int block) {
        return sight.past(seen(block));
    }

    @Override
    public BlockSet chain(int block) {
        return sight.chain(seen(block));
    }

    @Override
    public int height(int block) {
        return sight.height(seen(block));
    }

    @Override
    public int miner(int block) {
        return sight.miner(seen(block));
    }

    @Override
    public int voted(int block) {
        return sight.voted(seen(block));
    }

    @Override
    public BlockSet votes(int block) {
        return sight.votes(seen(block)).and(known);
    }

    @Override
    public int depth(int block) {
        return sight.depth(seen(block));
    }

    @Override
    public boolean own(int block) {
        return sight.own(seen(block));
    }

    @Override
    public boolean signs(int block) {
        return sight.signs(seen(block));
    }

    @Override
    public BlockSet smallest(BlockSet among, int n) {
        for (int b = among.first(); b >= 0; b = among.next(b)) seen(b);
        return sight.smallest(among, n);
    }

    @Override
    public int smallest(BlockSet among) {
        if (among.isEmpty()) throw new Refusal("the rule asks for the smallest hash of no blocks");
        return smallest(among, 1).first();
    }
}
