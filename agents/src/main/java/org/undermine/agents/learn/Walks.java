package org.undermine.agents.learn;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.undermine.env.Seeds;
import org.undermine.env.Share;
import org.undermine.env.Stream;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Objective;

/**
 * Attacks walked by the rules, with the luck taken out of their advantages.
 *
 * <p>The rules say everything that could have followed a step. So an advantage is made of expectations over it instead of what
 * the dice happened to show, and no step has to be taken to know what it would lead to next: the control variates of
 * games with dice (Burch et al. 2018, AIVAT). Where the critic is right nothing random is left; where it is wrong the mean is.
 *
 * <p>What looks alike need not be worth the same: two states may differ in blocks that are settled but not yet paid. So each
 * state has a value of its own here, the critic's to begin with, which is told anew from the walks {@value #PASSES} times before
 * advantages are taken. Values of observations alone leave Nakamoto 2 percent below the optimum at alpha .35, gamma 1/2.
 *
 * <p>Paid by the ratio: reward - rho * progress, rho with its luck taken out as well. In a range of alphas and gammas the
 * walks are spread over all its points, each of which has a rho of its own; alpha and gamma then are observed, too. What can
 * follow a state is found out once and kept in an {@link Atlas}, which is forgotten when it is full; nothing depends on what
 * is in it.
 */
final class Walks<S> extends Experience {
    private static final int PASSES = 5;
    private static final double DOUBT = 30; // visits that count as much as what the critic says
    private static final double RATIO_KEPT = 0.8; // of the sums that the ratio is made of, from one play to the next
    private static final int FULL = 1 << 20; // states

    private final Mdp<S> model;
    private final Terms[] terms; // of each point
    private final float[][] shares; // what is observed of each point
    private Atlas<S> atlas;
    private final double[] reward; // of the last few plays, at each point
    private final double[] progress;
    private final int[] now; // the state of each walk
    private float[] exploration = new float[0];
    private int length;
    private int[] walks = new int[0]; // stop at step t of walk i: [t * n + i], like all that follows
    private int[] choices = new int[0];
    private float[] weight = new float[0];
    private final int[][]
            stopAt; // of each state of the atlas at each point in this play, 0 where not met; else number + 1
    private int stops; // states met in this play, those that could have followed included, numbered in that order
    private int[] state = new int[0]; // of each stop
    private int[] point = new int[0];
    private int[] row = new int[0]; // its observation
    private int[] stays = new int[0]; // how often it was visited

    /**
     * @param alpha its values are the points, with those of {@code gamma}
     * @param attacks how many walk side by side
     */
    Walks(Mdp<S> model, Objective objective, Share alpha, Share gamma, int attacks) {
        this(model, objective, alpha, gamma, Share.observed(model.features(), alpha, gamma), attacks);
    }

    private Walks(Mdp<S> model, Objective objective, Share alpha, Share gamma, List<Feature> features, int attacks) {
        super(features, model.actions().size(), attacks);
        this.model = model;
        atlas = new Atlas<>(model);
        now = new int[n];
        int points = alpha.values().length * gamma.values().length;
        terms = new Terms[points];
        shares = new float[points][features.size() - model.features().size()];
        stopAt = new int[points][0];
        reward = new double[points];
        progress = new double[points];
        int p = 0;
        for (double x : alpha.values())
            for (double y : gamma.values()) {
                terms[p] = new Terms(x, y, objective, model.unit());
                int next = 0;
                if (!alpha.fixed()) shares[p][next++] = (float) x;
                if (!gamma.fixed()) shares[p][next] = (float) y;
                p++;
            }
    }

    @Override
    void play(
            boolean anew, FloatNetwork policy, FloatNetwork critic, Scale scale, int steps, float[] random, long seed) {
        exploration = random;
        length = steps;
        int room = Math.multiplyExact(n, steps);
        if (room > walks.length) {
            walks = new int[room];
            choices = new int[room];
            weight = new float[room];
        }
        forget(anew);
        var dice = new Stream[n];
        for (int i = 0; i < n; i++) dice[i] = Seeds.stream(Seeds.of(seed, i));
        for (int from = 0; from < room; from += n) {
            for (int i = 0; i < n; i++) walks[from + i] = visit(i % terms.length, now[i]);
            observations.judge(policy, critic, scale);
            for (Terms t : terms) t.learn(atlas.probabilities(), atlas.payoffs());
            for (int i = 0; i < n; i++) now[i] = step(from + i, now[i], exploration[i], dice[i]);
        }
        for (int x = 0, visited = stops; x < visited; x++)
            if (stays[x] > 0)
                for (int c = atlas.firstChoice(state[x]); c < atlas.endChoice(state[x]); c++)
                    for (int o = atlas.firstOutcome(c); o < atlas.endOutcome(c); o++)
                        if (terms[point[x]].p[atlas.probability(o)] > 0) meet(point[x], atlas.target(o), false);
        observations.judge(policy, critic, scale);
    }

