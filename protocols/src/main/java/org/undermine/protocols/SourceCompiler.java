package org.undermine.protocols;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;

/** Compiles one Java file in memory and loads what it declares. Nothing is written. */
final class SourceCompiler {
    private static final List<String> OPTIONS = List.of("--release", "17", "-proc:none", "-nowarn");

    private SourceCompiler() {}

    /** The types that {@code text} declares. @throws IllegalArgumentException the first error, in one line */
    static List<Class<?>> compile(JavaCompiler compiler, String name, Path file, String text) {
        var said = new DiagnosticCollector<JavaFileObject>();
        try (var files = compiler.getStandardFileManager(said, Locale.ENGLISH, StandardCharsets.UTF_8);
                var output = new Output(files)) {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(rules()));
            var task =
                    compiler.getTask(Writer.nullWriter(), output, said, OPTIONS, null, List.of(new Source(file, text)));
            if (!task.call()) throw new IllegalArgumentException(errors(name, said.getDiagnostics()));
            return new Loader(name, output.classes).all();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the classes of this package were loaded from. */
    private static Path rules() {
        try {
            return Path.of(Protocol.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError("the URL of a class is a URI", e);
        }
    }

    private static String errors(String name, List<Diagnostic<? extends JavaFileObject>> said) {
        var errors =
                said.stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR).toList();
        var first = errors.get(0);
        String line = first.getLineNumber() == Diagnostic.NOPOS ? "" : first.getLineNumber() + ":";
        String message = first.getMessage(Locale.ENGLISH)
                .strip()
                .replaceAll("\\s*\\R\\s*", "; ")
                .replaceAll(" {2,}", " ");
        int more = errors.size() - 1;
        return name + ":" + line + " " + message
                + (more == 0 ? "" : " (and " + more + " more error" + (more == 1 ? ")" : "s)"));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Path file, String text) {
            super(file.toUri(), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

        Output(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:/" + type.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    var bytes = new ByteArrayOutputStream();
                    classes.put(type, bytes);
                    return bytes;
                }
            };
        }
    }

    /** Named after the file, so that a stack trace says which one. */
    private static final class Loader extends ClassLoader {
        private final Map<String, ByteArrayOutputStream> classes;

        Loader(String name, Map<String, ByteArrayOutputStream> classes) {
            super(name, Protocol.class.getClassLoader());
            this.classes = classes;
        }

        List<Class<?>> all() {
            return classes.keySet().stream().<Class<?>>map(this::own).toList();
        }

        /** The file's own types first: it may be a changed copy of a protocol that is here too. */
        @Override
        protected Class<?> loadClass(String type, boolean resolve) throws ClassNotFoundException {
            return classes.containsKey(type) ? own(type) : super.loadClass(type, resolve);
        }

        private Class<?> own(String type) {
            synchronized (getClassLoadingLock(type)) {
                Class<?> loaded = findLoadedClass(type);
                if (loaded != null) return loaded;
                byte[] bytes = classes.get(type).toByteArray();
                return defineClass(type, bytes, 0, bytes.length);
            }
        }
    }
}
