package org.undermine.env.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.undermine.env.Seeds;

/**
 * Who mines how much, and who hears whom how late.
 *
 * @param honest how many honest miners, from 1
 * @param alpha the attacker's share of all hashes, more than 0 and less than 1
 * @param gamma the share of honest miners that are to hear of the attacker's block first in a race, about: of what each
 *     honest miner sends to others, so much is held back. At most 1 - 1 / honest, since who finds a block has heard of it
 * @param intervalMillis the mean time between blocks, from 1
 * @param delayMillis how long what is held back is; far more than the attacker needs to answer, far less than the interval
 * @param seed which honest miners are slow to which, and what work is tried
 */
public record Plan(
        int honest, double alpha, double gamma, double intervalMillis, double delayMillis, Rules rules, long seed) {
    private static final int MOST = 100;
    private static final double MOST_MILLIS = 60_000;

    public Plan {
        if (honest < 1 || honest > MOST)
            throw new IllegalArgumentException("miners is " + honest + "; allowed: 1 to " + MOST);
        if (!(alpha > 0 && alpha < 1))
            throw new IllegalArgumentException("alpha is " + alpha + "; allowed on the wire: between 0 and 1");
        double most = 1 - 1.0 / honest;
        if (!(gamma >= 0 && gamma <= most + 1e-9))
            throw new IllegalArgumentException("gamma is " + gamma + "; allowed with " + honest
                    + " honest miners: 0 to " + most + ", for who finds a block has heard of it");
        if (!rules.needWork()) throw new IllegalArgumentException("there is no work here; allowed: rules with work");
        if (!(intervalMillis >= 1 && intervalMillis <= MOST_MILLIS))
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "a block in %.3g ms, by target and rate; allowed: 1 to 60000 ms", intervalMillis));
        if (!(delayMillis >= 0 && delayMillis <= MOST_MILLIS))
            throw new IllegalArgumentException("delay is " + delayMillis + " ms; allowed: 0 to 60000 ms");
    }

    private double rate(double share) {
        return rules.target().difficulty() / intervalMillis * TimeUnit.SECONDS.toMillis(1) * share;
    }

    List<Part> parts() {
        var parts = new ArrayList<Part>();
        parts.add(new Part(LiveRun.ATTACKER, rules, rate(alpha), Seeds.of(seed, 0)));
        for (int i = 1; i <= honest; i++)
            parts.add(new Part("honest " + i, rules, rate((1 - alpha) / honest), Seeds.of(seed, i)));
        return parts;
    }

    /** How late what miner {@code from} sends comes to {@code to}; the attacker is 0. As even a choice as there is. */
    double delay(int from, int to) {
        if (from == 0 || to == 0) return 0;
        long slow = Math.round(gamma * honest * from) - Math.round(gamma * honest * (from - 1));
        return Math.floorMod(to - from - 1, honest) < slow ? delayMillis : 0;
    }

    /** One of the miners. */
    public record Part(String name, Rules rules, double rate, long seed) {
        public boolean attacks() {
            return name.equals(LiveRun.ATTACKER);
        }
    }
}
