package org.undermine.agents;

import java.util.List;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Mdp;

/**
 * The vote-withholding attack on B_k (Keller and Boehme, AFT 2022) in the free space.
 *
 * <p>Every own vote is kept secret. As soon as public and own votes for the tip number at least k and the smallest hash
 * among them is one's own, the attacker proposes on them, own ones first, and releases everything; when the defenders
 * propose first, it adopts. No vote for the tip is considered before, so nothing is proposed early.
 *
 * <p>Which numbers blocks have makes no difference to it.
 */
final class Censor implements Agent {
    private static final int NONE = -1;
    private static final int SLACK = 13;

    private final int k;
    private final int window;
    private final int go;
    private final int honest;
    private final int consider; // block 0, the others follow
    private final int release;
    private final int each; // how many features a block has
    private final int attackers; // of block 0, the others follow
    private final int withheld;
    private final int ignored;
    private final int preferred;
    private final int kind;
    private final int voted;
    private final int height;
    private final int hash;

    Censor(Mdp<?> model, int k) {
        this.k = k;
        List<String> actions = model.actions();
        go = actions.indexOf("continue");
        honest = actions.indexOf("honest");
        consider = actions.indexOf("consider 0");
        release = actions.indexOf("release 0");
        window = release - consider;
        List<String> features = model.features().stream().map(Feature::name).toList();
        each = features.indexOf("parent 1") - features.indexOf("parent 0");
        attackers = features.indexOf("attacker's 0");
        withheld = features.indexOf("withheld 0");
        ignored = features.indexOf("ignored 0");
        preferred = features.indexOf("attacker prefers 0");
        kind = features.indexOf("kind 0");
        voted = features.indexOf("votes for 0");
        height = features.indexOf("height 0");
        hash = features.indexOf("hash 0");
    }

    /** Room for a tip, the k - 1 votes that the defenders can have and more than twice as many of the attacker's, where k is large. */
    static int window(int k) {
        return 3 * k + SLACK;
    }

    @Override
    public int act(float[] seen, boolean[] legal) {
        if (legal[honest]) return honest; // at the cutoff, where nothing else is allowed
        int blocks = Math.min((int) seen[0], window);
        int tip = 0;
        while (seen[preferred + tip * each] == 0) tip++;
        if (seen[withheld + tip * each] != 0) return release(tip, blocks, legal);
        int votes = 0;
        int leader = NONE;
        int own = NONE;
        int other = NONE;
        for (int b = 0; b < blocks; b++) {
            int at = b * each;
            if (isAhead(seen, at, tip)) return adopt(seen, b, tip, blocks, legal);
            if (seen[voted + at] != tip) continue;
            votes++;
            leader = smaller(seen, leader, b);
            if (!legal[consider + b]) continue;
            if (seen[attackers + at] != 0) own = smaller(seen, own, b);
            else other = smaller(seen, other, b);
        }
        if (votes < k || seen[attackers + leader * each] == 0) return go;
        return consider + (own != NONE ? own : other);
    }

    /** Whether the block whose features start at {@code at} is a chain block, higher than the tip, that is not considered yet. */
    private boolean isAhead(float[] seen, int at, int tip) {
        return seen[kind + at] == 0 && seen[ignored + at] != 0 && seen[height + at] > seen[height + tip * each];
    }

    private int smaller(float[] seen, int best, int b) {
        return best == NONE || seen[hash + b * each] < seen[hash + best * each] ? b : best;
    }

    /** Considers what the defenders have proposed, as soon as all it refers to is considered. */
    private int adopt(float[] seen, int theirs, int tip, int blocks, boolean[] legal) {
        if (legal[consider + theirs]) return consider + theirs;
        for (int b = 0; b < blocks; b++)
            if (legal[consider + b] && seen[voted + b * each] == tip && seen[attackers + b * each] == 0)
                return consider + b;
        throw new IllegalStateException("the defenders' block refers to what cannot be considered");
    }

    /** The proposal goes out last: it is what tells that there is something to release. */
    private int release(int tip, int blocks, boolean[] legal) {
        for (int b = 0; b < blocks; b++) if (legal[release + b] && b != tip) return release + b;
        return release + tip;
    }
}
