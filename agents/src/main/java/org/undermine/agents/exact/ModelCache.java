package org.undermine.agents.exact;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.undermine.agents.Version;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Compiler.Compiled;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Packed;
import org.undermine.env.mdp.TableFile;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.SourceFile;

/**
 * Compiled models that took long, kept as files: {@code undermine/models} in the user's cache folder.
 *
 * <p>A file's name is a hash of all that the model follows from: protocol (a file of rules with all that is in it),
 * parameters, attack, and the program itself. Files are written under another name and renamed; one that is damaged is
 * compiled anew. Those not used for the longest time are deleted first.
 */
public final class ModelCache {
    private static final long LIMIT = 8L << 30;
    private static final int WORTHWHILE = 10_000; // states: fewer are compiled in no time
    private static final String ENDING = ".table";
    private static final String UNFINISHED = ".unfinished";

    private final Path folder;
    private final long limit;
    private final int least;

    /** @param limit bytes in all @param least states of a model that is kept */
    ModelCache(Path folder, long limit, int least) {
        this.folder = folder;
        this.limit = limit;
        this.least = least;
    }

    /** The user's: in {@code XDG_CACHE_HOME}, else in {@code ~/.cache}. Up to 8 GiB. */
    public static ModelCache ofUser() {
        String caches = System.getenv("XDG_CACHE_HOME");
        Path home = Path.of(System.getProperty("user.home"), ".cache");
        Path folder = caches == null || caches.isBlank() ? home : Path.of(caches);
        return new ModelCache(folder.resolve("undermine").resolve("models"), LIMIT, WORTHWHILE);
    }

    /** The model of {@code scenario}; null where it is not there, or not whole. */
    Compiled<?> find(Scenario scenario) {
        try {
            Path file = file(scenario);
            if (!Files.exists(file) || !(scenario.mdp() instanceof Packed<?> model)) return null;
            Compiled<?> compiled = TableFile.read(model, file);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return compiled;
        } catch (IOException e) { // as good as not there
            return null;
        }
    }

    /**
     * Keeps a model, if it is large enough to be worth it and small enough to fit.
     *
     * @throws IOException if it cannot be written; then it is as if it had not been tried
     */
    void keep(Scenario scenario, Compiled<?> compiled) throws IOException {
        if (compiled.table().states() < least || !TableFile.holds(compiled)) return;
        long size = TableFile.size(compiled);
        if (size > limit) return;
        Files.createDirectories(folder);
        tidy();
        makeRoom(size);
        Path file = file(scenario);
        Path unfinished = folder.resolve(
                file.getFileName() + "." + ProcessHandle.current().pid() + UNFINISHED);
        try {
            Files.deleteIfExists(unfinished);
            TableFile.write(compiled, unfinished);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Deletes what was not finished, and whose process is no more. */
    private void tidy() throws IOException {
        for (Path file : files(UNFINISHED)) {
            String[] parts = file.getFileName().toString().split("\\.");
            boolean alive = parts[2].matches("[0-9]{1,18}")
                    && ProcessHandle.of(Long.parseLong(parts[2])).isPresent();
            if (!alive) Files.deleteIfExists(file);
        }
    }

    private void makeRoom(long size) throws IOException {
        long left = limit - size;
        for (Path file : files(ENDING)) {
            left -= Files.size(file);
            if (left < 0) Files.deleteIfExists(file);
        }
    }

    /** The newest first. */
    private List<Path> files(String ending) throws IOException {
        record Dated(Path file, FileTime time) {}
        var dated = new ArrayList<Dated>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(f -> f.toString().endsWith(ending)).toList())
                dated.add(new Dated(file, Files.getLastModifiedTime(file)));
        }
        return dated.stream()
                .sorted(Comparator.comparing(Dated::time).reversed())
                .map(Dated::file)
                .toList();
    }

    private Path file(Scenario scenario) throws IOException {
        String rules = SourceFile.isPath(scenario.protocol()) ? Files.readString(Path.of(scenario.protocol())) : "";
        String all = String.join(
                "\n",
                Version.UNDERMINE,
                built(Protocol.class),
                built(Mdp.class),
                scenario.protocol(),
                rules,
                scenario.parameters().toString(),
                scenario.attack().toString());
        String hash = HexFormat.of().formatHex(ResultFile.sha().digest(all.getBytes(StandardCharsets.UTF_8)));
        return folder.resolve(hash + ENDING);
    }

    /** Size and date of what {@code type} was loaded from: another one when it has been built again. */
    private static String built(Class<?> type) throws IOException {
        try {
            Path code = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (Stream<Path> files = Files.walk(code)) {
                long size = 0;
                long newest = 0;
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    size += Files.size(file);
                    newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
                }
                return size + " bytes, " + newest;
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
