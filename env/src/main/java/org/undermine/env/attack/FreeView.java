package org.undermine.env.attack;

import java.util.ArrayList;
import java.util.List;
import org.undermine.env.mdp.Feature;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Kind;
import org.undermine.protocols.View;

/**
 * What an attacker of the free space sees: how many blocks there are and how high the three heads stand, then what there
 * is to know of each block.
 *
 * <p>Where there are votes, each block also shows its kind (0 a block, 1 a vote, 2 a summary), the block it votes for (-1
 * if none), its height, its depth, how many votes there are for it, whoever knows them, and the first place that its
 * hash can have in the order of those it has been compared with (-1 if none). Where there are parallel blocks, each block
 * also shows its ledger (-1 if it is no parallel block).
 */
final class FreeView {
    private static final List<String> FLAGS =
            List.of("attacker's", "withheld", "ignored", "fresh", "attacker prefers", "near prefer", "far prefer");
    private static final int NONE = -1;

    private final int window;
    private final int blocks;
    private final boolean votes;
    private final boolean parallel;
    private final List<Feature> features = new ArrayList<>();
    private final float[] nothing; // what is shown where there are no blocks

    FreeView(int window, int blocks, boolean votes, int ledgers) {
        this.window = window;
        this.blocks = blocks;
        this.votes = votes;
        parallel = ledgers > 0;
        features.add(new Feature("blocks", 1, blocks));
        for (String party : List.of("attacker", "near", "far")) features.add(new Feature("height " + party, 0, blocks));
        for (int b = 0; b < window; b++) {
            features.add(new Feature("parent " + b, NONE, window));
            for (String flag : FLAGS) features.add(Feature.flag(flag + " " + b));
            if (parallel) features.add(new Feature("ledger " + b, NONE, ledgers - 1));
            if (!votes) continue;
            features.add(new Feature("kind " + b, 0, Kind.SUMMARY.ordinal()));
            features.add(new Feature("votes for " + b, NONE, window));
            features.add(new Feature("height " + b, 0, blocks));
            features.add(new Feature("depth " + b, 0, blocks));
            features.add(new Feature("votes " + b, 0, blocks));
            features.add(new Feature("hash " + b, NONE, blocks));
        }
        nothing = new float[features.size()];
        for (int i = 0; i < nothing.length; i++) if (features.get(i).low() == NONE) nothing[i] = NONE;
    }

    List<Feature> features() {
        return List.copyOf(features);
    }

    void observe(Position at, float[] into, int offset) {
        Dag dag = at.dag;
        into[offset] = dag.size();
        int next = offset + 1;
        for (Party p : Party.values()) into[next++] = dag.height(at.head(p));
        BlockSet withheld = at.withheld();
        BlockSet ignored = at.ignored();
        BlockSet fresh = at.fresh();
        int shown = Math.min(window, dag.size());
        for (int b = 0; b < shown; b++) {
            into[next++] = dag.predecessor(b);
            into[next++] = flag(dag.miner(b) == View.ATTACKER);
            into[next++] = flag(withheld.contains(b));
            into[next++] = flag(ignored.contains(b));
            into[next++] = flag(fresh.contains(b));
            into[next++] = flag(at.head(Party.ATTACKER) == b);
            into[next++] = flag(at.head(Party.NEAR) == b);
            into[next++] = flag(at.head(Party.FAR) == b);
            if (parallel) into[next++] = dag.kind(b) == Kind.PARALLEL ? dag.ledger(b) : NONE;
            if (votes) next = vote(at, b, into, next);
        }
        int written = next - offset;
        System.arraycopy(nothing, written, into, next, nothing.length - written);
    }

    private int vote(Position at, int b, float[] into, int next) {
        boolean vote = at.dag.kind(b) == Kind.VOTE;
        into[next++] = at.dag.kind(b).ordinal();
        into[next++] = vote ? at.dag.voted(b) : NONE;
        into[next++] = at.dag.height(b);
        into[next++] = at.dag.depth(b);
        into[next++] = vote ? 0 : at.dag.votes(b).size();
        into[next++] = at.hashes.ranked(b) ? Math.min(blocks, at.hashes.low(b)) : NONE;
        return next;
    }

    private static float flag(boolean set) {
        return set ? 1 : 0;
    }
}
