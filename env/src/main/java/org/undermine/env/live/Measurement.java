package org.undermine.env.live;

import java.util.Map;

/**
 * What was measured on the wire.
 *
 * @param found blocks found by each miner, wherever they ended
 * @param onChain blocks of each miner on the longest public chain
 * @param stale blocks of honest miners that were no higher than a public one when they were found: accidents of the
 *     delays between miners, of which the model knows nothing; they count towards no share of power
 * @param alpha the attacker's share of all blocks found, stale ones left out
 * @param gamma in how many of the races that an honest miner decided it did so on the attacker's tip
 * @param races how often the attacker matched
 * @param revenue the attacker's share of the longest public chain
 */
public record Measurement(
        Map<String, Integer> found,
        Map<String, Integer> onChain,
        int stale,
        Interval alpha,
        Interval gamma,
        int races,
        Interval revenue) {

    /** Blocks found by anybody. */
    public int blocks() {
        return found.values().stream().mapToInt(i -> i).sum();
    }

    /** The length of the longest public chain, genesis left out. */
    public int height() {
        return onChain.values().stream().mapToInt(i -> i).sum();
    }

    /** The share of honest blocks that were {@link #stale}. */
    public double staleRate(String attacker) {
        int honest = blocks() - found.getOrDefault(attacker, 0);
        return honest == 0 ? 0 : (double) stale / honest;
    }
}
