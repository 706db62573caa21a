package org.undermine.protocols.hfm;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 value, first bytes first. Every use has a tag of its own, so that no inner node can pass for a transaction. */
public record Hash(long a, long b, long c, long d) {
    /** Stands where a tree has no node. */
    public static final Hash NONE = new Hash(0, 0, 0, 0);

    static final int BYTES = 32;

    private static final ThreadLocal<MessageDigest> SHA = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    });

    /** What is hashed. */
    enum Tag {
        LEAF,
        NODE,
        SESSION
    }

    static Hash of(Tag tag, byte[]... parts) {
        MessageDigest sha = SHA.get();
        sha.update((byte) tag.ordinal());
        for (byte[] part : parts) sha.update(part);
        return read(ByteBuffer.wrap(sha.digest()));
    }

    /** hash(left | right). */
    public static Hash node(Hash left, Hash right) {
        var both = ByteBuffer.allocate(2 * BYTES);
        left.write(both);
        right.write(both);
        return of(Tag.NODE, both.array());
    }

    static Hash read(ByteBuffer from) {
        return new Hash(from.getLong(), from.getLong(), from.getLong(), from.getLong());
    }

    void write(ByteBuffer into) {
        into.putLong(a).putLong(b).putLong(c).putLong(d);
    }
}
