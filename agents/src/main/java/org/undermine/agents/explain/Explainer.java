package org.undermine.agents.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import org.undermine.agents.Agent;
import org.undermine.agents.Arena;
import org.undermine.agents.exact.Study;
import org.undermine.agents.explain.Explanation.Revenue;
import org.undermine.agents.explain.Sample.Situation;
import org.undermine.env.Env;

/**
 * Tells a policy as a short {@link DecisionList}.
 *
 * <p>Lines are grown greedily ({@code Grower}) on the situations that the policy gets into, weighted by how often it does and
 * by what it would lose by doing otherwise. The list is then judged by what it earns itself, and where it comes to
 * places the policy never saw, those are added and it grows on (as DAgger does: Ross, Gordon and Bagnell, AISTATS 2011).
 * Last, lines and conditions are taken away again for as long as it remains good enough.
 */
public final class Explainer {
    private static final int ROUNDS = 8;
    private static final int WORDS = 20; // conditions that all together may be worth what is still to be gained
    private static final double HOPEFUL = 3; // tolerances that a shorter list may seem to cost and still be judged

    private final Ground ground;
    private final Sample sample = new Sample();
    private final int most;
    private final double tolerance;

    private Explainer(Ground ground, int most) {
        if (most < 1) throw new IllegalArgumentException("lines is " + most + "; allowed: from 1");
        this.ground = ground;
        this.most = most;
        tolerance = ground.tolerance();
    }

    /**
     * Explains a policy on its table: all revenues are exact.
     *
     * @param actions the action of each state
     * @param within the part of the policy's revenue that the list may lose, 0 to 1
     * @param most lines, the last one included
     */
    public static Explanation onTable(Study study, int[] actions, double alpha, double gamma, double within, int most) {
        var table = new OnTable(study, actions, alpha, gamma, allowed(within));
        DecisionList list = new Explainer(table, most).list();
        return new Explanation(
                table.features(),
                table.actions(),
                list,
                table.shares(list),
                table.agreement(list),
                new Revenue(table.value(list), null),
                new Revenue(table.value(), null),
                within,
                table.shortfall(list) <= table.tolerance(),
                table.untold());
    }

    /**
     * Explains a policy by playing it: what is learned of it is what it does where it came in so many steps.
     *
     * @param within the part of its own steps in which the list may do other than the policy, 0 to 1
     * @param steps to play, each time; at least 100
     * @param progress told the steps played, now and then; may throw to give up
     */
    public static Explanation withDice(
            Env env, Agent agent, double within, int most, long steps, long seed, LongConsumer progress) {
        var dice = new WithDice(env, agent, allowed(within), steps, seed, progress);
        DecisionList list = new Explainer(dice, most).list();
        return new Explanation(
                dice.features(),
                dice.actions(),
                list,
                dice.shares(list),
                dice.agreement(list),
                revenue(Arena.evaluate(env, list, steps, seed, progress)),
                revenue(Arena.evaluate(env, agent, steps, seed, progress)),
                within,
                dice.shortfall(list) <= dice.tolerance(),
                0);
    }

    private static Revenue revenue(Arena.Estimate dice) {
        return new Revenue(dice.mean(), dice);
    }

    private static double allowed(double within) {
        if (!(within >= 0 && within <= 1))
            throw new IllegalArgumentException("within is " + within + "; allowed: 0 to 1");
        return within;
    }

    private DecisionList list() {
        ground.visit(sample);
        DecisionList best = null;
        double least = Double.POSITIVE_INFINITY;
        double goal = tolerance / 2;
        for (int round = 0; round < ROUNDS && !(least <= tolerance); round++, goal /= 2) {
            DecisionList list = grown(new DecisionList(List.of(), preferences()), goal);
            double shortfall = ground.shortfall(list);
            ground.visit(sample, list);
            if (best != null && shortfall >= least) continue;
            best = list;
            least = shortfall;
        }
        return pruned(best);
    }

    /** The cheapest action to take everywhere; then, where that is illegal, the cheapest of the others; and so on. */
    private List<Integer> preferences() {
        var order = new ArrayList<Integer>();
        List<Situation> left = sample.situations();
        while (!left.isEmpty()) {
            double least = Double.POSITIVE_INFINITY;
            int next = -1;
            for (int action = 0; action < ground.actions().size(); action++) {
                double cost = 0;
                boolean any = false;
                for (Situation s : left) {
                    any |= s.legal()[action];
                    cost += s.legal()[action] ? s.costs()[action] : s.worst();
                }
                if (!any || cost >= least) continue;
                least = cost;
                next = action;
            }
            order.add(next);
            int taken = next;
            left = left.stream().filter(s -> !s.legal()[taken]).toList();
        }
        return order;
    }

    private DecisionList grown(DecisionList list, double goal) {
        var grower = new Grower(sample, ground.features(), goal / WORDS);
        while (sample.cost(list) > goal && list.lines().size() + 1 < most) {
            DecisionList longer = grower.grow(list);
            if (longer == null) break;
            list = longer;
        }
        return refitted(list, grower);
    }

    /** Each line is given up once for the best one instead: the first ones were found without the later ones. */
    private DecisionList refitted(DecisionList list, Grower grower) {
        for (int line = 0; line < list.lines().size(); line++) {
            DecisionList other = grower.grow(list.without(line));
            if (other != null && sample.cost(other) < 0.99 * sample.cost(list)) list = other;
        }
        return list;
    }

    private DecisionList pruned(DecisionList list) {
        double shortfall = ground.shortfall(list);
        double allowed = Math.max(tolerance, shortfall);
        for (DecisionList found = list; found != null; ) {
            list = found;
            double hopeful = sample.cost(list) + HOPEFUL * allowed;
            found = list.shorter().stream()
                    .filter(shorter -> sample.cost(shorter) <= hopeful)
                    .sorted(Comparator.comparingDouble(sample::cost))
                    .filter(shorter -> ground.shortfall(shorter) <= allowed)
                    .findFirst()
                    .orElse(null);
        }
        return list;
    }
}
