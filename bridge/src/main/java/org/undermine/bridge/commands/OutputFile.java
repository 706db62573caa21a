package org.undermine.bridge.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file to be written at the end. Whether it can be is found out at the beginning. */
final class OutputFile {
    private OutputFile() {}

    /**
     * The file that {@code typed} names, links followed; null where none was asked for.
     *
     * @throws IllegalArgumentException one line, if it cannot be written
     */
    static Path of(String typed) {
        if (typed == null) return null;
        try {
            Path file = Path.of(typed).toAbsolutePath();
            if (Files.exists(file)) file = file.toRealPath();
            if (Files.isDirectory(file)) throw refuse(typed, "it is a folder");
            if (Files.exists(file) && !Files.isRegularFile(file)) throw refuse(typed, "it is not a regular file");
            if (Files.exists(file) && !Files.isWritable(file)) throw refuse(typed, "it is write-protected");
            if (!Files.isDirectory(file.getParent())) throw refuse(typed, "there is no folder " + file.getParent());
            Files.delete(
                    Files.createTempFile(file.getParent(), ".undermine", null)); // asking for permission is not enough
            return file;
        } catch (java.nio.file.InvalidPathException e) {
            throw refuse(typed, e.getReason());
        } catch (IOException e) {
            throw refuse(typed, "its folder is not writable");
        }
    }

    /** Writes {@code text} into a file of {@link #of}, all or nothing. */
    static void write(Path file, String text) throws IOException {
        Path unfinished = Files.createTempFile(file.getParent(), ".undermine", null);
        try {
            Files.writeString(unfinished, text);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static IllegalArgumentException refuse(String typed, String why) {
        return new IllegalArgumentException("cannot write " + typed + ": " + why);
    }
}
