package org.undermine.agents.exact;

import java.util.concurrent.atomic.AtomicBoolean;
import org.undermine.env.mdp.RatioMdp;

/**
 * A proved bound on a long-run ratio, by a potential.
 *
 * <p>Let drift(s, c) be the expected reward - ratio * clock + h(next) of choice c in state s, less h(s). If no choice of any
 * state has a positive drift, no policy earns more than the ratio: rewards - ratio * clocks summed up along any history
 * stay below the span of h. If every choice of a policy has a drift of at least zero, the policy earns the ratio.
 *
 * <p>To find h with drifts clear of zero in spite of rounding, the ratio is moved off the value by a little slack, which
 * is shared out evenly over the steps of a cycle: h solves drift = -share (or +share) everywhere but at the renewal state,
 * where the rest of the slack remains.
 *
 * @param potential h, one number for each state
 */
record Bound(double ratio, double[] potential) {
    private static final int SWEEPS = 500;
    private static final int ATTEMPTS = 12;
    private static final double SHARE = 0.5;

    /** What no policy exceeds, about {@code slack} above the solver's ratio. */
    static Bound upper(RatioMdp mdp, int renewal, RatioSolver solver, double slack) throws RatioSolver.SlowCycles {
        return prove(mdp, renewal, solver, slack, 1, null);
    }

    /** What the solver's policy earns at least, about {@code slack} below its ratio. */
    static Bound lower(RatioMdp mdp, int renewal, RatioSolver solver, double slack) throws RatioSolver.SlowCycles {
        return prove(mdp, renewal, solver, slack, -1, solver.policy());
    }

    private static Bound prove(RatioMdp mdp, int renewal, RatioSolver solver, double slack, int sign, int[] policy)
            throws RatioSolver.SlowCycles {
        for (int i = 0; i < ATTEMPTS; i++, slack *= 2) {
            double ratio = solver.ratio() + sign * slack;
            double share = sign * SHARE * slack * solver.pace();
            double[] h = solver.potential(ratio, share);
            if (settle(new Backup(mdp, ratio), renewal, share, h, policy, solver.crew())) return new Bound(ratio, h);
        }
        throw new RatioSolver.SlowCycles();
    }

    /** Sweeps h until every drift lies on the side of zero that {@code share} does not, with a margin for rounding. */
    private static boolean settle(Backup backup, int renewal, double share, double[] h, int[] policy, Crew crew) {
        double margin = Math.abs(share) / 4;
        if (proved(backup, share, h, policy, margin, crew)) return true;
        for (int n = 0; n < SWEEPS; n++) {
            double change = 0;
            for (int s = h.length - 1; s >= 0; s--) {
                if (s == renewal) continue;
                double old = h[s];
                h[s] = backup(backup, h, s, policy) + share;
                change = Math.max(change, Math.abs(h[s] - old));
            }
            if (change < margin) {
                if (proved(backup, share, h, policy, margin, crew)) return true;
                if (change == 0 || change < Math.ulp(span(h))) return false;
                double home = backup(backup, h, renewal, policy);
                if (share > 0 ? home > 0 : home < 0) return false;
            }
        }
        return false;
    }

    private static boolean proved(Backup backup, double share, double[] h, int[] policy, double margin, Crew crew) {
        double side = Math.signum(share);
        var holds = new AtomicBoolean(true);
        crew.each(0, h.length, (from, to) -> {
            for (int s = from; s < to && holds.get(); s++)
                if (side * (backup(backup, h, s, policy) - h[s]) > -margin) holds.set(false);
        });
        return holds.get();
    }

    private static double backup(Backup backup, double[] h, int s, int[] policy) {
        return policy == null ? backup.most(s, h) : backup.of(policy[s], h);
    }

    private static double span(double[] h) {
        double low = 0;
        double high = 0;
        for (double x : h) {
            low = Math.min(low, x);
            high = Math.max(high, x);
        }
        return high - low;
    }
}
