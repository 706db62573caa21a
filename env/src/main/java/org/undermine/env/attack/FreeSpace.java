package org.undermine.env.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.undermine.env.mdp.Feature;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.View;

/**
 * The widest attacker: it considers and releases block by block, in any order that respects parents.
 *
 * <p>In a position of {@code window} or more blocks, the root included and parallel ones not, only the honest action is allowed: consider
 * everything, release everything, continue. Unless that is forgone, positions are numbered canonically whenever the
 * attacker decides, so "release 3" means the same to every copy of a position.
 */
public final class FreeSpace implements Space {
    private static final int CONTINUE = 0;
    private static final int HONEST = 1;
    private static final int CONSIDER = 2;
    private static final int SLACK = 8;

    private final int window;
    private final boolean ownIgnored;
    private final boolean singleDefender;
    private final int k;
    private final boolean votes;
    private final int ledgers;
    private final int shownBlocks; // parallel ones included
    private final int each; // how many blocks come with a proof-of-work, itself included
    private final boolean numbered;
    private final FreeView shown;

    /** For a protocol of k = 1 without votes. */
    public FreeSpace(int window, boolean ownIgnored) {
        this(window, ownIgnored, false, 1, false, 0, true);
    }

    /** For a protocol whose proofs secure nothing but their own chain; parameters as below. */
    public FreeSpace(int window, boolean ownIgnored, boolean singleDefender, int k, boolean votes, boolean numbered) {
        this(window, ownIgnored, singleDefender, k, votes, 0, numbered);
    }

    /**
     * @param window blocks, and marks of forgotten ones, from which on the attacker must play honestly
     * @param k of the protocol: honest play resolves a full window within a few blocks of k proofs each
     * @param votes whether the protocol has votes, which are then shown
     * @param ledgers of the protocol: each proof-of-work brings as many parallel blocks
     * @param numbered whether blocks are numbered as in a table whenever the attacker decides; if not they keep the numbers
     *     in which they came, which is much faster and makes no difference to a policy that treats all numberings alike
     */
    public FreeSpace(
            int window,
            boolean ownIgnored,
            boolean singleDefender,
            int k,
            boolean votes,
            int ledgers,
            boolean numbered) {
        this.window = window;
        this.ownIgnored = ownIgnored;
        this.singleDefender = singleDefender;
        this.k = k;
        this.votes = votes;
        this.ledgers = ledgers;
        this.numbered = numbered;
        each = 1 + ledgers;
        shownBlocks = window * each;
        shown = new FreeView(shownBlocks, blocks(), votes, ledgers);
    }

    @Override
    public FreeSpace another() {
        return new FreeSpace(window, ownIgnored, singleDefender, k, votes, ledgers, numbered);
    }

    private int release() {
        return CONSIDER + shownBlocks;
    }

    @Override
    public List<String> actions() {
        var names = new ArrayList<>(List.of("continue", "honest"));
        for (int b = 0; b < shownBlocks; b++) names.add("consider " + b);
        for (int b = 0; b < shownBlocks; b++) names.add("release " + b);
        return names;
    }

    private boolean truncated(Attack attack) {
        return attack.at.weight() >= window;
    }

    @Override
    public boolean legal(Attack attack, boolean[] into) {
        Arrays.fill(into, false);
        boolean truncated = truncated(attack);
        into[truncated ? HONEST : CONTINUE] = true;
        if (truncated) return true;
        BlockSet ignored = attack.at.ignored();
        for (int b = ignored.first(); b >= 0; b = ignored.next(b)) into[CONSIDER + b] = attack.at.isNext(b, ignored);
        BlockSet withheld = attack.at.withheld();
        for (int b = withheld.first(); b >= 0; b = withheld.next(b))
            into[release() + b] = attack.at.isNext(b, withheld);
        return false;
    }

    @Override
    public boolean act(Attack attack, int action) {
        if (action == CONTINUE) return true;
        if (action == HONEST) {
            considerAll(attack);
            releaseAll(attack);
            return true;
        }
        if (action < release()) {
            attack.consider(action - CONSIDER);
            attack.appendAll();
        } else {
            attack.release(action - release());
        }
        if (attack.at.fresh().isEmpty()) attack.settle();
        return false;
    }

    @Override
    public Function<View, Draft> mining(Attack attack, int action) {
        return attack.byRule();
    }

    @Override
    public boolean look(Attack attack, boolean waited, boolean[] next) {
        if (waited) attack.appendAll();
        attack.foresee();
        if (next == null) return false;
        if (numbered) attack.number();
        return legal(attack, next);
    }

    /** Own blocks first, then the public chain, then the rest in canonical order. */
    private static void considerAll(Attack attack) {
        int[] order = attack.canonical().orderOf(attack.at);
        BlockSet publicChain = attack.at.dag.past(attack.at.head(Party.FAR)).with(attack.at.head(Party.FAR));
        for (int b = next(attack, order, publicChain); b >= 0; b = next(attack, order, publicChain)) attack.consider(b);
        attack.appendAll();
    }

    private static int next(Attack attack, int[] order, BlockSet publicChain) {
        int best = -1;
        int bestRank = 3;
        BlockSet ignored = attack.at.ignored();
        for (int i = 0; i < attack.at.dag.size() && bestRank > 0; i++) {
            int b = order[i];
            if (!ignored.contains(b) || !attack.at.isNext(b, ignored)) continue;
            int rank = attack.at.dag.miner(b) == View.ATTACKER ? 0 : publicChain.contains(b) ? 1 : 2;
            if (rank < bestRank) {
                best = b;
                bestRank = rank;
            }
        }
        return best;
    }

    private static void releaseAll(Attack attack) {
        BlockSet withheld = attack.at.withheld();
        for (int b = withheld.first(); b >= 0; b = withheld.next(b)) // parents have lower numbers
        if (attack.canRelease(b)) attack.release(b);
    }

    @Override
    public List<Feature> features() {
        return shown.features();
    }

    @Override
    public void observe(Attack attack, float[] into, int offset) {
        shown.observe(attack.at, into, offset);
    }

    @Override
    public boolean ownIgnored() {
        return ownIgnored;
    }

    @Override
    public boolean singleDefender() {
        return singleDefender;
    }

    @Override
    public boolean steersHead() {
        return false;
    }

    @Override
    public boolean namesBlocks() {
        return true;
    }

    @Override
    public int blocks() {
        return (window + SLACK + 4 * k) * each;
    }
}
