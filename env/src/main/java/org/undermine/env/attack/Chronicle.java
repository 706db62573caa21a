package org.undermine.env.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Kind;

/**
 * An attack written down, for people to look at. A window forgets what is agreed and numbers its blocks anew; here every
 * block keeps its name, which is its place in {@link #blocks}: the order of discovery, the first block of all being 0.
 *
 * <p>Times count the attacker's decisions from 0.
 */
public final class Chronicle extends Witness {
    /** The time of what has not happened. */
    public static final int NEVER = -1;

    /** Whose a block is: a summary, and the first block of all, are nobody's. */
    public enum Miner {
        NOBODY,
        DEFENDER,
        ATTACKER
    }

    /**
     * @param proof whether it took a proof-of-work to make
     * @param parents names, the predecessor first where there is one
     * @param height from the first block of all
     * @param found after which decision, or appended with it where it took no proof; {@link #NEVER} for the first block
     * @param released with which decision; {@link #NEVER} while it is withheld
     * @param settled when its fate became certain; a proposal's is when another one of the attacker's replaces it
     * @param agreed whether that fate is to lie in the past that all agree on
     */
    public record Block(
            Kind kind,
            Miner miner,
            boolean proof,
            List<Integer> parents,
            int height,
            int found,
            int released,
            int settled,
            boolean agreed) {
        public boolean attackers() {
            return miner == Miner.ATTACKER;
        }

        private Block released(int time) {
            return released != NEVER
                    ? this
                    : new Block(kind, miner, proof, parents, height, found, time, settled, agreed);
        }

        private Block settled(int time, boolean agreed) {
            return new Block(kind, miner, proof, parents, height, found, released, time, agreed);
        }
    }

    /**
     * How things stand once a decision is carried out and heard of, before the next proof-of-work.
     *
     * @param attacker the name of the block that the attacker prefers
     * @param near the one that the near defenders prefer
     * @param far the one that the far defenders prefer
     * @param over whether all know and prefer the same: this attack, if it was one, is over
     */
    public record Moment(int action, int attacker, int near, int far, boolean over) {}

    private final Position at;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private int[] name;
    private Moment beforeProof; // of the decision under way, if it led to a proof-of-work

    Chronicle(Position at) {
        this.at = at;
        name = new int[64];
        clear();
    }

    public List<Block> blocks() {
        return List.copyOf(blocks);
    }

    public List<Moment> moments() {
        return List.copyOf(moments);
    }

    /** How things stand at the attacker's next decision, which is yet to be made: its action is {@link #NEVER}. */
    public Moment now() {
        return moment(NEVER);
    }

    /** The decision {@code action} has been carried out, up to the attacker's next. */
    public void decided(int action) {
        Moment m = beforeProof == null ? moment(action) : beforeProof;
        hear();
        moments.add(new Moment(action, m.attacker, m.near, m.far, m.over));
        beforeProof = null;
    }

    /** The name of the block that the window calls {@code b}. */
    int name(int b) {
        return name[b];
    }

    // ---- what an attack tells

    @Override
    void clear() {
        blocks.clear();
        moments.clear();
        beforeProof = null;
        name[0] = 0;
        blocks.add(new Block(Kind.BLOCK, Miner.NOBODY, false, List.of(), 0, NEVER, NEVER, NEVER, false));
    }

    @Override
    void proof() {
        beforeProof = moment(NEVER);
    }

    @Override
    void appended(int b, boolean proof) {
        if (b >= name.length) name = Arrays.copyOf(name, 2 * name.length);
        name[b] = blocks.size();
        int height = blocks.get(name[0]).height() + at.dag.height(b);
        var miner = Miner.values()[at.dag.miner(b)];
        int now = moments.size();
        int released = miner == Miner.DEFENDER ? now : NEVER;
        blocks.add(new Block(at.dag.kind(b), miner, proof, parents(b), height, now, released, NEVER, false));
    }

    private List<Integer> parents(int b) {
        var parents = new ArrayList<Integer>();
        BlockSet others = at.dag.parents(b);
        if (at.dag.predecessor(b) >= 0) {
            parents.add(name[at.dag.predecessor(b)]);
            others = others.without(at.dag.predecessor(b));
        }
        others.stream().forEach(p -> parents.add(name[p]));
        return List.copyOf(parents);
    }

    @Override
    void settled(int root, BlockSet kept) {
        hear();
        BlockSet agreed = at.dag.past(root).with(root);
        agreed = agreed.or(at.dag.under(agreed).minus(at.withheld()).minus(kept));
        for (int b = agreed.first(); b >= 0; b = agreed.next(b)) agree(name[b]);
        BlockSet lost = at.dag.all().minus(kept).minus(agreed);
        for (int b = lost.first(); b >= 0; b = lost.next(b)) settle(name[b], false);
    }

    /** With its past, of which the window may have forgotten some: uncles of uncles. */
    private void agree(int block) {
        if (blocks.get(block).agreed()) return;
        settle(block, true);
        blocks.get(block).parents().forEach(this::agree);
    }

    private void settle(int block, boolean agreed) {
        blocks.set(block, blocks.get(block).settled(moments.size(), agreed));
    }

    @Override
    void renaming(int[] order, int count) {
        int[] renamed = new int[name.length];
        Arrays.setAll(renamed, i -> i < count ? name[order[i]] : 0);
        name = renamed;
    }

    /** Notes what is withheld no longer. */
    private void hear() {
        BlockSet heard = at.dag.all().minus(at.withheld());
        for (int b = heard.first(); b >= 0; b = heard.next(b))
            if (name[b] > 0) blocks.set(name[b], blocks.get(name[b]).released(moments.size()));
    }

    private Moment moment(int action) {
        return new Moment(
                action, name[at.head(Party.ATTACKER)], name[at.head(Party.NEAR)], name[at.head(Party.FAR)], over());
    }

    private boolean over() {
        return at.head(Party.ATTACKER) == at.head(Party.FAR)
                && at.head(Party.NEAR) == at.head(Party.FAR)
                && at.withheld().isEmpty()
                && at.ignored().isEmpty()
                && at.fresh().isEmpty();
    }
}
