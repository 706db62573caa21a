package org.undermine.protocols.hfm;

/**
 * How many miners a block pays for: they enter while each, mining and validating as all others do, earns its cost.
 *
 * <p>M miners open a session each, so there are as many ranges as M sessions cover, and a miner validates t / s + 2
 * transactions of a block of t, or all t if they are fewer. Its cost for a block is {@code mining} and {@code validating} for each of them, its revenue an M-th of
 * {@link Fees#paid}.
 *
 * @param mining what hashing for one block costs a miner, in coins; above 0
 * @param validating what it costs to validate a transaction, in coins
 */
public record FreeEntry(Coverage coverage, double mining, double validating) {
    public FreeEntry {
        if (!(mining > 0)) throw new IllegalArgumentException("mining is " + mining + "; allowed: above 0");
        if (!(validating >= 0)) throw new IllegalArgumentException("validating is " + validating + "; allowed: from 0");
    }

    /**
     * @param miners the largest number of whom each earns its cost
     * @param ranges how many they cover
     * @param work transactions that a miner validates
     */
    public record Equilibrium(long transactions, long miners, int ranges, double work) {}

    /** Where nobody has a reason to enter or to leave; with no miners at all where not even one is paid for. */
    public Equilibrium at(long transactions) {
        long most = (long) (Fees.paid(transactions) / mining);
        long miners = most;
        while (miners > 0 && !pays(transactions, miners)) miners = next(transactions, miners);
        int ranges = coverage.ranges(miners);
        return new Equilibrium(transactions, miners, ranges, miners == 0 ? 0 : work(transactions, ranges));
    }

    private static double work(long transactions, int ranges) {
        return Math.min(transactions, (double) transactions / ranges + 2);
    }

    private boolean pays(long transactions, long miners) {
        double work = work(transactions, coverage.ranges(miners));
        return Fees.paid(transactions) / miners >= mining + validating * work;
    }

    /** The next smaller number that may pay: what so many ranges leave each to do pays for no more. */
    private long next(long transactions, long miners) {
        double work = work(transactions, coverage.ranges(miners)); // fewer miners have no less work
        return Math.min(miners - 1, (long) (Fees.paid(transactions) / (mining + validating * work)));
    }
}
