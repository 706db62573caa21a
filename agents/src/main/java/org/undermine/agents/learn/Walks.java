package org.undermine.agents.learn;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.undermine.env.Rows;
import org.undermine.env.Seeds;
import org.undermine.env.Stream;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.RatioMdp;

/**
 * Attacks walked on a table, with the luck taken out of their advantages.
 *
 * <p>A table knows everything that could have followed a step. So an advantage is made of expectations over it instead of what
 * the dice happened to show, and no step has to be taken to know what it would lead to next: the control variates of
 * games with dice (Burch et al. 2018, AIVAT). Where the critic is right nothing random is left; where it is wrong the mean is.
 *
 * <p>What looks alike need not be worth the same: two states may differ in blocks that are settled but not yet paid. So each
 * state has a value of its own here, the critic's to begin with, which is told anew from the walks {@value #PASSES} times before
 * advantages are taken. Values of observations alone leave Nakamoto 2 percent below the optimum at alpha .35, gamma 1/2.
 *
 * <p>Paid by the ratio: reward - rho * progress, rho with its luck taken out as well. Walks go on from one {@link #play} to
 * the next.
 */
final class Walks extends Experience {
    private static final int PASSES = 5;
    private static final double DOUBT = 30; // visits that count as much as what the critic says
    private static final double RATIO_KEPT = 0.5; // of the sums that the ratio is made of, from one play to the next

    private final Rows rows;
    private final ExplicitMdp table;
    private final RatioMdp mdp;
    private final int n;
    private final int a;
    private final int threads;
    private final int[] row; // the observation of each state
    private final int[] position; // the state of each walk
    private double reward; // of the last few plays
    private double progress;
    private float[] exploration;
    private int length;
    private int[] states = new int[0]; // at step t of walk i: [t * n + i], like all that follows
    private int[] choices = new int[0];
    private float[] weight = new float[0];

    /** @param attacks how many walk side by side */
    Walks(Rows rows, RatioMdp mdp, int attacks, int threads) {
        super(new Observations(rows.features(), rows.actions().size()));
        this.rows = rows;
        this.mdp = mdp;
        this.threads = threads;
        table = rows.table();
        n = attacks;
        a = rows.actions().size();
        position = new int[n];
        row = new int[table.states()];
        byte[] masks = new byte[a];
        for (int s = 0; s < row.length; s++) {
            for (int b = 0; b < a; b++) masks[b] = (byte) (rows.legal()[s * a + b] ? 1 : 0);
            row[s] =
                    observations.number(rows.observations(), s * rows.features().size(), masks, 0);
        }
    }

    @Override
    List<Feature> features() {
        return rows.features();
    }

    @Override
    int actions() {
        return a;
    }

    @Override
    int attacks() {
        return n;
    }

    @Override
    void play(FloatNetwork policy, FloatNetwork critic, Scale scale, int steps, float[] exploration, long seed) {
        this.exploration = exploration;
        length = steps;
        int room = Math.multiplyExact(n, steps);
        if (room > states.length) {
            states = new int[room];
            choices = new int[room];
            weight = new float[room];
        }
        observations.judgeAll(policy, critic, scale);
        IntStream parts = IntStream.range(0, threads);
        (threads > 1 ? parts.parallel() : parts).forEach(part -> {
            for (int i = n * part / threads; i < n * (part + 1) / threads; i++)
                walk(i, Seeds.stream(Seeds.of(seed, i)));
        });
    }

    private void walk(int i, Stream dice) {
        int s = position[i];
        for (int at = i; at < n * length; at += n) {
            int c = choose(at, s, exploration[i], dice);
            int o = table.firstOutcome()[c];
            int last = table.firstOutcome()[c + 1] - 1;
            double left = last == o ? 0 : dice.nextDouble();
            while (o < last && (left -= mdp.probability(o)) >= 0) o++;
            while (mdp.probability(o) == 0) o--; // rounding may carry the walk past the last possible outcome
            s = table.target()[o];
        }
        position[i] = s;
    }

    private int choose(int at, int s, float random, Stream dice) {
        int first = table.firstChoice()[s];
        int end = table.firstChoice()[s + 1];
        boolean astray = random > 0 && dice.nextFloat() < random;
        float left = dice.nextFloat();
        int choice = -1;
        float p = 0;
        for (int c = first; c < end && left >= 0; c++) {
            float now = observations.probabilities[row[s] * a + table.action()[c]];
            if (!astray && now == 0) continue;
            choice = c;
            p = now;
            left -= astray ? 1f / (end - first) : now;
        }
        states[at] = s;
        choices[at] = choice;
        weight[at] = random == 0 ? 1 : p / (p * (1 - random) + random / (end - first));
        return choice;
    }

