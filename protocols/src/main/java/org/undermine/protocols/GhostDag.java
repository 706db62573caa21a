package org.undermine.protocols;

/**
 * GhostDAG: all blocks are kept, and those that look well connected are paid.
 *
 * <p>A block's parents are all tips its miner knows. What counts is a large set of blocks of which none is unrelated to
 * many others, found greedily (see {@link Colouring}) and called blue. It follows from the known blocks alone, so the
 * head is not used. Each blue block pays its miner one unit and advances the clock by one; the others, red, stay in the
 * DAG unpaid.
 *
 * <p>Hashes break ties only. They are drawn when a colouring first asks, not when a block is mined.
 *
 * @param anticone the papers' k: how many blue blocks a blue block may have that are neither its ancestors nor its
 *     descendants. Not what {@link Protocol#k} means.
 * @see <a href="https://eprint.iacr.org/2018/104">Sompolinsky, Wyborski and Zohar, PHANTOM GHOSTDAG, algorithm 1</a>
 */
public record GhostDag(int anticone) implements Protocol {
    @Override
    public Draft mine(View v) {
        return new Draft(Draft.NONE, Colouring.tips(v, v.known()), Kind.BLOCK);
    }

    @Override
    public int height(View v, Draft draft) {
        int height = 0;
        BlockSet parents = draft.parents();
        for (int p = parents.first(); p >= 0; p = parents.next(p)) height = Math.max(height, v.height(p));
        return height + 1;
    }

    @Override
    public int prefer(View v, int block) {
        return v.head();
    }

    @Override
    public boolean prefers() {
        return false;
    }

    @Override
    public BlockSet history(View v) {
        return Colouring.blue(v, anticone);
    }

    /** All: a miner who knows {@code block} and a block unrelated to it refers to both. */
    @Override
    public BlockSet referable(View v, int block) {
        BlockSet unrelated = v.known().without(block).minus(v.past(block));
        for (int b = unrelated.first(); b >= 0; b = unrelated.next(b))
            if (v.past(b).contains(block)) unrelated = unrelated.without(b);
        return unrelated;
    }

    @Override
    public int progress(View v, int block) {
        return 1;
    }

    @Override
    public void coinbase(View v, int block, Payout payout) {
        payout.pay(v.miner(block), 1);
    }
}
