package org.undermine.env.models;

import static org.undermine.env.mdp.Probability.ALPHA;
import static org.undermine.env.mdp.Probability.NOT_ALPHA;
import static org.undermine.env.mdp.Probability.ONE;
import static org.undermine.env.models.Fork.Race.ACTIVE;
import static org.undermine.env.models.Fork.Race.IRRELEVANT;
import static org.undermine.env.models.Fork.Race.RELEVANT;

import java.util.List;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Payoff;
import org.undermine.env.mdp.Payoff.Defended;

/**
 * Selfish mining against Bitcoin (Bar-Zur, Eyal and Tamar, AFT 2020): adopt, override and match change the state at
 * once, and only wait finds the next block. Forks end at {@code cutoff} blocks on a side.
 */
public record Aft20(int cutoff) implements Mdp<Fork> {
    static final int ADOPT = 0;
    static final int OVERRIDE = 1;
    static final int MATCH = 2;
    static final int WAIT = 3;

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
            to.outcome(ONE, new Fork(0, 0, IRRELEVANT), new Payoff.Paid(0, h, h, 0, Defended.kept(h)));
        }
        if (a > h) {
            to.choice(OVERRIDE);
            to.outcome(
                    ONE, new Fork(a - h - 1, 0, IRRELEVANT), new Payoff.Paid(h + 1, 0, h + 1, 0, Defended.replaced(h)));
        }
        if (open && s.race() == RELEVANT && a >= h) {
            to.choice(MATCH);
            to.outcome(ONE, new Fork(a, h, ACTIVE), Payoff.NOTHING);
        }
        if (open) {
            to.choice(WAIT);
            to.outcome(ALPHA, new Fork(a + 1, h, s.race() == ACTIVE ? ACTIVE : IRRELEVANT), found(0));
            if (s.race() == ACTIVE) {
                to.outcome(NOT_ALPHA.gamma(true), new Fork(a - h, 1, RELEVANT), found(h));
                to.outcome(NOT_ALPHA.gamma(false), new Fork(a, h + 1, RELEVANT), found(0));
            } else {
                to.outcome(NOT_ALPHA, new Fork(a, h + 1, RELEVANT), found(0));
            }
        }
    }

    private static Payoff found(int own) {
        return new Payoff.Paid(own, 0, own, 1, Defended.replaced(own));
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
