package org.undermine.env.models;

import static org.undermine.env.mdp.Probability.ALPHA;
import static org.undermine.env.mdp.Probability.NOT_ALPHA;
import static org.undermine.env.models.Fork.Race.IRRELEVANT;
import static org.undermine.env.models.Fork.Race.RELEVANT;

import java.util.List;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Payoff;

/**
 * FC'16's model with an over-paying truncation: where a fork reaches {@code cutoff} blocks on a side, the attacker is paid at
 * least what the endless attack could still earn it, and starts anew. Its optimum is a ceiling for the attack without any
 * truncation (FC 2016, section 4.2), where alpha is below 1/2.
 *
 * <p>Why that much is enough, at the ratio r of the endless optimum, counting 1 - r for an own block that is kept and -r
 * for a defender's, a fresh start being worth 0. (1) A tie of n blocks each is worth at most n (1 - r): a player at a
 * fresh start can copy what is done from there, and gets at most n blocks less. (2) Ahead, a > h: the worth is at most
 * (1 - r) times the attacker's blocks at the next tie if all of them were kept, (a - h) / (2 (1 - 2 alpha)) + (a + h) / 2;
 * that number is a martingale under waiting, and overriding, matching and adopting do not raise it. (3) Behind by d, the
 * tie comes with probability q = (alpha / (1 - alpha))^d at most, after d (1 - alpha) / (1 - 2 alpha) more own blocks in the
 * mean; if it does not come, at least h blocks are lost.
 */
public record Overpaid(int cutoff) implements Mdp<Fork> {
    @Override
    public Fork start() {
        return new Fork(0, 0, IRRELEVANT);
    }

    @Override
    public List<String> actions() {
        return new Fc16(cutoff).actions();
    }

    @Override
    public void explore(Fork s, Choices<Fork> to) {
        if (Math.max(s.a(), s.h()) < cutoff) {
            new Fc16(cutoff).explore(s, to);
            return;
        }
        to.choice(Fc16.ADOPT);
        Payoff payoff = new Overpayment(s.a(), s.h());
        to.outcome(ALPHA, new Fork(1, 0, IRRELEVANT), payoff);
        to.outcome(NOT_ALPHA, new Fork(0, 1, RELEVANT), payoff);
    }

    @Override
    public List<Feature> features() {
        return Fork.features(cutoff);
    }

    @Override
    public void observe(Fork s, float[] into, int offset) {
        s.observe(into, offset);
    }

    /** Rounded in the attacker's favour, so that rounding cannot lower the ceiling. */
    record Overpayment(int a, int h) implements Payoff {
        private static final double ROUNDING = 1e-12;

        @Override
        public Amounts at(double alpha, int unit) {
            if (!(alpha < 0.5))
                throw new IllegalArgumentException("alpha is " + alpha + "; a ceiling needs alpha < 1/2");
            int d = h - a;
            double q = d <= 0 ? 1 : Math.pow(alpha / (1 - alpha), d);
            double tie = d <= 0 ? 0.5 * (-d / (1 - 2 * alpha) + a + h) : a + d * (1 - alpha) / (1 - 2 * alpha);
            double kept = q * tie * (1 + ROUNDING);
            double lost = (1 - q) * h * (1 - ROUNDING);
            return new Amounts(kept, lost, kept + lost, 1, kept + lost);
        }
    }
}
