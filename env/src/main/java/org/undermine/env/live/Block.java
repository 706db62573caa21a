package org.undermine.env.live;

import java.util.Arrays;

/**
 * A block as it is hashed and sent.
 *
 * @param data 0 to {@value #MOST_DATA} bytes; not copied, and not to be changed
 * @param previous the hash of the block it extends; all zero in the genesis
 * @param work the eight bytes that proof-of-work is found by, the most significant first
 */
public record Block(byte[] data, Hash previous, long work) {
    public static final int MOST_DATA = 4096;

    public Block {
        if (data.length > MOST_DATA)
            throw new IllegalArgumentException("data is " + data.length + " bytes; allowed: 0 to " + MOST_DATA);
    }

    public static Block genesis(byte[] data) {
        return new Block(data, Hash.ZERO, 0);
    }

    public boolean isGenesis() {
        return previous.equals(Hash.ZERO);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Block b && work == b.work && previous.equals(b.previous) && Arrays.equals(data, b.data);
    }

    @Override
    public int hashCode() {
        return previous.hashCode() * 31 + Long.hashCode(work);
    }
}
