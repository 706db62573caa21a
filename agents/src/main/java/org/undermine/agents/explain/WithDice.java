package org.undermine.agents.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.undermine.agents.Agent;
import org.undermine.agents.explain.Explanation.Share;
import org.undermine.env.Env;
import org.undermine.env.mdp.Feature;

/** A policy and dice: what it does where they lead it. To do otherwise costs the same everywhere, one step. */
final class WithDice implements Ground {
    private static final int EVERY = 1 << 12;

    private final Env env;
    private final Agent policy;
    private final double tolerance;
    private final long steps;
    private final long seed;
    private final LongConsumer progress;

    WithDice(Env env, Agent policy, double tolerance, long steps, long seed, LongConsumer progress) {
        this.env = env;
        this.policy = policy;
        this.tolerance = tolerance;
        this.steps = steps;
        this.seed = seed;
        this.progress = progress;
    }

    /** Sees every step. */
    private interface Watch {
        void step(float[] seen, boolean[] legal, int taken, double reward);
    }

    private void play(Agent who, Watch watch) {
        float[] seen = new float[env.features().size()];
        boolean[] legal = new boolean[env.actions().size()];
        env.reset(seed);
        for (long step = 0; step < steps; step++) {
            env.observe(seen, 0);
            env.legal(legal);
            int action = who.act(seen, legal);
            env.step(action);
            watch.step(seen, legal, action, env.reward());
            if (step % EVERY == 0) progress.accept(step);
        }
    }

    @Override
    public List<Feature> features() {
        return env.features();
    }

    @Override
    public List<String> actions() {
        return env.actions();
    }

    @Override
    public double tolerance() {
        return tolerance;
    }

    @Override
    public void visit(Sample sample) {
        play(policy, (seen, legal, action, reward) -> add(sample, seen, legal, action));
    }

    @Override
    public void visit(Sample sample, DecisionList list) {
        play(list, (seen, legal, action, reward) -> add(sample, seen, legal, policy.act(seen, legal)));
    }

    private void add(Sample sample, float[] seen, boolean[] legal, int wanted) {
        double[] costs = sample.at(seen, legal).costs();
        for (int a = 0; a < costs.length; a++) if (a != wanted) costs[a] += 1.0 / steps;
    }

    /** The share of the list's steps in which the policy would do otherwise. */
    @Override
    public double shortfall(DecisionList list) {
        long[] other = {0};
        play(list, (seen, legal, action, reward) -> other[0] += action == policy.act(seen, legal) ? 0 : 1);
        return (double) other[0] / steps;
    }

    double agreement(DecisionList list) {
        long[] same = {0};
        play(policy, (seen, legal, action, reward) -> same[0] += action == list.act(seen, legal) ? 1 : 0);
        return (double) same[0] / steps;
    }

    List<Share> shares(DecisionList list) {
        double[] taken = new double[list.lines().size() + 1];
        double[] paid = new double[taken.length];
        double[] all = {0};
        play(list, (seen, legal, action, reward) -> {
            int line = list.deciding(seen, legal);
            taken[line]++;
            paid[line] += reward;
            all[0] += reward;
        });
        var shares = new ArrayList<Share>();
        for (int line = 0; line < taken.length; line++)
            shares.add(new Share(taken[line] / steps, all[0] == 0 ? 0 : paid[line] / all[0], Double.NaN));
        return shares;
    }
}
