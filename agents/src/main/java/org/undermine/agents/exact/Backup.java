package org.undermine.agents.exact;

import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/** Bellman's operator for reward - ratio * clock. */
record Backup(RatioMdp mdp, double ratio) {
    /** The expected reward - ratio * clock + h(next) of choice {@code c}. */
    double of(int c, double[] h) {
        ExplicitMdp table = mdp.table();
        double worth = 0;
        for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++)
            worth += mdp.probability(o) * (mdp.reward(o) - ratio * mdp.clock(o) + h[table.target()[o]]);
        return worth;
    }

    /** The best choice of state {@code s}, the first of equals. */
    int best(int s, double[] h) {
        ExplicitMdp table = mdp.table();
        int best = table.firstChoice()[s];
        double worth = of(best, h);
        for (int c = best + 1; c < table.firstChoice()[s + 1]; c++) {
            double other = of(c, h);
            if (other > worth) {
                worth = other;
                best = c;
            }
        }
        return best;
    }
}
