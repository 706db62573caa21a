package org.undermine.protocols.merkle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class HashTest {
    private static final Hash LEFT = Hash.leaf(new byte[] {1});
    private static final Hash RIGHT = Hash.leaf(new byte[0]);

    /** By hand: each part with its length in four bytes. */
    private static byte[] sha256(byte[]... parts) throws Exception {
        var bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.write(new byte[] {0, 0, (byte) (part.length >> 8), (byte) part.length});
            bytes.write(part);
        }
        return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_hash_is_sha_256_of_a_word_and_parts() throws Exception {
        assertArrayEquals(
                sha256(utf8("leaf"), new byte[300]), Hash.leaf(new byte[300]).bytes());
        assertArrayEquals(
                sha256(utf8("node"), LEFT.bytes(), RIGHT.bytes()),
                Hash.node(LEFT, RIGHT).bytes());
        assertArrayEquals(sha256(utf8("empty")), Hash.of("empty").bytes());
        assertArrayEquals(
                sha256(utf8("text"), utf8("\u03b3"), utf8(LEFT.toString())),
                Hash.ofText("text", "\u03b3", LEFT).bytes());
    }

    @Test
    void no_two_lists_of_parts_look_alike() {
        assertNotEquals(Hash.ofText("text", "a", "b"), Hash.ofText("text", "ab"));
        assertNotEquals(Hash.ofText("text", "a", ""), Hash.ofText("text", "a"));
        assertNotEquals(Hash.ofText("text", "a"), Hash.ofText("texta"));
    }

    @Test
    void leading_zeros_are_those_of_the_digits() {
        for (int bit = 0; bit < 256; bit++) {
            long[] words = new long[4];
            words[bit / 64] = -1L >>> bit % 64;
            Hash hash = new Hash(words[0], words[1], words[2], words[3]);
            assertEquals(bit, hash.leadingZeros());
            assertEquals(256 - bit, new java.math.BigInteger(hash.toString(), 16).bitLength());
        }
        assertEquals(256, Hash.NONE.leadingZeros());
        assertEquals("0".repeat(64), Hash.NONE.toString());
    }
}
