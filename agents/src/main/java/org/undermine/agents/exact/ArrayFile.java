package org.undermine.agents.exact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The large arrays of a result file, in a file beside it: numbers one after the other, little-endian. In the JSON,
 * {@code arrays} names that file and its hash; in place of an array stand its type (int32 or float64), the place of its first
 * byte, and its length.
 *
 * <p>The name is made from the hash, and the JSON is written after it: whenever writing ends, a result is the old one or the
 * new one.
 */
final class ArrayFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final String ENDING = ".arrays";

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

    private ArrayFile(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    // ---- writing

    private final MessageDigest sha = ResultFile.sha();
    private long end;

    static ArrayFile create(Path unfinished) throws IOException {
        return new ArrayFile(FileChannel.open(
                unfinished, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
    }

    void write(ObjectNode into, int[] numbers) throws IOException {
        describe(into, "int32", numbers.length);
        for (int n : numbers) room(Integer.BYTES).putInt(n);
        flush();
    }

    void write(ObjectNode into, double[] numbers) throws IOException {
        describe(into, "float64", numbers.length);
        for (double n : numbers) room(Double.BYTES).putDouble(n);
        flush();
    }

    private void describe(ObjectNode into, String type, int length) {
        into.put("type", type).put("offset", end).put("length", length);
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) flush();
        return buffer;
    }

    private void flush() throws IOException {
        buffer.flip();
        end += buffer.remaining();
        sha.update(buffer.duplicate());
        while (buffer.hasRemaining()) channel.write(buffer);
        buffer.clear();
    }

    /** Closes what {@link #create} began, gives it its name beside {@code result} and says so in {@code into}. */
    void finish(Path unfinished, Path result, ObjectNode into) throws IOException {
        channel.force(true);
        channel.close();
        String hash = HexFormat.of().formatHex(sha.digest());
        Path file = result.resolveSibling(result.getFileName() + "." + hash.substring(0, 16) + ENDING);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        into.put("file", file.getFileName().toString()).put("sha256", hash);
    }

    /** Deletes what earlier results of that name have left. @param kept the file that {@code result} names; null for none */
    static void tidy(Path result, String kept) throws IOException {
        String begin = result.getFileName() + ".";
        DirectoryStream.Filter<Path> others = file -> {
            String name = file.getFileName().toString();
            return name.startsWith(begin)
                    && name.substring(begin.length()).matches("[0-9a-f]{16}" + ENDING)
                    && !name.equals(kept);
        };
        try (var old = Files.newDirectoryStream(result.getParent(), others)) {
            for (Path file : old) Files.deleteIfExists(file);
        }
    }

    // ---- reading

    /**
     * The arrays of a result.
     *
     * @return null where there are none beside it
     * @throws ResultFile.Changed one line, if they are not those that were written with it
     */
    static ArrayFile open(Path result, JsonNode json) throws IOException {
        if (!json.has("arrays")) return null;
        String name = json.path("arrays").path("file").asText();
        if (name.isEmpty() || !Path.of(name).getFileName().toString().equals(name))
            throw new IllegalArgumentException(result + " names no file beside it: '" + name + "'");
        Path file = result.toAbsolutePath().resolveSibling(name);
        if (!Files.exists(file)) throw new NoSuchFileException(file + ", which holds the arrays of " + result);
        var arrays = new ArrayFile(FileChannel.open(file, StandardOpenOption.READ));
        String hash = arrays.hash();
        if (hash.equals(json.path("arrays").path("sha256").asText())) return arrays;
        arrays.close();
        throw new ResultFile.Changed(file + " has been changed since it was written: its sha256 does not fit");
    }

    private String hash() throws IOException {
        while (channel.read(buffer.clear()) >= 0) sha.update(buffer.flip());
        return HexFormat.of().formatHex(sha.digest());
    }

    int[] ints(JsonNode array) throws IOException {
        int[] numbers = new int[seek(array, "int32", Integer.BYTES)];
        for (int i = 0; i < numbers.length; i++)
            numbers[i] = next(Integer.BYTES).getInt();
        return numbers;
    }

    double[] doubles(JsonNode array) throws IOException {
        double[] numbers = new double[seek(array, "float64", Double.BYTES)];
        for (int i = 0; i < numbers.length; i++) numbers[i] = next(Double.BYTES).getDouble();
        return numbers;
    }

    /** How many numbers there are. */
    private int seek(JsonNode array, String type, int bytes) throws IOException {
        long offset = array.path("offset").asLong(-1);
        long length = array.path("length").asLong(-1);
        if (!array.path("type").asText().equals(type)
                || offset < 0
                || length < 0
                || length > Integer.MAX_VALUE - 8
                || offset > channel.size() - length * bytes)
            throw new IllegalArgumentException("no array of " + type + " is at " + array);
        channel.position(offset);
        buffer.clear().limit(0);
        return (int) length;
    }

    private ByteBuffer next(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) return buffer;
        buffer.compact();
        while (buffer.position() < bytes && channel.read(buffer) >= 0) continue;
        return buffer.flip();
    }
}
