package org.undermine.protocols.hfm;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes blocks, good ones and infected ones; the same from the same random numbers. */
public final class Generator {
    private static final int MOST_OF_A_SENDER = 6;
    private static final int SERIALS = 1 << 30; // so many that one sender's coins are different ones

    private final Order order;
    private final RandomGenerator random;

    public Generator(Order order, RandomGenerator random) {
        this.order = order;
        this.random = random;
    }

    /** Sorted transactions of coins never spent before; of one to six a sender where the order allows several. */
    public List<Transaction> good(int transactions) {
        var all = new ArrayList<Transaction>(transactions);
        while (all.size() < transactions) {
            Address sender = address();
            int several = order == Order.STRICT ? 1 : 1 + random.nextInt(MOST_OF_A_SENDER);
            int serial = random.nextInt(SERIALS);
            for (int i = 0; i < several && all.size() < transactions; i++)
                all.add(new Transaction(sender, new Coin(sender, (long) serial + i), address()));
        }
        all.sort(order.comparator());
        return all;
    }

    /** The same, but the transaction after {@code position} spends the same coin as the one there, to another receiver. */
    public List<Transaction> spentTwiceAfter(int position, List<Transaction> good) {
        Transaction first = good.get(position);
        var bad = new ArrayList<>(good);
        bad.set(position + 1, new Transaction(first.sender(), first.coin(), address()));
        return bad;
    }

    /**
     * The same, but all from {@code position} to {@code last} are of one sender, and the first and the last of them spend the
     * same coin. Breaks no rule of {@link Order#WEAK} but for that coin.
     */
    public List<Transaction> spentTwiceApart(int position, int last, List<Transaction> good) {
        Transaction first = good.get(position);
        var bad = new ArrayList<>(good);
        for (int i = position + 1; i <= last; i++) {
            long serial = first.coin().serial() + (i == last ? 0 : (long) SERIALS + i);
            bad.set(i, new Transaction(first.sender(), new Coin(first.sender(), serial), address()));
        }
        return bad;
    }

    private Address address() {
        return new Address(random.nextLong(), random.nextLong());
    }
}
