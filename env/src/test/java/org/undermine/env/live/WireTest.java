package org.undermine.env.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks and their hashes byte for byte, and what comes of everything that is no block. */
class WireTest {
    private static final Rules RULES = Rules.twoToThe(255);
    private static final Hash PREVIOUS = Hash.parse("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final Block HELLO =
            new Block("hello".getBytes(StandardCharsets.UTF_8), PREVIOUS, 0x00010203040506FFL);
    private static final String P = PREVIOUS.toString();
    private static final String W = "0000000000000001";

    private final Wire wire = new Wire(RULES);

    private Block read(byte[] datagram, List<Drop> drops) {
        return wire.read(ByteBuffer.wrap(datagram), drops::add);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Expected hashes: Python's hashlib on the same bytes. */
    @Test
    void a_hash_is_sha_256_of_data_previous_hash_and_work() {
        assertEquals(
                "4cd40258715255828ebaa27c7e82d24e336b5eee1e1dbf0f1cfd29656a482b43",
                RULES.hash(HELLO).toString());
        assertEquals(
                "cb4b5a24fafac695725afc2107115acf0b4e25dea5c218f6c7f69c96a088cf91",
                Rules.WITHOUT_WORK.hash(HELLO).toString());
    }

    @Test
    void a_block_is_a_json_object_of_three_fields() {
        assertEquals(
                "{\"data\": \"aGVsbG8=\", \"previous\": \"" + P + "\", \"p_o_w\": \"00010203040506ff\"}",
                new String(wire.write(HELLO), StandardCharsets.UTF_8));
        assertEquals(
                "{\"data\": \"aGVsbG8=\", \"previous\": \"" + P + "\"}",
                new String(new Wire(Rules.WITHOUT_WORK).write(HELLO), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096})
    void what_is_written_is_read(int bytes) {
        byte[] data = new byte[bytes];
        new Random(bytes).nextBytes(data);
        var block = new Block(data, PREVIOUS, -1);
        var drops = new ArrayList<Drop>();
        Block read = read(wire.write(block), drops);
        assertEquals(block, read);
        assertArrayEquals(data, read.data());
        assertEquals(List.of(), drops);
    }

    @Test
    void fields_unknown_and_their_order_do_not_matter() {
        String json = "{\"x\": [{\"data\": 1}, null], \"p_o_w\": \"" + W + "\", \"previous\": \"" + P.toUpperCase()
                + "\", \"y\": -1.5e3, \"data\": \"\"}";
        var drops = new ArrayList<Drop>();
        assertEquals(new Block(new byte[0], PREVIOUS, 1), read(utf8(json), drops), drops.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NOT_JSON    | ``",
                "NOT_JSON    | no json",
                "NOT_JSON    | []",
                "NOT_JSON    | 1",
                "NOT_JSON    | {\"data\": \"\"",
                "NOT_JSON    | {\"data\": \"\", \"data\": \"\", \"previous\": \"PPP\", \"p_o_w\": \"WWW\"}",
                "NOT_JSON    | {\"data\": \"\", \"previous\": \"PPP\", \"p_o_w\": \"WWW\"} {}",
                "NOT_A_BLOCK | {}",
                "NOT_A_BLOCK | {\"data\": \"\", \"previous\": \"PPP\"}",
                "NOT_A_BLOCK | {\"data\": \"\", \"p_o_w\": \"WWW\"}",
                "NOT_A_BLOCK | {\"previous\": \"PPP\", \"p_o_w\": \"WWW\"}",
                "NOT_A_BLOCK | {\"data\": 1, \"previous\": \"PPP\", \"p_o_w\": \"WWW\"}",
                "NOT_A_BLOCK | {\"data\": null, \"previous\": \"PPP\", \"p_o_w\": \"WWW\"}",
                "NOT_A_BLOCK | {\"data\": [\"\"], \"previous\": \"PPP\", \"p_o_w\": \"WWW\"}",
                "NOT_A_BLOCK | {\"data\": \"*\", \"previous\": \"PPP\", \"p_o_w\": \"WWW\"}",
                "NOT_A_BLOCK | {\"data\": \"\", \"previous\": \"PPP0\", \"p_o_w\": \"WWW\"}",
                "NOT_A_BLOCK | {\"data\": \"\", \"previous\": \"\", \"p_o_w\": \"WWW\"}",
                "NOT_A_BLOCK | {\"data\": \"\", \"previous\": \"PPP\", \"p_o_w\": \"000000000000000g\"}",
                "NOT_A_BLOCK | {\"data\": \"\", \"previous\": \"PPP\", \"p_o_w\": \"00\"}",
                "NOT_A_BLOCK | {\"data\": \"\", \"previous\": \"PPP\", \"p_o_w\": {\"p_o_w\": \"WWW\"}}"
            })
    void what_is_no_block_is_dropped_with_a_reason(Drop why, String json) {
        var drops = new ArrayList<Drop>();
        assertNull(read(utf8(json.replace("PPP", P).replace("WWW", W)), drops));
        assertEquals(List.of(why), drops);
    }

    @Test
    void bombs_are_dropped() {
        String rest = ", \"data\": \"\", \"previous\": \"" + P + "\", \"p_o_w\": \"" + W + "\"}";
        for (String bomb : List.of(
                "{\"x\": " + "[".repeat(500) + "]".repeat(500) + rest,
                "{\"x\": " + "{\"x\": ".repeat(500) + "1" + "}".repeat(500) + rest,
                "{\"x\": " + "9".repeat(5000) + rest)) {
            var drops = new ArrayList<Drop>();
            assertNull(read(utf8(bomb), drops));
            assertEquals(List.of(Drop.NOT_JSON), drops, bomb.substring(0, 20));
        }
        var drops = new ArrayList<Drop>();
        assertNull(read(utf8("{\"data\": \"" + "A".repeat(Wire.MOST_BYTES) + "\"}"), drops));
        assertNull(read(
                utf8("{\"data\": \"" + "A".repeat(5468) + "\", \"previous\": \"" + P + "\", \"p_o_w\": \"" + W + "\"}"),
                drops)); // 4101 bytes
        assertEquals(List.of(Drop.TOO_LARGE, Drop.NOT_A_BLOCK), drops);
        assertNull(read(new byte[] {'{', '"', (byte) 0xC3, '"', '}'}, drops)); // no UTF-8
        assertEquals(Drop.NOT_JSON, drops.get(2));
    }

    /** A block with bytes changed, cut off or doubled is either a block or dropped, once, and never an exception. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damaged_datagrams_do_no_harm(long seed) {
        var random = new Random(seed);
        int blocks = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] datagram = wire.write(HELLO);
            for (int n = random.nextInt(3); n >= 0; n--)
                datagram[random.nextInt(datagram.length)] = (byte) random.nextInt();
            if (random.nextInt(4) == 0) datagram = java.util.Arrays.copyOf(datagram, random.nextInt(300));
            var drops = new ArrayList<Drop>();
            Block block = read(datagram, drops);
            assertEquals(block == null ? 1 : 0, drops.size(), "seed " + seed + ", datagram " + i);
            if (block != null) blocks++;
        }
        assertTrue(blocks > 0 && blocks < 5_000, blocks + " blocks, seed " + seed);
    }

    @Test
    void targets_are_compared_as_unsigned_integers() {
        Hash high = Hash.parse("ff" + "00".repeat(31));
        assertTrue(high.compareTo(Hash.powerOfTwo(255)) > 0 && Hash.ZERO.compareTo(Hash.powerOfTwo(0)) < 0);
        for (int e : new int[] {0, 63, 64, 127, 128, 235, 255})
            assertEquals(
                    java.math.BigInteger.TWO.pow(e),
                    new java.math.BigInteger(Hash.powerOfTwo(e).toString(), 16));
        assertEquals(1 << 21, Hash.powerOfTwo(235).difficulty(), 1e-3);
        assertEquals(256, Hash.powerOfTwo(248).difficulty(), 1e-6);
    }
}
