package org.undermine.protocols.hfm;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.undermine.protocols.merkle.Hash;

/**
 * A miner's bid to validate: a proof-of-work hash SR over its key and a recent UNiCORN value, a public random number with a
 * time-stamp, so that requests cannot be kept for later. Nobody chooses the range: it is SR mod s.
 */
public record SessionRequest(Address key, Hash unicorn, long nonce) {
    private static final BigInteger ALL = BigInteger.ONE.shiftLeft(8 * Hash.BYTES);

    /** Tries nonces from {@code first} on until one is worth {@code work} hashes in the mean; at least 1. */
    public static SessionRequest mine(Address key, Hash unicorn, long work, long first) {
        var request = new SessionRequest(key, unicorn, first);
        while (!request.isWorth(work)) request = new SessionRequest(key, unicorn, request.nonce + 1);
        return request;
    }

    /** SR, as a number below 2^256. */
    public BigInteger number() {
        return new BigInteger(1, hash().bytes());
    }

    private Hash hash() {
        var rest = ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(key.high())
                .putLong(key.low())
                .putLong(nonce);
        return Hash.of("session", rest.array(), unicorn.bytes());
    }

    private boolean isWorth(long work) {
        return number().multiply(BigInteger.valueOf(work)).compareTo(ALL) < 0;
    }

    /** Which of {@code s} ranges its miner is to validate. */
    public int range(int s) {
        return number().mod(BigInteger.valueOf(s)).intValue();
    }

    /**
     * Whether it opens a session.
     *
     * @param recent the UNiCORN value of the round
     * @param blockWork hashes that a block takes in the mean; a request takes more, {@link #work}
     */
    public boolean opens(Hash recent, long blockWork) {
        return unicorn.equals(recent) && isWorth(work(blockWork));
    }

    /** Hashes that a request takes in the mean: just more than a block does. */
    public static long work(long blockWork) {
        return blockWork + 1;
    }
}
