package org.undermine.env.consistency;

/**
 * A proved bound for the probability of failure, for every attacker, any number of values, parallel proofs or sequential.
 *
 * <p>Call a proof <em>good</em> if an honest node finds it and no honest node has found one within the {@code delay} before.
 *
 * <p><em>Claim.</em> After the k-th good proof its finder has committed. For let m(i) be the most proofs for one value that the
 * finder of the i-th good proof knows, its own included. The finder of the next one knows all that the former knew, and its proof,
 * because that is at least {@code delay} old; it works for the value of which it knows most proofs, so m(i + 1) &ge; m(i) + 1. In a
 * chain the same holds for the height of the highest block known. As m(1) &ge; 1, m(k) &ge; k.
 *
 * <p><em>Bound.</em> Let the first commit be at time t. Everybody commits to the same value before t + delay, unless somebody has
 * committed to another one by then: so at a failure, before t + delay, k proofs exist for each of two values, 2k in all (a proof
 * is for one value). By the claim t is not after the k-th good proof. Good proofs are at least {@code delay} apart: so among the
 * first 2k proofs at most k are good. The failure probability is at most that of
 *
 * <pre>at most k of the first 2k proofs are good.</pre>
 *
 * <p>That probability is computed exactly: the time since the last honest proof is a sum of as many exponential times as proofs
 * have been found since, so only their number matters. All terms are positive; the result is raised by more than all
 * roundings and omissions together.
 */
public final class Bound {
    private static final double ROUNDING = 1e-9; // relative; some 10^6 operations of 10^-16 each, never subtractions
    private static final int LONGEST = 1_000;

    private Bound() {}

    /**
     * @param k proofs that a node commits on, from 1 to 1,000
     * @return 0 to 1
     */
    public static double of(Setting setting, int k) {
        if (k < 1 || k > LONGEST) throw new IllegalArgumentException("k is " + k + "; allowed: 1 to " + LONGEST);
        double[] late = late(setting, 2 * k);
        // state: good proofs so far, and the attacker's proofs since the last honest one; none has been found before
        // the first
        double[][] mass = new double[k + 2][2 * k + 1];
        mass[0][2 * k] = 1; // long ago: the first honest proof is good
        for (int n = 0; n < 2 * k; n++) mass = next(setting.alpha(), late, mass);
        double sum = 0;
        for (int good = 0; good <= k; good++) for (double m : mass[good]) sum += m;
        return Math.min(1, sum * (1 + ROUNDING));
    }

    /** The last column stands for "before the first honest proof", too: nobody is that patient otherwise. */
    private static double[][] next(double alpha, double[] late, double[][] mass) {
        int oldest = mass[0].length - 1;
        double[][] next = new double[mass.length][oldest + 1];
        for (int good = 0; good < mass.length; good++)
            for (int since = 0; since <= oldest; since++) {
                double m = mass[good][since];
                if (m == 0) continue;
                next[good][Math.min(oldest, since + 1)] += alpha * m;
                if (since == oldest) {
                    next[Math.min(good + 1, mass.length - 1)][0] += (1 - alpha) * m;
                    continue;
                }
                next[good][0] += (1 - alpha) * (1 - late[since]) * m;
                next[Math.min(good + 1, mass.length - 1)][0] += (1 - alpha) * late[since] * m;
            }
        return next;
    }

    /** The probability that {@code i + 1} exponential times in a row last at least the delay: of at most i events in a Poisson process. */
    private static double[] late(Setting setting, int most) {
        double mean = setting.rate() * setting.delay();
        double[] late = new double[most + 1];
        double term = Math.exp(-mean);
        double sum = 0;
        for (int i = 0; i <= most; i++) {
            sum += term;
            late[i] = Math.min(1, sum);
            term *= mean / (i + 1);
        }
        return late;
    }
}
