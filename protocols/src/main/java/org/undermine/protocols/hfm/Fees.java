package org.undermine.protocols.hfm;

/** What the miner of a block is paid: a reward of 30, and a bounty of 0.00025 for each transaction. */
public final class Fees {
    private static final double REWARD = 30;
    private static final double TRANSACTIONS_PER_COIN = 4_000;

    private Fees() {}

    public static double paid(long transactions) {
        return REWARD + transactions / TRANSACTIONS_PER_COIN;
    }
}
