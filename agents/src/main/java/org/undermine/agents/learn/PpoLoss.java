package org.undermine.agents.learn;

/**
 * What PPO minimises, and how that changes with the outputs of the networks (Schulman et al. 2017, equations 7 and 9).
 *
 * <p>Samples that look alike are one row: the ratio of new and old probability depends on observation and action alone, so
 * for samples of one observation and action the clipped surrogate is a sum of two terms,
 *
 * <pre>
 *   gained * min(ratio, 1 + clip) + lost * max(ratio, 1 - clip, floor / old probability)
 * </pre>
 *
 * where {@code gained} is the sum of the advantages that are positive and {@code lost} of those that are negative. The floor
 * is ours: what has become so rare cannot come back, even where it has become the best.
 *
 * @param clip how far the ratio may pay
 * @param floor probability below which it does not pay to make an action rarer
 * @param entropy weight of the policy's entropy, in advantage
 * @param barrier weight of the mean log-probability of what is legal, in advantage (Agarwal et al. 2021): unlike the
 *     entropy it does not let go of what has become unlikely
 */
record PpoLoss(double clip, double floor, double entropy, double barrier) {
    /** Probabilities of {@code n} actions from a policy's outputs; 0 where illegal, so all of them where nothing is legal. */
    static double[] softmax(double[] outputs, int at, boolean[] legal, int from, int n) {
        double most = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < n; a++) if (legal[from + a]) most = Math.max(most, outputs[at + a]);
        double[] p = new double[n];
        double sum = 0;
        for (int a = 0; a < n; a++) if (legal[from + a]) sum += p[a] = Math.exp(outputs[at + a] - most);
        for (int a = 0; a < n && sum > 0; a++) p[a] /= sum;
        return p;
    }

    /**
     * The policy's loss for one row: minus clipped surrogate, entropy and barrier.
     *
     * @param p probabilities now, 0 where illegal
     * @param old probabilities when the samples were taken, from {@code at}
     * @param gained for each action, from {@code at}, the sum of the positive advantages
     * @param lost likewise of the negative ones
     * @param visits how many samples the row stands for
     * @param slope double[actions], written: the derivatives by the outputs that {@code p} is the softmax of
     */
    double policy(double[] p, float[] old, double[] gained, double[] lost, int at, double visits, double[] slope) {
        double loss = 0;
        double surprise = 0; // of the policy: its entropy
        double logs = 0;
        double mean = 0;
        int legal = 0;
        for (int a = 0; a < p.length; a++) {
            slope[a] = 0;
            if (p[a] == 0 || old[at + a] == 0) continue;
            double ratio = p[a] / old[at + a];
            double least = Math.max(1 - clip, floor / old[at + a]);
            loss -= gained[at + a] * Math.min(ratio, 1 + clip) + lost[at + a] * Math.max(ratio, least);
            if (ratio < 1 + clip) slope[a] -= gained[at + a] * ratio;
            if (ratio > least) slope[a] -= lost[at + a] * ratio;
            surprise -= p[a] * Math.log(p[a]);
            logs += Math.log(p[a]);
            mean += slope[a];
            legal++;
        }
        for (int a = 0; a < p.length; a++) {
            if (p[a] == 0 || old[at + a] == 0) continue;
            slope[a] -= p[a] * mean;
            slope[a] += visits * entropy * p[a] * (Math.log(p[a]) + surprise);
            slope[a] += visits * barrier * (p[a] - 1.0 / legal);
        }
        return loss - visits * (entropy * surprise + barrier * logs / legal);
    }

    /** The critic's loss for one row: half the squared error. Its derivative by {@code value} is value - target. */
    static double value(double value, double target) {
        return (value - target) * (value - target) / 2;
    }

    /** Kullback-Leibler divergence of the new policy from the old one, for one row. */
    static double divergence(double[] p, float[] old, int at) {
        double d = 0;
        for (int a = 0; a < p.length; a++)
            if (old[at + a] > 0 && p[a] > 0) d += old[at + a] * Math.log(old[at + a] / p[a]);
        return d;
    }
}
