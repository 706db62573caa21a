package org.undermine.env.mdp;

import java.util.Locale;

/**
 * What the attacker wants in the long run: its reward, or the damage, divided by a clock.
 *
 * @param confirmations that a payment waits for, from 1; 0 where there are no payments
 * @param value of a payment, in rewards, at least 0
 * @param unclesCount whether a defender's proof that the history only refers to, an uncle, is orphaned, too
 */
public record Objective(Aim aim, int confirmations, double value, boolean unclesCount) {
    /** Reward per progress: what remains after difficulty adjustment. */
    public static final Objective PROGRESS = new Objective(Aim.PROGRESS);
    /** The attacker's share of all rewards. */
    public static final Objective RELATIVE = new Objective(Aim.RELATIVE);
    /** Reward per proof-of-work found: before difficulty adjustment. */
    public static final Objective TIME = new Objective(Aim.TIME);
    /** Reward per proof-of-work that the history takes in: for Ethereum, per regular or uncle block. */
    public static final Objective BLOCKS = new Objective(Aim.BLOCKS);
    /**
     * Damage instead of reward: the share of progress for which nobody is paid. Where a proof secures several ledgers that is
     * the share of the agreed proofs without a parallel block, each ledger weighted by its price.
     */
    public static final Objective STARVED = new Objective(Aim.STARVED);

    /** The kinds of objective, by the names that are typed. */
    public enum Aim {
        PROGRESS,
        RELATIVE,
        TIME,
        BLOCKS,
        STARVED,
        ORPHANED,
        DOUBLE_SPEND;

        /** @param name as {@link #toString} gives it */
        public static Aim named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private Objective(Aim aim) {
        this(aim, 0, 0, false);
    }

    /** One that needs no numbers: any but {@link Aim#ORPHANED} and {@link Aim#DOUBLE_SPEND}. */
    public static Objective of(Aim aim) {
        return new Objective(aim);
    }

    /** Censorship: the share of the defenders' proofs-of-work that end neither on the chain nor, unless {@code unclesCount}, referred to by it. */
    public static Objective orphaned(boolean unclesCount) {
        return new Objective(Aim.ORPHANED, 0, 0, unclesCount);
    }

    /** Reward per progress, with {@code value} besides each time a chain of {@code confirmations} or more defender blocks is replaced. */
    public static Objective doubleSpend(int confirmations, double value) {
        if (confirmations < 1)
            throw new IllegalArgumentException("confirmations is " + confirmations + "; allowed: from 1");
        if (!(value >= 0 && value <= Double.MAX_VALUE))
            throw new IllegalArgumentException("value is " + value + "; allowed: from 0");
        return new Objective(Aim.DOUBLE_SPEND, confirmations, value, false);
    }

    /** What is divided. @param unit how many make one reward: rewards are whole multiples of 1 / unit, and so is this but for payments */
    public double reward(Payoff.Amounts paid, int unit) {
        return switch (aim) {
            case STARVED -> Math.rint((paid.progress() - paid.reward() - paid.others()) * unit) / unit;
            case ORPHANED -> lost(paid.defended());
            case DOUBLE_SPEND -> paid.reward() + (pays(paid) ? value : 0);
            default -> paid.reward();
        };
    }

    /** Proofs of the defenders that are orphaned in the end. */
    private int lost(Payoff.Defended proofs) {
        return proofs.orphaned() + (unclesCount ? proofs.uncles() : 0);
    }

    public double clock(Payoff.Amounts paid) {
        return switch (aim) {
            case RELATIVE -> paid.reward() + paid.others();
            case TIME -> paid.time();
            case BLOCKS -> paid.blocks();
            case ORPHANED -> paid.defended().kept() + paid.defended().orphaned();
            default -> paid.progress();
        };
    }

    /** Whether {@link #reward} is the attacker's reward and nothing else. */
    public boolean earnsRewards() {
        return switch (aim) {
            case PROGRESS, RELATIVE, TIME, BLOCKS -> true;
            default -> false;
        };
    }

    /** Whether {@link #reward} is exact in doubles if the amounts are. */
    public boolean isExact(Payoff.Amounts paid) {
        return !pays(paid) || value == Math.rint(value);
    }

    private boolean pays(Payoff.Amounts paid) {
        return aim == Aim.DOUBLE_SPEND && paid.defended().replaced() >= confirmations;
    }

    @Override
    public String toString() {
        return aim.toString();
    }
}
