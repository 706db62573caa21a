package org.undermine.agents.learn;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A zip archive that shows any change: its comment, which comes last, is the SHA-256 of all bytes before the comment.
 *
 * <p>Any tool can unpack it. The same entries give the same bytes.
 */
final class SealedZip {
    private static final String LABEL = "sha256:";
    private static final int SEAL = LABEL.length() + 64;
    private static final long LONG_AGO = 315_532_800_000L; // 1980, the first year of zip

    private SealedZip() {}

    static byte[] pack(Map<String, byte[]> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (var content : new TreeMap<>(entries).entrySet()) {
                var entry = new ZipEntry(content.getKey());
                entry.setTime(LONG_AGO);
                zip.putNextEntry(entry);
                zip.write(content.getValue());
            }
            zip.setComment(LABEL + "0".repeat(64));
        }
        byte[] sealed = bytes.toByteArray();
        byte[] seal = seal(sealed);
        System.arraycopy(seal, 0, sealed, sealed.length - SEAL, SEAL);
        return sealed;
    }

    /**
     * @throws IllegalArgumentException one line, if it is no such archive, or not as it was written
     * @throws IOException if the file cannot be read at all
     */
    static Map<String, byte[]> unpack(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < SEAL || bytes[0] != 'P' || bytes[1] != 'K')
            throw new IllegalArgumentException(file + " is not an agent file: no zip archive, or cut off");
        if (!Arrays.equals(seal(bytes), Arrays.copyOfRange(bytes, bytes.length - SEAL, bytes.length)))
            throw new IllegalArgumentException(
                    file + " is not an agent file, or damaged: the sha256 at its end does not fit");
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; )
                entries.put(entry.getName(), zip.readAllBytes());
        }
        return entries;
    }

    private static byte[] seal(byte[] bytes) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes, 0, bytes.length - SEAL);
            return (LABEL + HexFormat.of().formatHex(sha.digest())).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
