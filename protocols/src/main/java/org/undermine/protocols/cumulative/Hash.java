package org.undermine.protocols.cumulative;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 hash as 64 hexadecimal digits. */
public record Hash(String digits) {
    /** What no content hashes to, as far as anybody knows: a reference to nothing. */
    public static final Hash NOTHING = new Hash("0".repeat(64));

    public Hash {
        if (!digits.matches("[0-9a-f]{64}"))
            throw new IllegalArgumentException("hash is " + digits + "; allowed: 64 hexadecimal digits in lower case");
    }

    /** Of {@code parts}, each with its length, after a word that says what they are: no two lists of parts look alike. */
    static Hash of(String what, Object... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            update(sha, what);
            for (Object part : parts) update(sha, part instanceof Hash h ? h.digits : part.toString());
            return new Hash(HexFormat.of().formatHex(sha.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static void update(MessageDigest sha, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        sha.update(bytes);
    }

    /** How many bits are 0 before the first that is 1. */
    public int leadingZeros() {
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), 16);
            if (digit != 0) return 4 * i + Integer.numberOfLeadingZeros(digit) - 28;
        }
        return 4 * digits.length();
    }

    @Override
    public String toString() {
        return digits;
    }
}
