package org.undermine.env.mdp;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the attacker wants in the long run: its reward, or the damage, divided by a clock. */
public enum Objective {
    /** Reward per progress: what remains after difficulty adjustment. */
    PROGRESS(Payoff.Amounts::progress),
    /** The attacker's share of all rewards. */
    RELATIVE(paid -> paid.reward() + paid.others()),
    /** Reward per proof-of-work found: before difficulty adjustment. */
    TIME(Payoff.Amounts::time),
    /** Reward per proof-of-work that the history takes in: for Ethereum, per regular or uncle block. */
    BLOCKS(Payoff.Amounts::blocks),
    /**
     * Damage instead of reward: the share of progress for which nobody is paid. Where a proof secures several ledgers that is
     * the share of the agreed proofs without a parallel block, each ledger weighted by its price.
     */
    STARVED(Payoff.Amounts::progress);

    private final ToDoubleFunction<Payoff.Amounts> clock;

    Objective(ToDoubleFunction<Payoff.Amounts> clock) {
        this.clock = clock;
    }

    /** What is divided. @param unit how many make one reward: rewards are whole multiples of 1 / unit, and so is this */
    public double reward(Payoff.Amounts paid, int unit) {
        if (this != STARVED) return paid.reward();
        return Math.rint((paid.progress() - paid.reward() - paid.others()) * unit) / unit;
    }

    public double clock(Payoff.Amounts paid) {
        return clock.applyAsDouble(paid);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
