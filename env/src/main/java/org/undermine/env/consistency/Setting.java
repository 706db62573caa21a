package org.undermine.env.consistency;

/**
 * Who mines, how fast, and how long messages take.
 *
 * @param alpha the attacker's share of all mining power, 0 to 1
 * @param rate proofs-of-work a second, by anybody; above 0
 * @param delay seconds after which all honest nodes know what one of them knows, at the latest; 0 or more
 */
public record Setting(double alpha, double rate, double delay) {
    /** @throws IllegalArgumentException one line that names the value and what is allowed */
    public Setting {
        if (!(alpha >= 0 && alpha <= 1)) throw new IllegalArgumentException("alpha is " + alpha + "; allowed: 0 to 1");
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("rate is " + rate + "; allowed: above 0");
        if (!(delay >= 0 && delay < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("delay is " + delay + "; allowed: seconds from 0");
    }
}
