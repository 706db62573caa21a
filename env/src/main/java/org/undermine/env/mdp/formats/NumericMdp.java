package org.undermine.env.mdp.formats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.RatioMdp;

/**
 * A Markov decision process in numbers alone, as programs exchange it, in the rows of {@link ExplicitMdp}.
 *
 * @param start the one state to begin in
 * @param action of each choice, a place in {@code actions}
 * @param actions their names
 * @param probability of each outcome; those of a choice sum to one but for rounding
 * @param rewards by name, in order: what each choice pays in the mean
 */
public record NumericMdp(
        int start,
        int[] firstChoice,
        int[] firstOutcome,
        int[] target,
        double[] probability,
        int[] action,
        List<String> actions,
        Map<String, double[]> rewards) {
    public static final String REWARD = "reward";
    public static final String PROGRESS = "progress";

    public int states() {
        return firstChoice.length - 1;
    }

    public int choices() {
        return action.length;
    }

    public int outcomes() {
        return target.length;
    }

    /** What {@code mdp} is in numbers, with its reward as {@link #REWARD} and its clock as {@link #PROGRESS}. */
    public static NumericMdp of(RatioMdp mdp, List<String> actions) {
        ExplicitMdp table = mdp.table();
        int[] firstOutcome = new int[table.choices() + 1];
        int[] target = new int[table.outcomes()];
        double[] probability = new double[table.outcomes()];
        double[] reward = new double[table.choices()];
        double[] progress = new double[table.choices()];
        int n = 0;
        for (int c = 0; c < table.choices(); c++) {
            int[] outcomes = byTarget(mdp, c);
            for (int o : outcomes) {
                if (n > firstOutcome[c] && target[n - 1] == table.target()[o]) probability[n - 1] += mdp.probability(o);
                else {
                    target[n] = table.target()[o];
                    probability[n++] = mdp.probability(o);
                }
            }
            firstOutcome[c + 1] = n;
            reward[c] = mean(outcomes, mdp::probability, mdp::reward);
            progress[c] = mean(outcomes, mdp::probability, mdp::clock);
        }
        int[] action = new int[table.choices()];
        for (int c = 0; c < action.length; c++) action[c] = table.action()[c];
        var rewards = new LinkedHashMap<String, double[]>();
        rewards.put(REWARD, reward);
        rewards.put(PROGRESS, progress);
        return new NumericMdp(
                0,
                table.firstChoice(),
                firstOutcome,
                Arrays.copyOf(target, n),
                Arrays.copyOf(probability, n),
                action,
                actions,
                rewards);
    }

    private static int[] byTarget(RatioMdp mdp, int c) {
        ExplicitMdp table = mdp.table();
        return IntStream.range(table.firstOutcome()[c], table.firstOutcome()[c + 1])
                .filter(o -> mdp.probability(o) > 0)
                .boxed()
                .sorted((x, y) -> Integer.compare(table.target()[x], table.target()[y]))
                .mapToInt(o -> o)
                .toArray();
    }

    /** A number of an outcome. */
    interface OfOutcome {
        double of(int outcome);
    }

    /** The mean amount; where all are the same, exactly that. */
    static double mean(int[] outcomes, OfOutcome probability, OfOutcome amount) {
        double sum = 0;
        boolean same = true;
        for (int o : outcomes) {
            sum += probability.of(o) * amount.of(o);
            same &= amount.of(o) == amount.of(outcomes[0]);
        }
        return same ? amount.of(outcomes[0]) : sum;
    }

    /** The same with one more reward structure: {@link #REWARD} - {@code rho} * {@link #PROGRESS}. */
    public NumericMdp withGain(String name, double rho) {
        double[] reward = rewards.get(REWARD);
        double[] progress = rewards.get(PROGRESS);
        var more = new LinkedHashMap<>(rewards);
        more.put(
                name,
                IntStream.range(0, choices())
                        .mapToDouble(c -> reward[c] - rho * progress[c])
                        .toArray());
        return new NumericMdp(start, firstChoice, firstOutcome, target, probability, action, actions, more);
    }

    /**
     * The process for a solver: what can be reached from the start, which becomes state 0.
     *
     * @param reward the reward structure to be earned
     * @param clock the one it is divided by
     * @throws IllegalArgumentException one line, if there is no such structure, the clock ever runs backwards, or there are
     *     more than 65,536 different probabilities or amounts
     */
    public Reached ratio(String reward, String clock) {
        return Reached.of(this, amounts(reward), amounts(clock), clock);
    }

    private double[] amounts(String name) {
        double[] amounts = rewards.get(name);
        if (amounts != null) return amounts;
        throw new IllegalArgumentException("there is no reward structure " + name + "; there "
                + (rewards.isEmpty() ? "is none" : "is " + String.join(", ", rewards.keySet())));
    }
}
