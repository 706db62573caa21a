package org.undermine.protocols.hfm;

import java.nio.ByteBuffer;
import org.undermine.protocols.merkle.Hash;

/** {@code sender} gives the coin to {@code receiver}. */
public record Transaction(Address sender, Coin coin, Address receiver) {
    private static final int BYTES = 7 * Long.BYTES;

    public Hash hash() {
        var bytes = ByteBuffer.allocate(BYTES);
        write(sender, bytes);
        write(coin.owner(), bytes);
        bytes.putLong(coin.serial());
        write(receiver, bytes);
        return Hash.leaf(bytes.array());
    }

    private static void write(Address address, ByteBuffer into) {
        into.putLong(address.high()).putLong(address.low());
    }
}
