package org.undermine.env.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.View;

/**
 * An attack written down, for people to look at. A window forgets what is agreed and numbers its blocks anew; here every
 * block keeps its name, which is its place in {@link #blocks}: the order of discovery, the first block of all being 0.
 *
 * <p>Times count the attacker's decisions from 0.
 */
public final class Chronicle {
    /** The time of what has not happened. */
    public static final int NEVER = -1;

    /**
     * @param parents names, the predecessor first where there is one
     * @param height from the first block of all
     * @param found after which decision; {@link #NEVER} for the first block
     * @param released with which decision; {@link #NEVER} while it is withheld
     * @param settled when its fate became certain
     * @param agreed whether that fate is to lie in the past that all agree on
     */
    public record Block(
            boolean attackers,
            List<Integer> parents,
            int height,
            int found,
            int released,
            int settled,
            boolean agreed) {
        private Block released(int time) {
            return released == NEVER ? new Block(attackers, parents, height, found, time, settled, agreed) : this;
        }

        private Block settled(int time, boolean agreed) {
            return settled == NEVER ? new Block(attackers, parents, height, found, released, time, agreed) : this;
        }
    }

    /**
     * How things stand once a decision is carried out and heard of, before the next proof-of-work.
     *
     * @param attacker the name of the block that the attacker prefers
     * @param near the one that the near defenders prefer
     * @param far the one that the far defenders prefer
     * @param over whether all agree on all: this attack, if it was one, is over
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

    /** The decision {@code action} has been carried out, up to the attacker's next. */
    public void decided(int action) {
        Moment m = beforeProof == null ? moment(action) : beforeProof;
        hear();
        moments.add(new Moment(action, m.attacker, m.near, m.far, m.over));
        beforeProof = null;
    }

    // ---- what an attack tells

    void clear() {
        blocks.clear();
        moments.clear();
        beforeProof = null;
        name[0] = 0;
        blocks.add(new Block(false, List.of(), 0, NEVER, NEVER, NEVER, false));
    }

    void proof() {
        beforeProof = moment(NEVER);
    }

    void appended(int b) {
        var parents = new ArrayList<Integer>();
        int predecessor = at.dag.predecessor(b);
        BlockSet others = at.dag.parents(b);
        if (predecessor >= 0) {
            parents.add(name[predecessor]);
            others = others.without(predecessor);
        }
        others.stream().forEach(p -> parents.add(name[p]));
        boolean attackers = at.dag.miner(b) == View.ATTACKER;
        int height = blocks.get(name[0]).height() + at.dag.height(b);
        if (b >= name.length) name = Arrays.copyOf(name, 2 * name.length);
        name[b] = blocks.size();
        int now = moments.size();
        blocks.add(new Block(attackers, List.copyOf(parents), height, now, attackers ? NEVER : now, NEVER, false));
    }

    /** All agree on {@code root} and its past; but for {@code kept}, nothing else matters any longer. */
    void settled(int root, BlockSet kept) {
        hear();
        BlockSet agreed = at.dag.past(root).with(root);
        BlockSet certain = at.dag.all().minus(kept).or(agreed);
        for (int b = certain.first(); b >= 0; b = certain.next(b))
            blocks.set(name[b], blocks.get(name[b]).settled(moments.size(), agreed.contains(b)));
    }

    /** The window is about to call block {@code order[i]} block {@code i}. */
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
                action,
                name[at.head(Party.ATTACKER)],
                name[at.head(Party.NEAR)],
                name[at.head(Party.FAR)],
                at.dag.size() == 1);
    }
}
