package org.undermine.protocols.hfm;

import java.util.Comparator;
import java.util.Locale;

/** How the transactions of a block are sorted. */
public enum Order {
    /** By address, each less than the next: one transaction a sender and block. */
    STRICT(Comparator.comparing(Transaction::sender), false),

    /**
     * By address, none greater than the next. A sender of four or more may spend a coin at two positions that no
     * validator sees together.
     */
    WEAK(Comparator.comparing(Transaction::sender), true),

    /** By address and then by coin spent, each less than the next. */
    COIN(
            Comparator.comparing(Transaction::sender)
                    .thenComparing(t -> t.coin().owner())
                    .thenComparing(t -> t.coin().serial(), Long::compareUnsigned),
            false);

    private final Comparator<Transaction> by;
    private final boolean equals;

    Order(Comparator<Transaction> by, boolean equals) {
        this.by = by;
        this.equals = equals;
    }

    /** Whether {@code next} may come right after {@code first}. */
    public boolean allows(Transaction first, Transaction next) {
        int sign = by.compare(first, next);
        return sign < 0 || equals && sign == 0;
    }

    Comparator<Transaction> comparator() {
        return by;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