    private void forget(boolean anew) {
        if (anew) Arrays.fill(now, 0);
        if (anew && atlas.size() > FULL) {
            atlas = new Atlas<>(model);
            for (int p = 0; p < stopAt.length; p++) stopAt[p] = new int[0];
            stops = 0;
        }
        for (int x = 0; x < stops; x++) stopAt[point[x]][state[x]] = 0;
        Arrays.fill(stays, 0);
        stops = 0;
        observations.clear();
    }

    private int visit(int p, int s) {
        atlas.visit(s);
        int x = meet(p, s, true);
        stays[x]++;
        return x;
    }

    /** The stop of a state. @param visited whether what is allowed there matters; the critic does not ask */
    private int meet(int p, int s, boolean visited) {
        if (s >= stopAt[p].length) stopAt[p] = Arrays.copyOf(stopAt[p], Math.max(1 << 10, 2 * atlas.size()));
        if (stopAt[p][s] == 0) {
            if (stops == state.length) {
                int larger = Math.max(1 << 10, 2 * stops);
                state = Arrays.copyOf(state, larger);
                point = Arrays.copyOf(point, larger);
                row = Arrays.copyOf(row, larger);
                stays = Arrays.copyOf(stays, larger);
            }
            state[stops] = s;
            point[stops] = p;
            row[stops] = look(p, s, visited);
            stopAt[p][s] = ++stops;
        }
        return stopAt[p][s] - 1;
    }

    private int look(int p, int s, boolean visited) {
        float[] seen = new float[features().size()];
        System.arraycopy(shares[p], 0, seen, seen.length - shares[p].length, shares[p].length);
        byte[] legal = new byte[a];
        atlas.observe(s, seen);
        for (int c = atlas.firstChoice(s); visited && c < atlas.endChoice(s); c++) legal[atlas.action(c)] = 1;
        return observations.number(seen, 0, legal, 0);
    }

    /** Takes one step and says where it leads. */
    private int step(int at, int s, float random, Stream dice) {
        int c = choose(at, s, random, dice);
        choices[at] = c;
        int o = atlas.firstOutcome(c);
        int last = atlas.endOutcome(c) - 1;
        double[] p = terms[point[walks[at]]].p;
        double left = last == o ? 0 : dice.nextDouble();
        while (o < last && (left -= p[atlas.probability(o)]) >= 0) o++;
        while (p[atlas.probability(o)] == 0) o--; // rounding may carry the walk past the last possible outcome
        return atlas.target(o);
    }

    private int choose(int at, int s, float random, Stream dice) {
        int first = atlas.firstChoice(s);
        int end = atlas.endChoice(s);
        int from = row[walks[at]] * a;
        boolean astray = random > 0 && dice.nextFloat() < random;
        float left = dice.nextFloat();
        int choice = -1;
        float p = 0;
        for (int c = first; c < end && left >= 0; c++) {
            float now = observations.probabilities[from + atlas.action(c)];
            if (!astray && now == 0) continue;
            choice = c;
            p = now;
            left -= astray ? 1f / (end - first) : now;
        }
        weight[at] = random == 0 ? 1 : p / (p * (1 - random) + random / (end - first));
        return choice;
    }

    @Override
    void judge(double discount, double lambda) {
        double[] value = new double[stops];
        for (int x = 0; x < stops; x++) value[x] = observations.values[row[x]];
        ratio(value);
        int[] first = new int[stops]; // choice of each stop in the arrays of this judgement
        int all = 0;
        for (int x = 0; x < stops; x++) {
            first[x] = all;
            if (stays[x] > 0) all += atlas.endChoice(state[x]) - atlas.firstChoice(state[x]);
        }
        double[] advantage = new double[all];
        double[] better = new double[stops];
        for (int pass = 0; ; pass++) {
            lookAhead(first, value, discount, advantage);
            follow(first, discount * lambda, advantage);
            compare(first, value, advantage, better);
            if (pass == PASSES) break;
            for (int x = 0; x < stops; x++)
                if (stays[x] > 0) value[x] += stays[x] / (stays[x] + DOUBT) * (better[x] - value[x]);
        }
        sumUp(first, advantage, better);
    }

