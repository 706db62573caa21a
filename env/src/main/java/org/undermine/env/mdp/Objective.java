package org.undermine.env.mdp;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the attacker's long-run reward is divided by. */
public enum Objective {
    /** Reward per progress: what remains after difficulty adjustment. */
    PROGRESS(Payoff.Amounts::progress),
    /** The attacker's share of all rewards. */
    RELATIVE(paid -> paid.reward() + paid.others()),
    /** Reward per proof-of-work found: before difficulty adjustment. */
    TIME(Payoff.Amounts::time),
    /** Reward per proof-of-work that the history takes in: for Ethereum, per regular or uncle block. */
    BLOCKS(Payoff.Amounts::blocks);

    private final ToDoubleFunction<Payoff.Amounts> clock;

    Objective(ToDoubleFunction<Payoff.Amounts> clock) {
        this.clock = clock;
    }

    public double clock(Payoff.Amounts paid) {
        return clock.applyAsDouble(paid);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
