package org.undermine.env.models;

import org.undermine.env.mdp.Payoff;

/**
 * Blocks that are paid 1 each, and what a fraud is worth.
 *
 * @param own blocks of the attacker's that have come to stay
 * @param blocks all blocks that have
 * @param found proofs-of-work, by anybody
 * @param v worth of a fraud that came to stay, in thousandths of a block
 */
record Spoils(int own, int blocks, int found, long v) implements Payoff {
    @Override
    public Amounts at(double alpha, int unit) {
        return new Amounts((double) ((long) unit * own + v) / unit, blocks - own, blocks, found, blocks);
    }
}
