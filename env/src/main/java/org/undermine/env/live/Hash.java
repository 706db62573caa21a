package org.undermine.env.live;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** 256 bits, read as an unsigned big-endian integer. The hash of a block, or the greatest one that counts as work. */
public record Hash(long a, long b, long c, long d) implements Comparable<Hash> {
    public static final int BYTES = 32;

    /** What the genesis names as its previous hash. */
    static final Hash ZERO = new Hash(0, 0, 0, 0);

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    });

    /** SHA-256 of what is left in {@code bytes}. */
    static Hash of(ByteBuffer bytes) {
        MessageDigest digest = SHA_256.get();
        digest.update(bytes);
        return from(digest.digest());
    }

    /** @param bytes {@value #BYTES} of them, the most significant first */
    static Hash from(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        return new Hash(from.getLong(), from.getLong(), from.getLong(), from.getLong());
    }

    /** @param hex {@code 2 * BYTES} hexadecimal digits */
    public static Hash parse(String hex) {
        return from(HexFormat.of().parseHex(hex));
    }

    /** @param exponent 0 to 255 */
    public static Hash powerOfTwo(int exponent) {
        long bit = 1L << exponent % Long.SIZE;
        int word = exponent / Long.SIZE;
        return new Hash(word == 3 ? bit : 0, word == 2 ? bit : 0, word == 1 ? bit : 0, word == 0 ? bit : 0);
    }

    void put(ByteBuffer into) {
        into.putLong(a).putLong(b).putLong(c).putLong(d);
    }

    /** How many hashes it takes on average to find one that is at most this. */
    public double difficulty() {
        return Math.pow(2, 4.0 * Long.SIZE) / (toDouble() + 1);
    }

    private double toDouble() {
        double sum = 0;
        for (long word : new long[] {a, b, c, d}) sum = sum * Math.pow(2, Long.SIZE) + (word >>> 1) * 2.0 + (word & 1);
        return sum;
    }

    @Override
    public int compareTo(Hash other) {
        if (a != other.a) return Long.compareUnsigned(a, other.a);
        if (b != other.b) return Long.compareUnsigned(b, other.b);
        return c != other.c ? Long.compareUnsigned(c, other.c) : Long.compareUnsigned(d, other.d);
    }

    /** 64 hexadecimal digits. */
    @Override
    public String toString() {
        var hex = HexFormat.of();
        return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
    }
}
