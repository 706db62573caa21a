package org.undermine.env.mdp.formats;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files that belong together: written beside their places, then renamed, so that none is ever there in part. */
final class WholeFiles implements Closeable {
    private final Map<Path, Path> unfinished = new LinkedHashMap<>(); // where it goes, where it is
    private Closeable open = () -> {};

    /** Begins the next file; the one before it is complete. */
    OutputStream bytes(Path file) throws IOException {
        open.close();
        Path target = file.toAbsolutePath();
        Path beside = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid());
        unfinished.put(target, beside);
        var stream = new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16);
        open = stream;
        return stream;
    }

    /** The same for text. */
    Writer text(Path file) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(bytes(file), StandardCharsets.UTF_8));
        open = writer;
        return writer;
    }

    /** All are complete. @return where they are */
    List<Path> finish() throws IOException {
        open.close();
        for (var file : unfinished.entrySet())
            Files.move(
                    file.getValue(),
                    file.getKey(),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        return List.copyOf(unfinished.keySet());
    }

    @Override
    public void close() throws IOException {
        try {
            open.close();
        } finally {
            for (Path beside : unfinished.values()) Files.deleteIfExists(beside);
        }
    }
}
