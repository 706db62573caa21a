package org.undermine.protocols;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A protocol in a Java file of its own: {@code path/to/Mine.java} holds one public record that implements {@link Protocol}.
 *
 * <p>It is compiled in memory, against this package and Java alone. The components of the record are the parameters: see
 * {@link Components}. What has been compiled stays until the file's content is another one.
 */
public final class SourceFile {
    private static final String SUFFIX = ".java";
    private static final Map<Key, Components> COMPILED = new ConcurrentHashMap<>();

    private record Key(Path file, String text) {}

    private SourceFile() {}

    /** Whether a protocol's name is the path of a file. */
    public static boolean isPath(String name) {
        return name.endsWith(SUFFIX);
    }

    /** @throws IllegalArgumentException one line; where the compiler refuses, with file and line */
    static Protocols.Entry entry(String name) {
        return entry(name, ToolProvider.getSystemJavaCompiler());
    }

    static Protocols.Entry entry(String name, JavaCompiler compiler) {
        if (compiler == null)
            throw new IllegalArgumentException(
                    name + " cannot be compiled: a JDK is needed, and this Java has no compiler");
        Path file = path(name);
        var known = COMPILED.computeIfAbsent(
                new Key(file, read(name, file)),
                key -> Components.of(name, SourceCompiler.compile(compiler, name, key.file, key.text)));
        return new Protocols.Entry(name, name, known.parameters(), known::make);
    }

    /**
     * The line of a protocol's file in which something was thrown, and what: {@code Mine.java:12: ArithmeticException: / by
     * zero}. Null if no such file had a part in it.
     */
    public static String blame(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause())
            for (StackTraceElement frame : t.getStackTrace()) {
                String loader = frame.getClassLoaderName();
                if (loader == null || !isPath(loader)) continue;
                String message = t.getMessage() == null ? "" : ": " + t.getMessage();
                return loader + ":" + frame.getLineNumber() + ": "
                        + t.getClass().getSimpleName() + message;
            }
        return null;
    }

    private static Path path(String name) {
        try {
            return Path.of(name).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(name + " is no path of a file: " + e.getReason());
        }
    }

    private static String read(String name, Path file) {
        if (Files.isDirectory(file)) throw new IllegalArgumentException(name + " is a folder, not a protocol's file");
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + name + " with a protocol's rules");
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException("no permission to read " + name);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(name + " is no text in UTF-8");
        } catch (IOException e) {
            throw new IllegalArgumentException("reading " + name + " failed: " + e.getMessage());
        }
    }
}