    @Override
    void judge(double discount, double lambda) {
        int[] stays = new int[row.length];
        for (int at = 0; at < n * length; at++) stays[states[at]]++;
        double[] value = new double[row.length];
        for (int s = 0; s < row.length; s++) value[s] = observations.values[row[s]];
        ratio(value);
        double rho = progress == 0 ? 0 : reward / progress;
        double[] advantage = new double[table.choices()];
        double[] better = new double[row.length];
        for (int pass = 0; ; pass++) {
            lookAhead(stays, value, rho, discount, advantage);
            follow(discount * lambda, advantage);
            compare(stays, value, advantage, better);
            if (pass == PASSES) break;
            for (int s = 0; s < row.length; s++)
                if (stays[s] > 0) value[s] += stays[s] / (stays[s] + DOUBT) * (better[s] - value[s]);
        }
        sumUp(stays, advantage, better);
    }

    /** What the policy earned and how far it came: what could be expected of each step, and how values changed by it. */
    private void ratio(double[] value) {
        double earned = 0;
        double passed = 0;
        for (int i = 0; i < n; i++)
            for (int at = i; exploration[i] == 0 && at < n * length; at += n) {
                int c = choices[at];
                earned -= value[states[at]];
                for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++) {
                    double p = mdp.probability(o);
                    if (p == 0) continue;
                    earned += p * (mdp.reward(o) + value[table.target()[o]]);
                    passed += p * mdp.clock(o);
                }
            }
        reward = RATIO_KEPT * reward + earned;
        progress = RATIO_KEPT * progress + passed;
    }

    /** What each choice is worth more than its state, if only the next step is looked at. */
    private void lookAhead(int[] stays, double[] value, double rho, double discount, double[] advantage) {
        for (int s = 0; s < row.length; s++)
            for (int c = table.firstChoice()[s]; stays[s] > 0 && c < table.firstChoice()[s + 1]; c++) {
                double worth = 0;
                for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++) {
                    double p = mdp.probability(o);
                    if (p > 0) worth += p * (mdp.reward(o) - rho * mdp.clock(o) + discount * value[table.target()[o]]);
                }
                advantage[c] = worth - value[s];
            }
    }

    /** Adds what the walks say of all later steps. */
    private void follow(double fade, double[] advantage) {
        double[] later = new double[advantage.length];
        int[] taken = new int[advantage.length];
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int at = (length - 1) * n + i; at >= 0; at -= n) {
                double more = at + n >= n * length ? 0 : fade * Math.min(1, weight[at + n]) * sum;
                later[choices[at]] += more;
                taken[choices[at]]++;
                sum = advantage[choices[at]] + more;
                squares += sum * sum;
            }
        }
        for (int c = 0; c < later.length; c++) if (taken[c] > 0) advantage[c] += later[c] / taken[c];
        spread = Math.sqrt(squares / n / length);
    }

    /** Counts advantages from what the policy gains on average, which is by how much its value was told wrong. */
    private void compare(int[] stays, double[] value, double[] advantage, double[] better) {
        for (int s = 0; s < row.length; s++) {
            if (stays[s] == 0) continue;
            double mean = 0;
            for (int c = table.firstChoice()[s]; c < table.firstChoice()[s + 1]; c++)
                mean += observations.probabilities[row[s] * a + table.action()[c]] * advantage[c];
            better[s] = value[s] + mean;
            for (int c = table.firstChoice()[s]; c < table.firstChoice()[s + 1]; c++) advantage[c] -= mean;
        }
    }

    /** An action counts as often as walks take it on average, those that explore included: rare ones can be learnt, too. */
    private void sumUp(int[] stays, double[] advantage, double[] better) {
        visits = new double[observations.size()];
        targets = new double[visits.length];
        gained = new double[visits.length * a];
        lost = new double[visits.length * a];
        for (int s = 0; s < row.length; s++) {
            if (stays[s] == 0) continue;
            visits[row[s]] += stays[s];
            targets[row[s]] += stays[s] * better[s];
            for (int c = table.firstChoice()[s]; c < table.firstChoice()[s + 1]; c++)
                gained[row[s] * a + table.action()[c]] += stays[s] * advantage[c];
        }
        double random = IntStream.range(0, n).mapToDouble(i -> exploration[i]).sum() / n;
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
        return 2 * Double.BYTES + Integer.BYTES * n;
    }

    @Override
    void write(ByteBuffer into) {
        into.putDouble(reward).putDouble(progress);
        for (int s : position) into.putInt(s);
    }

    @Override
    void read(ByteBuffer from) {
        reward = from.getDouble();
        progress = from.getDouble();
        for (int i = 0; i < n; i++) position[i] = Math.floorMod(from.getInt(), row.length);
    }
}
