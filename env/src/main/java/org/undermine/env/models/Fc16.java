package org.undermine.env.models;

import static org.undermine.env.mdp.Probability.ALPHA;
import static org.undermine.env.mdp.Probability.NOT_ALPHA;
import static org.undermine.env.models.Fork.Race.ACTIVE;
import static org.undermine.env.models.Fork.Race.IRRELEVANT;
import static org.undermine.env.models.Fork.Race.RELEVANT;

import java.util.List;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Payoff;
import org.undermine.env.mdp.Payoff.Defended;

/**
 * Selfish mining against Bitcoin (Sapirshtein, Sompolinsky and Zohar, FC 2016, table 1): every action is followed by the
 * next block. Forks end at {@code cutoff} blocks on a side, where the attacker must adopt or override.
 */
public record Fc16(int cutoff) implements Mdp<Fork> {
    static final int ADOPT = 0;
    static final int OVERRIDE = 1;
    static final int MATCH = 2;
    static final int WAIT = 3;

    /** Before the first block; never seen again, for every action is followed by a block. */
    @Override
    public Fork start() {
        return new Fork(0, 0, IRRELEVANT);
    }

    @Override
    public List<String> actions() {
        return List.of("adopt", "override", "match", "wait");
    }

    @Override
    public void explore(Fork s, Choices<Fork> to) {
        int a = s.a();
        int h = s.h();
        boolean open = Math.max(a, h) < cutoff;
        if (h > 0) {
            to.choice(ADOPT);
            mined(0, 0, paid(0, h, Defended.kept(h)), to);
        }
        if (a > h) {
            to.choice(OVERRIDE);
            mined(a - h - 1, 0, paid(h + 1, 0, Defended.replaced(h)), to);
        }
        if (open && s.race() == RELEVANT && a >= h) {
            to.choice(MATCH);
            race(a, h, to);
        }
        if (open) {
            to.choice(WAIT);
            if (s.race() == ACTIVE) race(a, h, to);
            else mined(a, h, paid(0, 0, Defended.NONE), to);
        }
    }

    private static void mined(int a, int h, Payoff paid, Choices<Fork> to) {
        to.outcome(ALPHA, new Fork(a + 1, h, IRRELEVANT), paid);
        to.outcome(NOT_ALPHA, new Fork(a, h + 1, RELEVANT), paid);
    }

    private static void race(int a, int h, Choices<Fork> to) {
        Payoff found = paid(0, 0, Defended.NONE);
        to.outcome(ALPHA, new Fork(a + 1, h, ACTIVE), found);
        to.outcome(NOT_ALPHA.gamma(true), new Fork(a - h, 1, RELEVANT), paid(h, 0, Defended.replaced(h)));
        to.outcome(NOT_ALPHA.gamma(false), new Fork(a, h + 1, RELEVANT), found);
    }

    private static Payoff paid(int own, int theirs, Defended defended) {
        return new Payoff.Paid(own, theirs, own + theirs, 1, defended);
    }

    @Override
    public List<Feature> features() {
        return Fork.features(cutoff);
    }

    @Override
    public void observe(Fork s, float[] into, int offset) {
        s.observe(into, offset);
    }
}
