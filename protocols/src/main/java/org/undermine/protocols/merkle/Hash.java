package org.undermine.protocols.merkle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * A SHA-256 value, first bytes first. What is hashed is a word that says what it is and then its parts, each with its length
 * in four bytes before it: no two lists of parts look alike, and no inner node can pass for a leaf.
 */
public record Hash(long a, long b, long c, long d) {
    /** What no content hashes to, as far as anybody knows: a node that a tree has not, a reference to nothing. */
    public static final Hash NONE = new Hash(0, 0, 0, 0);

    public static final int BYTES = 32;

    private static final byte[] LEAF = utf8("leaf");
    private static final byte[] NODE = utf8("node");

    private static final ThreadLocal<MessageDigest> SHA = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    });

    /** @param what not leaf or node, which are those of trees */
    public static Hash of(String what, byte[]... parts) {
        return framed(utf8(what), parts);
    }

    /** The same of what the parts print, in UTF-8. */
    public static Hash ofText(String what, Object... parts) {
        return of(what, Stream.of(parts).map(part -> utf8(part.toString())).toArray(byte[][]::new));
    }

    /** Of a tree's leaf that stands for {@code content}. */
    public static Hash leaf(byte[] content) {
        return framed(LEAF, content);
    }

    /** hash(left | right). */
    public static Hash node(Hash left, Hash right) {
        return framed(NODE, left.bytes(), right.bytes());
    }

    private static Hash framed(byte[] what, byte[]... parts) {
        int size = Integer.BYTES + what.length;
        for (byte[] part : parts) size += Integer.BYTES + part.length;
        var all = ByteBuffer.allocate(size).putInt(what.length).put(what);
        for (byte[] part : parts) all.putInt(part.length).put(part);
        return read(ByteBuffer.wrap(SHA.get().digest(all.array())));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Hash read(ByteBuffer from) {
        return new Hash(from.getLong(), from.getLong(), from.getLong(), from.getLong());
    }

    void write(ByteBuffer into) {
        into.putLong(a).putLong(b).putLong(c).putLong(d);
    }

    public byte[] bytes() {
        var bytes = ByteBuffer.allocate(BYTES);
        write(bytes);
        return bytes.array();
    }

    /** How many bits are 0 before the first that is 1. */
    public int leadingZeros() {
        int zeros = 0;
        for (long word : new long[] {a, b, c, d}) {
            zeros += Long.numberOfLeadingZeros(word);
            if (word != 0) break;
        }
        return zeros;
    }

    /** 64 hexadecimal digits, in lower case. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
