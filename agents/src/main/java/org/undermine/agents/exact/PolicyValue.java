package org.undermine.agents.exact;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.undermine.agents.Agent;
import org.undermine.env.mdp.Compiler.Compiled;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/** What a policy does on a table, what it earns there in the long run, and where it spends its time. */
final class PolicyValue {
    private static final double PRECISION = 1e-14;
    private static final double SLOW_PRECISION = 1e-10;
    private static final double NEAR = 1e-14;
    private static final double LEFT = 1e-13; // of a cycle's probability, when its visits count as all found
    private static final int SWEEPS = 3_000;

    private PolicyValue() {}

    /** The choice of a state that an agent takes. */
    static <S> IntUnaryOperator choice(Compiled<S> compiled, Agent agent) {
        ExplicitMdp table = compiled.table();
        float[] observation = new float[compiled.model().features().size()];
        boolean[] legal = new boolean[compiled.model().actions().size()];
        return s -> {
            compiled.model().observe(compiled.states().get(s), observation, 0);
            for (int a = 0; a < legal.length; a++) legal[a] = table.choice(s, a) >= 0;
            return allowed(table, s, agent.act(observation, legal));
        };
    }

    /** The choice that takes the given action of each state. */
    static IntUnaryOperator choice(ExplicitMdp table, int[] actions) {
        return s -> allowed(table, s, actions[s]);
    }

    private static int allowed(ExplicitMdp table, int s, int action) {
        int choice = table.choice(s, action);
        if (choice < 0) throw new IllegalStateException("the policy takes an illegal action in state " + s);
        return choice;
    }

    /** The policy's long-run ratio. */
    static double of(RatioMdp whole, IntUnaryOperator choice) {
        RatioMdp mdp = Chain.of(whole, choice).mdp();
        double certain = Certain.ratio(mdp);
        if (!Double.isNaN(certain)) return certain;
        try {
            return new RatioSolver(mdp, Renewal.of(mdp), Crew.ALONE)
                    .evaluate(PRECISION)
                    .ratio();
        } catch (RatioSolver.SlowCycles e) {
            var bracket = new RelativeValueIteration(mdp).solve(SLOW_PRECISION);
            return (bracket.lower().ratio() + bracket.upper().ratio()) / 2;
        }
    }

    /** What each choice loses, as {@link Study#losses} says. */
    static double[] losses(RatioMdp whole, int[] choices) {
        ExplicitMdp table = whole.table();
        double[] losses = new double[table.choices()];
        double pace = Solver.pace(whole, choices);
        try {
            var solver = new RatioSolver(whole, Renewal.of(whole), Crew.ALONE)
                    .from(choices)
                    .evaluate(NEAR);
            double[] h = solver.potential(solver.ratio());
            var backup = new Backup(whole, solver.ratio());
            for (int s = 0; s < choices.length; s++) {
                double worth = backup.of(choices[s], h);
                for (int c = table.firstChoice()[s]; c < table.firstChoice()[s + 1]; c++)
                    losses[c] = (worth - backup.of(c, h)) / pace;
            }
        } catch (RatioSolver.SlowCycles e) {
            Arrays.fill(losses, of(whole, s -> choices[s]));
        }
        return losses;
    }

    /** The long-run share of steps that the policy spends in each state. */
    static double[] visits(RatioMdp whole, IntUnaryOperator choice) {
        Chain chain = Chain.of(whole, choice);
        double[] visits = new double[chain.state().length];
        int renewal = Renewal.of(chain.mdp());
        if (renewal == Renewal.NONE || cycle(chain.mdp(), renewal, visits) > LEFT) visits = settled(chain.mdp());
        double steps = 0;
        for (double v : visits) steps += v;
        double[] share = new double[whole.table().states()];
        for (int s = 0; s < visits.length; s++) share[chain.state()[s]] = visits[s] / steps;
        return share;
    }

    /** Adds up visits of one cycle; returns the probability that it has not ended within as many sweeps as are made. */
    private static double cycle(RatioMdp mdp, int renewal, double[] visits) {
        ExplicitMdp table = mdp.table();
        double[] arriving = new double[visits.length];
        arriving[renewal] = 1;
        double left = 1;
        for (int n = 0; n < SWEEPS && left > LEFT; n++) {
            left = 0;
            for (int s = 0; s < visits.length; s++) {
                double mass = arriving[s];
                if (mass == 0) continue;
                arriving[s] = 0;
                visits[s] += mass;
                for (int o = table.firstOutcome()[s]; o < table.firstOutcome()[s + 1]; o++) {
                    int t = table.target()[o];
                    double share = mass * mdp.probability(o);
                    if (t == renewal) continue;
                    arriving[t] += share;
                    if (t <= s) left += share;
                }
            }
        }
        return left;
    }

    /** The distribution that a lazy walk comes to: for cycles too long to follow. */
    private static double[] settled(RatioMdp mdp) {
        ExplicitMdp table = mdp.table();
        double[] share = new double[table.states()];
        share[0] = 1;
        for (int n = 0; n < SWEEPS; n++) {
            double[] next = new double[share.length];
            for (int s = 0; s < share.length; s++) {
                next[s] += share[s] / 2;
                for (int o = table.firstOutcome()[s]; o < table.firstOutcome()[s + 1]; o++)
                    next[table.target()[o]] += share[s] / 2 * mdp.probability(o);
            }
            double change = 0;
            for (int s = 0; s < share.length; s++) change += Math.abs(next[s] - share[s]);
            share = next;
            if (change < LEFT) break;
        }
        return share;
    }
}
