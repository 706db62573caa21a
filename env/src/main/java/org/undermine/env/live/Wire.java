package org.undermine.env.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * Blocks as datagrams: {"data": base64, "previous": 64 hexadecimal digits, "p_o_w": 16 of them}, in UTF-8. Other fields
 * are ignored; there is no p_o_w where {@link Rules} do without.
 */
final class Wire {
    static final int MOST_BYTES = 8192;
    private static final int DEEPEST = 16;
    private static final int LONGEST_NUMBER = 1000;
    private static final String DATA = "data";
    private static final String PREVIOUS = "previous";
    private static final String WORK = "p_o_w";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(MOST_BYTES)
                    .build())
            .build();

    private final boolean work;

    Wire(Rules rules) {
        work = rules.needWork();
    }

    byte[] write(Block block) {
        String json = "{\"" + DATA + "\": \"" + Base64.getEncoder().encodeToString(block.data()) + "\", \"" + PREVIOUS
                + "\": \"" + block.previous() + "\""
                + (work ? ", \"" + WORK + "\": \"" + HexFormat.of().toHexDigits(block.work()) + "\"" : "") + "}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** The block in a datagram; if it holds none, null, and {@code drop} is told why. */
    Block read(ByteBuffer datagram, Consumer<Drop> drop) {
        if (datagram.remaining() > MOST_BYTES) {
            drop.accept(Drop.TOO_LARGE);
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(datagram).toString();
            String[] fields = new String[3];
            boolean strings = fields(text, fields);
            Block block = strings ? block(fields) : null;
            if (block == null) drop.accept(Drop.NOT_A_BLOCK);
            return block;
        } catch (IOException e) {
            drop.accept(Drop.NOT_JSON);
            return null;
        }
    }

    /** Fills in data, previous hash and work; returns whether all that are there are strings. */
    private static boolean fields(String text, String[] fields) throws IOException {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) throw new IOException("no object");
            boolean strings = true;
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                int field = DATA.equals(name) ? 0 : PREVIOUS.equals(name) ? 1 : WORK.equals(name) ? 2 : -1;
                if (field >= 0 && value == JsonToken.VALUE_STRING) fields[field] = json.getText();
                else strings &= field < 0;
                json.skipChildren();
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null)
                throw new IOException("more than one object");
            return strings;
        }
    }

    private Block block(String[] fields) {
        String hash = fields[1];
        String nonce = work ? fields[2] : "0".repeat(2 * Long.BYTES);
        if (fields[0] == null || hash == null || nonce == null) return null;
        if (hash.length() != 2 * Hash.BYTES || nonce.length() != 2 * Long.BYTES) return null;
        try {
            byte[] data = Base64.getDecoder().decode(fields[0]);
            if (data.length > Block.MOST_DATA) return null;
            return new Block(data, Hash.parse(hash), HexFormat.fromHexDigitsToLong(nonce));
        } catch (IllegalArgumentException e) { // no base64, no hexadecimals
            return null;
        }
    }
}
