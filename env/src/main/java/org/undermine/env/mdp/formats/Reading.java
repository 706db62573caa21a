package org.undermine.env.mdp.formats;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What must hold of a process that somebody else wrote. */
final class Reading {
    private static final double TOLERANCE =
            1e-5; // what a choice's probabilities may miss one by: some write six digits
    private static final double ROUNDING = 1e-14;

    private Reading() {}

    /**
     * The process with these rows. Probabilities that miss one by more than rounding and less than 1e-5 are divided by their
     * sum.
     *
     * @throws IllegalArgumentException one line that names the file, the state and the choice
     */
    static NumericMdp of(
            String file,
            int start,
            int[] firstChoice,
            int[] firstOutcome,
            int[] target,
            double[] probability,
            int[] action,
            List<String> actions,
            Map<String, double[]> rewards) {
        int states = firstChoice.length - 1;
        if (actions.size() > Short.MAX_VALUE)
            throw new IllegalArgumentException(file + ": " + actions.size() + " actions; allowed: up to 32,767");
        if (start < 0 || start >= states)
            throw new IllegalArgumentException(file + ": the start is state " + start + " of " + states);
        for (int s = 0; s < states; s++) {
            if (firstChoice[s] >= firstChoice[s + 1])
                throw new IllegalArgumentException(
                        file + ": state " + s + " allows nothing; every state needs a choice");
            for (int c = firstChoice[s]; c < firstChoice[s + 1]; c++) {
                String at = file + ": state " + s + ", choice " + (c - firstChoice[s]) + ": ";
                if (action[c] < 0 || action[c] >= actions.size())
                    throw new IllegalArgumentException(at + "action " + action[c] + " of " + actions.size());
                for (var r : rewards.entrySet())
                    if (!Double.isFinite(r.getValue()[c]))
                        throw new IllegalArgumentException(at + r.getKey() + " is " + r.getValue()[c]);
                outcomes(at, firstOutcome[c], firstOutcome[c + 1], target, probability, states);
            }
        }
        return new NumericMdp(start, firstChoice, firstOutcome, target, probability, action, actions, rewards);
    }

    private static void outcomes(String at, int from, int to, int[] target, double[] probability, int states) {
        double sum = 0;
        for (int o = from; o < to; o++) {
            if (target[o] < 0 || target[o] >= states)
                throw new IllegalArgumentException(at + "leads to state " + target[o] + " of " + states);
            if (!(probability[o] >= 0 && probability[o] <= 1 + TOLERANCE))
                throw new IllegalArgumentException(at + "probability " + probability[o] + "; allowed: 0 to 1");
            sum += probability[o];
        }
        if (Math.abs(sum - 1) > TOLERANCE)
            throw new IllegalArgumentException(at + "probabilities sum to " + sum + " instead of 1");
        if (Math.abs(sum - 1) > ROUNDING) for (int o = from; o < to; o++) probability[o] /= sum;
    }

    /** A number of which there are as many as entries in an array. */
    static int count(String at, long number) {
        if (number >= 0 && number < Integer.MAX_VALUE - 8) return (int) number;
        throw new IllegalArgumentException(at + " is " + number + "; allowed: 0 to " + (Integer.MAX_VALUE - 9));
    }

    /** A decimal or a fraction. @throws IllegalArgumentException one line, if it is neither */
    static double number(String at, String written) {
        try {
            int slash = written.indexOf('/');
            if (slash < 0) return Double.parseDouble(written);
            return Double.parseDouble(written.substring(0, slash)) / Double.parseDouble(written.substring(slash + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(at + ": '" + written + "' is no number");
        }
    }

    /** A whole number from 0. @throws IllegalArgumentException one line, if it is none */
    static int whole(String at, String written) {
        try {
            return count(at + ": '" + written + "'", Long.parseLong(written));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(at + ": '" + written + "' is no whole number");
        }
    }

    /** As many of {@code value} as there are choices. */
    static double[] filled(int length, double value) {
        double[] all = new double[length];
        Arrays.fill(all, value);
        return all;
    }
}
