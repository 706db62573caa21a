package org.undermine.env.mdp;

/**
 * A table with numbers for alpha and gamma: an MDP whose objective is the long-run reward per unit of a clock.
 *
 * @param p probability of each of the table's symbols
 * @param reward attacker's reward of each of the table's payoffs
 * @param clock what the reward is divided by, of each of the table's payoffs; at least 0
 */
public record RatioMdp(ExplicitMdp table, double[] p, double[] reward, double[] clock) {
    public double probability(int outcome) {
        return p[table.probability()[outcome]];
    }

    public double reward(int outcome) {
        return reward[table.payoff()[outcome]];
    }

    public double clock(int outcome) {
        return clock[table.payoff()[outcome]];
    }

    /** Whether no outcome takes rewards away, so that no ratio is below 0. */
    public boolean noneNegative() {
        for (double r : reward) if (r < 0) return false;
        return true;
    }

    /** Whether no outcome pays more than it moves the clock, so that no ratio is above 1. */
    public boolean atMostClock() {
        for (int i = 0; i < reward.length; i++) if (reward[i] > clock[i]) return false;
        return true;
    }
}
