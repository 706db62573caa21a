package org.undermine.protocols;

/** Where a block's rewards go. */
@FunctionalInterface
public interface Payout {
    /** Pays {@code amount}, counted in {@link Protocol#unit}s, to {@link View#ATTACKER} or {@link View#DEFENDER}. */
    void pay(int miner, int amount);
}
