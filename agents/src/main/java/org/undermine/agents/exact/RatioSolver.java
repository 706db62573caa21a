package org.undermine.agents.exact;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/**
 * The best long-run reward per unit of the clock, by policy iteration.
 *
 * <p>There is a renewal state that every policy reaches again and again ({@link Renewal}); the process splits into
 * independent cycles there, and a policy's ratio is its reward per cycle over its clock per cycle. For each state the
 * solver keeps both, from there to the end of the cycle. A policy is evaluated by sweeps over its own rows
 * ({@link PolicyRows}, {@link Krylov}), roughly while it is still far from the best one (modified policy iteration) and as exactly
 * as doubles allow in the end; then every state takes the choice with the greatest reward - ratio * clock, the ratio that of
 * the policy before (Dinkelbach).
 *
 * <p>What comes out is a policy, its ratio and an estimate of the best one; {@link Bound} turns them into theorems.
 */
final class RatioSolver {
    /** Cycles are so long that doubles cannot tell what they earn: {@link RelativeValueIteration} needs none. */
    static final class SlowCycles extends Exception {
        private static final long serialVersionUID = 1;
    }

    private static final int IMPROVEMENTS = 300;
    private static final int IDLE = 8; // improvements in a row that leave the ratio where it is
    private static final double ROUGH = 1e-3; // precision of a first evaluation
    private static final double NEAR = 1e-8; // the same from a policy that may be the best one
    private static final double SHARP = 1e-14;
    private static final double SHARPER = 1e-4;
    private static final double NOISE = 1e-12; // of a ratio
    private static final double POOR = 1e-9; // an evaluation that gets no nearer is none
    private static final double TIE = 1e-14; // relative: what is better by less is no better

    private final RatioMdp mdp;
    private final ExplicitMdp table;
    private final int renewal;
    private final Crew crew;
    private final Relay relay;
    private final double[] worth; // reward - base * clock from each state to the end of the cycle
    private final double[] clock; // from each state to the end of the cycle
    private final int[] policy; // the choice of each state
    private double base; // the ratio before the policy was evaluated
    private double ratio;
    private boolean started; // from a policy
    private long work; // outcomes gone through
    private double[] steps; // of each state, to the end of the cycle; null until asked for
    private PolicyRows rows; // of the policy; null when it has changed since

    /** @throws SlowCycles if there is no renewal state: then cycles never end */
    RatioSolver(RatioMdp mdp, int renewal, Crew crew) throws SlowCycles {
        if (renewal == Renewal.NONE) throw new SlowCycles();
        this.mdp = mdp;
        this.renewal = renewal;
        this.crew = crew;
        table = mdp.table();
        relay = Relay.of(table);
        worth = new double[table.states()];
        clock = new double[table.states()];
        policy = new int[table.states()];
        System.arraycopy(table.firstChoice(), 0, policy, 0, policy.length);
    }

    /** Starts from a policy instead of from the first choices. */
    RatioSolver from(int[] choices) {
        System.arraycopy(choices, 0, policy, 0, policy.length);
        started = true;
        return this;
    }

    Crew crew() {
        return crew;
    }

    int[] policy() {
        return policy;
    }

    /** How many outcomes were gone through, in sweeps over all of the table's. */
    double sweeps() {
        return (double) work / table.outcomes();
    }

    double ratio() {
        return ratio;
    }

    /** Reward - {@code ratio} * clock from each state to the end of its cycle. */
    double[] potential(double ratio) {
        double[] h = new double[table.states()];
        crew.each(0, h.length, (from, to) -> {
            for (int s = from; s < to; s++) h[s] = worth[s] - (ratio - base) * clock[s];
        });
        h[renewal] = 0;
        return h;
    }

