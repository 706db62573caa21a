package org.undermine.env.mdp.formats;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** POSIX tar archives (ustar) of regular files. Whoever packed them and when is not said, so that equal models are equal files. */
final class Tar {
    static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE = 124;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final String USTAR = "ustar";

    private Tar() {}

    static boolean isTar(byte[] head) {
        return head.length >= BLOCK && text(head, MAGIC, USTAR.length()).equals(USTAR);
    }

    static boolean isGzip(byte[] head) {
        return head.length > 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B && head[2] == 8;
    }

    /** Adds a file; a name has up to 100 letters. */
    static void add(OutputStream to, String name, byte[] content) throws IOException {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, NAME, "0000644");
        put(header, 108, "0000000"); // owner
        put(header, 116, "0000000"); // group
        put(header, SIZE, String.format("%011o", content.length));
        put(header, 136, "00000000000"); // time
        put(header, CHECKSUM, "        ");
        header[TYPE] = '0';
        put(header, MAGIC, USTAR + "\00000");
        int sum = 0;
        for (byte b : header) sum += b & 0xFF;
        put(header, CHECKSUM, String.format("%06o\0 ", sum));
        to.write(header);
        to.write(content);
        to.write(new byte[-content.length & BLOCK - 1]);
    }

    /** Ends an archive. */
    static void end(OutputStream to) throws IOException {
        to.write(new byte[2 * BLOCK]);
    }

    /**
     * The files in {@code archive} by name, a leading ./ left out.
     *
     * @throws IllegalArgumentException one line, if it is cut off or something else
     */
    static Map<String, byte[]> read(String archive, byte[] bytes) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (InputStream in = isGzip(bytes)
                ? new GZIPInputStream(new ByteArrayInputStream(bytes))
                : new ByteArrayInputStream(bytes)) {
            String longName = null;
            while (true) {
                byte[] header = in.readNBytes(BLOCK);
                if (header.length < BLOCK) throw new EOFException();
                if (header[0] == 0) return files;
                if (!isTar(header)) throw new IllegalArgumentException(archive + " is no tar file");
                long size = octal(archive, header);
                if (size > bytes.length && !isGzip(bytes)) throw new EOFException();
                byte[] content = in.readNBytes(Reading.count(archive + ": size of an entry", size));
                if (content.length < size) throw new EOFException();
                in.skipNBytes(-size & BLOCK - 1);
                String prefix = text(header, PREFIX, 155);
                String name =
                        (prefix.isEmpty() || header[MAGIC + 5] == ' ' ? "" : prefix + "/") + text(header, 0, NAME);
                if (header[TYPE] == 'x') longName = pax(content);
                else if (header[TYPE] == '0' || header[TYPE] == 0)
                    files.put((longName == null ? name : longName).replaceFirst("^\\.?/", ""), content);
                if (header[TYPE] != 'x') longName = null;
            }
        } catch (EOFException e) {
            throw new IllegalArgumentException(archive + " is cut off");
        } catch (ZipException e) {
            throw new IllegalArgumentException(archive + " is damaged: " + e.getMessage());
        }
    }

    /** The name that an extended header gives to the next file; null if it gives none. */
    private static String pax(byte[] content) {
        for (String line : new String(content, StandardCharsets.UTF_8).split("\n")) {
            int at = line.indexOf(" path=");
            if (at > 0) return line.substring(at + " path=".length());
        }
        return null;
    }

    private static long octal(String archive, byte[] header) {
        String digits = text(header, SIZE, 12).strip();
        if (!digits.matches("[0-7]+"))
            throw new IllegalArgumentException(archive + ": an entry of size '" + digits + "'");
        return Long.parseLong(digits, 8);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static String text(byte[] header, int at, int length) {
        int end = at;
        while (end < at + length && header[end] != 0) end++;
        return new String(header, at, end - at, StandardCharsets.UTF_8);
    }
}