    private double expected(int at, int choice, double[] value, double perReward, double perClock, double discount) {
        Terms here = terms[at];
        double sum = 0;
        for (int o = atlas.firstOutcome(choice); o < atlas.endOutcome(choice); o++) {
            double p = here.p[atlas.probability(o)];
            int paid = atlas.payoff(o);
            if (p == 0) continue;
            double next = discount == 0 ? 0 : discount * value[stopAt[at][atlas.target(o)] - 1];
            sum += p * (perReward * here.reward[paid] + perClock * here.clock[paid] + next);
        }
        return sum;
    }

    /** What the policy earned and how far it came: what could be expected of each step, and how values changed by it. */
    private void ratio(double[] value) {
        for (int p = 0; p < terms.length; p++) {
            reward[p] *= RATIO_KEPT;
            progress[p] *= RATIO_KEPT;
        }
        for (int i = 0; i < n; i++)
            for (int at = i; exploration[i] == 0 && at < n * length; at += n) {
                int p = i % terms.length;
                reward[p] += expected(p, choices[at], value, 1, 0, 1) - value[walks[at]];
                progress[p] += expected(p, choices[at], value, 0, 1, 0);
            }
    }

    /** What each choice is worth more than its state, if only the next step is looked at. */
    private void lookAhead(int[] first, double[] value, double discount, double[] advantage) {
        for (int x = 0; x < stops; x++) {
            if (stays[x] == 0) continue;
            int p = point[x];
            double rho = progress[p] == 0 ? 0 : reward[p] / progress[p];
            int shift = first[x] - atlas.firstChoice(state[x]);
            for (int c = atlas.firstChoice(state[x]); c < atlas.endChoice(state[x]); c++)
                advantage[c + shift] = expected(p, c, value, 1, -rho, discount) - value[x];
        }
    }

    /** Adds what the walks say of all later steps. */
    private void follow(int[] first, double fade, double[] advantage) {
        double[] later = new double[advantage.length];
        int[] taken = new int[advantage.length];
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int at = (length - 1) * n + i; at >= 0; at -= n) {
                double more = at + n >= n * length ? 0 : fade * Math.min(1, weight[at + n]) * sum;
                int c = choices[at] + first[walks[at]] - atlas.firstChoice(state[walks[at]]);
                later[c] += more;
                taken[c]++;
                sum = advantage[c] + more;
                squares += sum * sum;
            }
        }
        for (int c = 0; c < later.length; c++) if (taken[c] > 0) advantage[c] += later[c] / taken[c];
        spread = Math.sqrt(squares / n / length);
    }

    /** Counts advantages from what the policy gains on average, which is by how much its value was told wrong. */
    private void compare(int[] first, double[] value, double[] advantage, double[] better) {
        for (int x = 0; x < stops; x++) {
            if (stays[x] == 0) continue;
            int shift = first[x] - atlas.firstChoice(state[x]);
            double mean = 0;
            for (int c = atlas.firstChoice(state[x]); c < atlas.endChoice(state[x]); c++)
                mean += observations.probabilities[row[x] * a + atlas.action(c)] * advantage[c + shift];
            better[x] = value[x] + mean;
            for (int c = atlas.firstChoice(state[x]); c < atlas.endChoice(state[x]); c++) advantage[c + shift] -= mean;
        }
    }

    /** An action counts as often as walks take it on average, those that explore included: rare ones can be learnt, too. */
    private void sumUp(int[] first, double[] advantage, double[] better) {
        visits = new double[observations.size()];
        targets = new double[visits.length];
        gained = new double[visits.length * a];
        lost = new double[visits.length * a];
        for (int x = 0; x < stops; x++) {
            if (stays[x] == 0) continue;
            int shift = first[x] - atlas.firstChoice(state[x]);
            visits[row[x]] += stays[x];
            targets[row[x]] += stays[x] * better[x];
            for (int c = atlas.firstChoice(state[x]); c < atlas.endChoice(state[x]); c++)
                gained[row[x] * a + atlas.action(c)] += stays[x] * advantage[c + shift];
        }
        double random = 0;
        for (float share : exploration) random += share / n;
        for (int r = 0; r < visits.length; r++) {
            if (visits[r] == 0) continue;
            targets[r] /= visits[r];
            double any = random / observations.choices(r);
            for (int b = r * a; b < r * a + a; b++) {
                double sum = gained[b] * ((1 - random) * observations.probabilities[b] + any);
                gained[b] = Math.max(0, sum);
                lost[b] = Math.min(0, sum);
            }
        }
    }

    @Override
    int size() {
        return 2 * Double.BYTES * terms.length;
    }

    @Override
    void write(ByteBuffer into) {
        for (int p = 0; p < terms.length; p++) into.putDouble(reward[p]).putDouble(progress[p]);
    }

    @Override
    void read(ByteBuffer from) {
        for (int p = 0; p < terms.length; p++) {
            reward[p] = from.getDouble();
            progress[p] = from.getDouble();
        }
    }
}