    /**
     * Improves the policy until it changes no more, or its ratio has long stood still; evaluates it.
     *
     * @param exactly whether every policy is evaluated as well as the last one
     */
    RatioSolver solve(boolean exactly) throws SlowCycles {
        double precision = exactly ? SHARP : started ? NEAR : ROUGH;
        int idle = 0;
        for (int n = 0; n < IMPROVEMENTS; n++) {
            double before = ratio;
            boolean sharp = precision <= SHARP;
            evaluate(precision);
            double change = Math.abs(ratio - before);
            idle = sharp && ratio <= before ? idle + 1 : 0;
            if (idle == IDLE) return this;
            int changed = improve(potential(ratio), ratio);
            if (changed == 0 && sharp) return this;
            if (changed > 0) rows = null;
            if (changed == 0 || change <= NOISE) precision *= SHARPER;
            else precision = Math.min(precision, 1e-2 * change);
            precision = Math.max(SHARP, precision);
        }
        throw new SlowCycles();
    }

    /** Evaluates the policy. @param precision relative, of values */
    RatioSolver evaluate(double precision) throws SlowCycles {
        var krylov = krylov();
        rebase();
        double[] constant = new double[worth.length];
        crew.each(0, constant.length, (from, to) -> {
            for (int s = from; s < to; s++) constant[s] = rows.reward()[s] - base * rows.clock()[s];
        });
        settle(krylov, constant, worth, precision);
        settle(krylov, rows.clock(), clock, precision > SHARP ? ROUGH : SHARP);
        if (!(clock[renewal] > 0)) throw new SlowCycles();
        ratio = base + worth[renewal] / clock[renewal];
        return this;
    }

    /** What is worth nothing at the ratio known earns it. */
    private void rebase() {
        crew.each(0, worth.length, (from, to) -> {
            for (int s = from; s < to; s++) worth[s] -= (ratio - base) * clock[s];
        });
        base = ratio;
    }

    /** How far the policy moves the clock in a step, in the mean. */
    double pace() throws SlowCycles {
        return clock[renewal] / steps()[renewal];
    }

    /** Reward - {@code ratio} * clock + {@code share} a step from each state to the end of its cycle. */
    double[] potential(double ratio, double share) throws SlowCycles {
        double[] h = potential(ratio);
        for (int s = 0; s < h.length; s++) if (s != renewal) h[s] += share * steps()[s];
        return h;
    }

    /** How many steps there are to the end of the cycle from each state. */
    private double[] steps() throws SlowCycles {
        if (steps != null) return steps;
        double[] ones = new double[table.states()];
        Arrays.fill(ones, 1);
        steps = clock.clone();
        settle(krylov(), ones, steps, SHARP);
        return steps;
    }

    private Krylov krylov() {
        if (rows == null) rows = PolicyRows.of(mdp, policy, renewal, relay, crew);
        return new Krylov(rows);
    }

    /** @param value of each state, a guess before and the solution after */
    private void settle(Krylov krylov, double[] constant, double[] value, double precision) throws SlowCycles {
        int before = krylov.sweeps();
        double[] solved = krylov.solve(constant, value, precision);
        work += (long) (krylov.sweeps() - before) * rows.entries();
        if (!(krylov.error() <= Math.max(POOR, precision))) throw new SlowCycles();
        System.arraycopy(solved, 0, value, 0, value.length);
    }

    /**
     * Takes the best choice of each state, whose better worth those that follow in the order see at once.
     *
     * @param h the potential of each state, 0 at the renewal state
     * @return how many choices changed for more than rounding
     */
    private int improve(double[] h, double ratio) {
        var backup = new Backup(mdp, ratio);
        var changed = new AtomicInteger();
        double[] since = Arrays.copyOf(h, 2 * h.length);
        System.arraycopy(h, 0, since, h.length, h.length);
        relay.run(crew, (from, to) -> changed.addAndGet(improve(backup, from, to, since)));
        work += table.outcomes();
        return changed.get();
    }

    /** @param h as {@link Backup#since} has it, changed */
    private int improve(Backup backup, int from, int to, double[] h) {
        int changed = 0;
        for (int s = to - 1; s >= from; s--) {
            int kept = policy[s];
            int choice = backup.better(s, kept, h, TIE * Math.abs(worth[s] + base * clock[s]));
            if (choice == kept) continue;
            changed++;
            policy[s] = choice;
            if (s != renewal) h[s] = backup.since(s, choice, h);
        }
        return changed;
    }
}
