package org.undermine.protocols.hfm;

/** A sender's public-key address: 128 bits, ordered as an unsigned number. */
public record Address(long high, long low) implements Comparable<Address> {
    @Override
    public int compareTo(Address other) {
        int first = Long.compareUnsigned(high, other.high);
        return first != 0 ? first : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
