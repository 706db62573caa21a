package org.undermine.env.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.undermine.env.mdp.Feature;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.View;

/**
 * The widest attacker: it considers and releases block by block, in any order that respects parents.
 *
 * <p>In a position of {@code window} or more blocks, the root included, only the honest action is allowed: consider
 * everything, release everything, continue. Positions are numbered canonically whenever the attacker decides, so
 * "release 3" means the same to every copy of a position.
 *
 * @param window blocks, and marks of forgotten ones, from which on the attacker must play honestly
 * @param k of the protocol: honest play resolves a full window within a few blocks of k proofs each
 */
public record FreeSpace(int window, boolean ownIgnored, boolean singleDefender, int k) implements Space {
    private static final int CONTINUE = 0;
    private static final int HONEST = 1;
    private static final int CONSIDER = 2;
    private static final List<String> FLAGS =
            List.of("attacker's", "withheld", "ignored", "fresh", "attacker prefers", "near prefer", "far prefer");
    private static final int SLACK = 8;

    /** For a protocol of k = 1. */
    public FreeSpace(int window, boolean ownIgnored) {
        this(window, ownIgnored, false, 1);
    }

    private int release() {
        return CONSIDER + window;
    }

    @Override
    public List<String> actions() {
        var names = new ArrayList<>(List.of("continue", "honest"));
        for (int b = 0; b < window; b++) names.add("consider " + b);
        for (int b = 0; b < window; b++) names.add("release " + b);
        return names;
    }

    private boolean truncated(Attack attack) {
        return attack.at.weight() >= window;
    }

    @Override
    public void legal(Attack attack, boolean[] into) {
        Arrays.fill(into, false);
        into[truncated(attack) ? HONEST : CONTINUE] = true;
        if (truncated(attack)) return;
        BlockSet ignored = attack.at.ignored();
        for (int b = ignored.first(); b >= 0; b = ignored.next(b)) into[CONSIDER + b] = attack.canConsider(b);
        BlockSet withheld = attack.at.withheld();
        for (int b = withheld.first(); b >= 0; b = withheld.next(b)) into[release() + b] = attack.canRelease(b);
    }

    @Override
    public void step(Attack attack, int action, Chance chance, boolean[] next) {
        attack.at.hashes.chance = chance;
        if (action == CONTINUE) {
            attack.proceed(chance);
            attack.appendAll();
        } else if (action == HONEST) {
            considerAll(attack);
            releaseAll(attack);
            attack.proceed(chance);
            attack.appendAll();
        } else {
            if (action < release()) {
                attack.consider(action - CONSIDER);
                attack.appendAll();
            } else {
                attack.release(action - release());
            }
            if (attack.at.fresh().isEmpty()) attack.settle();
        }
        attack.foresee();
        attack.at.hashes.chance = null;
        if (next != null) {
            attack.number();
            legal(attack, next);
        }
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
        for (int i = 0; i < attack.at.dag.size(); i++) {
            int b = order[i];
            if (!attack.canConsider(b)) continue;
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

    /** How many blocks there are and how high the three heads stand, then what there is to know of each block. */
    @Override
    public List<Feature> features() {
        var features = new ArrayList<Feature>();
        features.add(new Feature("blocks", 1, blocks()));
        for (String party : List.of("attacker", "near", "far"))
            features.add(new Feature("height " + party, 0, blocks()));
        for (int b = 0; b < window; b++) {
            features.add(new Feature("parent " + b, -1, window));
            for (String flag : FLAGS) features.add(Feature.flag(flag + " " + b));
        }
        return features;
    }

    @Override
    public void observe(Attack attack, float[] into, int offset) {
        Position at = attack.at;
        int next = offset;
        into[next++] = at.dag.size();
        for (Party p : Party.values()) into[next++] = at.dag.height(at.head(p));
        for (int b = 0; b < window; b++) {
            boolean there = b < at.dag.size();
            into[next++] = there ? at.dag.predecessor(b) : -1;
            into[next++] = flag(there && at.dag.miner(b) == View.ATTACKER);
            into[next++] = flag(there && at.withheld().contains(b));
            into[next++] = flag(there && at.ignored().contains(b));
            into[next++] = flag(there && at.fresh().contains(b));
            for (Party p : Party.values()) into[next++] = flag(at.head(p) == b);
        }
    }

    private static float flag(boolean set) {
        return set ? 1 : 0;
    }

    @Override
    public boolean namesBlocks() {
        return true;
    }

    @Override
    public boolean steersHead() {
        return false;
    }

    @Override
    public int blocks() {
        return window + SLACK + 4 * k;
    }
}
