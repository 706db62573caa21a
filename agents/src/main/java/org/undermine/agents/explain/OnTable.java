package org.undermine.agents.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.undermine.agents.exact.Study;
import org.undermine.agents.explain.Explanation.Share;
import org.undermine.env.Rows;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.RatioMdp;

/** A policy and its table: how often each state comes, what each action loses, what a list earns, all exact. */
final class OnTable implements Ground {
    private static final double FAITH =
            0.1; // of the tolerance: what it costs to do otherwise in every step, for nothing

    private final Study study;
    private final int[] policy;
    private final double alpha;
    private final double gamma;
    private final RatioMdp mdp;
    private final Rows rows;
    private final double value;
    private final double tolerance;
    private final double[] losses;
    private final double[] visits;

    OnTable(Study study, int[] policy, double alpha, double gamma, double within) {
        this.study = study;
        this.policy = policy;
        this.alpha = alpha;
        this.gamma = gamma;
        mdp = study.at(alpha, gamma);
        rows = Rows.of(study.compiled());
        value = study.value(policy, alpha, gamma);
        tolerance = within * value;
        losses = study.losses(policy, alpha, gamma);
        visits = study.visits(policy, alpha, gamma);
    }

    @Override
    public List<Feature> features() {
        return rows.features();
    }

    @Override
    public List<String> actions() {
        return rows.actions();
    }

    @Override
    public double tolerance() {
        return tolerance;
    }

    double value() {
        return value;
    }

    double value(DecisionList list) {
        return study.value(list, alpha, gamma);
    }

    @Override
    public double shortfall(DecisionList list) {
        return Math.abs(value - value(list));
    }

    @Override
    public void visit(Sample sample) {
        visit(sample, visits);
    }

    @Override
    public void visit(Sample sample, DecisionList list) {
        visit(sample, visits(list));
    }

    private double[] visits(DecisionList list) {
        return study.visits(study.actions(list), alpha, gamma);
    }

    private void visit(Sample sample, double[] often) {
        ExplicitMdp table = mdp.table();
        for (int s = 0; s < often.length; s++) {
            if (often[s] == 0) continue;
            double[] costs = sample.at(seen(s), legal(s)).costs();
            for (int c = table.firstChoice()[s]; c < table.firstChoice()[s + 1]; c++)
                if (table.action()[c] != policy[s])
                    costs[table.action()[c]] += often[s] * (Math.abs(losses[c]) + FAITH * tolerance);
        }
    }

    private float[] seen(int s) {
        int k = rows.features().size();
        return Arrays.copyOfRange(rows.observations(), s * k, (s + 1) * k);
    }

    private boolean[] legal(int s) {
        int k = rows.actions().size();
        return Arrays.copyOfRange(rows.legal(), s * k, (s + 1) * k);
    }

    /** The share of the policy's steps in which the list does the same. */
    double agreement(DecisionList list) {
        double same = 0;
        for (int s = 0; s < visits.length; s++)
            if (visits[s] > 0 && list.act(seen(s), legal(s)) == policy[s]) same += visits[s];
        return same;
    }

    /** The share of the policy's steps in which it does not do what it mostly does where things look like that. */
    double untold() {
        var sample = new Sample();
        for (int s = 0; s < visits.length; s++)
            if (visits[s] > 0) sample.at(seen(s), legal(s)).costs()[policy[s]] += visits[s];
        double mostly = 0;
        for (var situation : sample.situations())
            mostly += Arrays.stream(situation.costs()).max().orElseThrow();
        return Math.max(0, 1 - mostly);
    }

    List<Share> shares(DecisionList list) {
        double[] often = visits(list);
        double[] steps = new double[list.lines().size() + 1];
        double[] reward = new double[steps.length];
        double all = 0;
        for (int s = 0; s < often.length; s++) {
            if (often[s] == 0) continue;
            boolean[] legal = legal(s);
            int line = list.deciding(seen(s), legal);
            double paid = often[s] * reward(mdp.table().choice(s, list.action(line, legal)));
            steps[line] += often[s];
            reward[line] += paid;
            all += paid;
        }
        var shares = new ArrayList<Share>();
        for (int line = 0; line < steps.length; line++) {
            boolean last = line == list.lines().size();
            double worth = last ? Double.NaN : value(list) - value(list.without(line));
            shares.add(new Share(steps[line], all == 0 ? 0 : reward[line] / all, worth));
        }
        return shares;
    }

    private double reward(int c) {
        double reward = 0;
        for (int o = mdp.table().firstOutcome()[c]; o < mdp.table().firstOutcome()[c + 1]; o++)
            reward += mdp.probability(o) * mdp.reward(o);
        return reward;
    }
}
