package org.undermine.agents.exact;

import org.undermine.agents.Agent;
import org.undermine.env.mdp.Compiler.Compiled;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/** What a policy does on a table, what it earns there in the long run, and where it spends its time. */
final class PolicyValue {
    private static final double PRECISION = 1e-14;
    private static final double SLOW_PRECISION = 1e-10;
    private static final double LEFT = 1e-13; // of a cycle's probability, when its visits count as all found
    private static final int SWEEPS = 3_000;

    private PolicyValue() {}

    /** The choice of each state that an agent takes. */
    static <S> int[] choices(Compiled<S> compiled, Agent agent) {
        ExplicitMdp table = compiled.table();
        float[] observation = new float[compiled.model().features().size()];
        boolean[] legal = new boolean[compiled.model().actions().size()];
        int[] choices = new int[table.states()];
        for (int s = 0; s < choices.length; s++) {
            compiled.model().observe(compiled.states().get(s), observation, 0);
            for (int a = 0; a < legal.length; a++) legal[a] = table.choice(s, a) >= 0;
            choices[s] = table.choice(s, agent.act(observation, legal));
            if (choices[s] < 0) throw new IllegalStateException("the agent takes an illegal action in state " + s);
        }
        return choices;
    }

    /** The choices that take the given action of each state; -1 where it is not allowed. */
    static int[] choices(ExplicitMdp table, int[] actions) {
        int[] choices = new int[table.states()];
        for (int s = 0; s < choices.length; s++) choices[s] = table.choice(s, actions[s]);
        return choices;
    }

    /** The long-run ratio of the policy that takes the given choice of each state. */
    static double of(RatioMdp mdp, int[] choices) {
        double certain = Certain.ratio(mdp);
        if (!Double.isNaN(certain)) return certain;
        try {
            return new RatioSolver(mdp, Renewal.of(mdp))
                    .from(choices)
                    .evaluate(PRECISION)
                    .ratio();
        } catch (RatioSolver.SlowCycles e) {
            var bracket = new RelativeValueIteration(mdp.following(choices)).solve(SLOW_PRECISION);
            return (bracket.lower().ratio() + bracket.upper().ratio()) / 2;
        }
    }

    /** The long-run share of steps spent in each state. */
    static double[] visits(RatioMdp mdp, int[] choices) {
        double[] visits = new double[choices.length];
        double[] arriving = new double[choices.length];
        double left = follow(mdp, choices, Renewal.of(mdp), visits, arriving);
        if (left > LEFT) return settled(mdp, choices);
        double steps = 0;
        for (double v : visits) steps += v;
        for (int s = 0; s < visits.length; s++) visits[s] /= steps;
        return visits;
    }

    /** Adds up visits of one cycle; returns the probability that it has not ended within as many sweeps as are made. */
    private static double follow(RatioMdp mdp, int[] choices, int renewal, double[] visits, double[] arriving) {
        ExplicitMdp table = mdp.table();
        arriving[renewal] = 1;
        double left = 1;
        for (int n = 0; n < SWEEPS && left > LEFT; n++) {
            left = 0;
            for (int s = 0; s < visits.length; s++) {
                double mass = arriving[s];
                if (mass == 0) continue;
                arriving[s] = 0;
                visits[s] += mass;
                int c = choices[s];
                for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++) {
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

    /** The distribution that a lazy walk of the policy comes to: for cycles too long to follow. */
    private static double[] settled(RatioMdp mdp, int[] choices) {
        ExplicitMdp table = mdp.table();
        double[] share = new double[choices.length];
        share[0] = 1;
        for (int n = 0; n < SWEEPS; n++) {
            double[] next = new double[share.length];
            for (int s = 0; s < share.length; s++) {
                if (share[s] == 0) continue;
                next[s] += share[s] / 2;
                int c = choices[s];
                for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++)
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
