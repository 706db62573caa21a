package org.undermine.bridge.commands;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.undermine.env.network.Observer;
import org.undermine.env.network.Topology;
import org.undermine.protocols.Kind;

/** What happens on a network, one JSON object a line. The file is there once it is complete, and not before. */
final class TraceFile implements Observer, AutoCloseable {
    private final Path file;
    private final Path unfinished;
    private final Topology topology;
    private final JsonGenerator json;

    TraceFile(Path file, Topology topology) throws IOException {
        this.file = file;
        this.topology = topology;
        unfinished = Files.createTempFile(file.getParent(), ".undermine", null);
        unfinished.toFile().deleteOnExit();
        json = new JsonFactory().createGenerator(new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16));
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    /** All has happened. */
    void complete() throws IOException {
        json.writeRaw('\n');
        json.close();
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        json.close();
        Files.deleteIfExists(unfinished);
    }

    /** Some fields of a line. */
    private interface Fields {
        void write() throws IOException;
    }

    private void line(double seconds, String event, Fields fields) {
        try {
            json.writeStartObject();
            json.writeNumberField("time", seconds);
            json.writeStringField("event", event);
            fields.write();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void at(int node, long block) throws IOException {
        json.writeStringField("node", topology.nodes().get(node).name());
        json.writeNumberField("block", block);
    }

    @Override
    public void made(
            double seconds, int node, long block, Kind kind, int ledger, boolean proof, long[] parents, long hash) {
        line(seconds, "made", () -> {
            at(node, block);
            json.writeStringField("kind", kind.name().toLowerCase(Locale.ROOT));
            if (kind == Kind.PARALLEL) json.writeNumberField("ledger", ledger);
            json.writeBooleanField("proof", proof);
            json.writeFieldName("parents");
            json.writeArray(parents, 0, parents.length);
            json.writeStringField("hash", String.format(Locale.ROOT, "%016x", hash));
        });
    }

    @Override
    public void released(double seconds, int node, long block) {
        line(seconds, "released", () -> at(node, block));
    }

    @Override
    public void heard(double seconds, int node, long block) {
        line(seconds, "heard", () -> at(node, block));
    }

    @Override
    public void preferred(double seconds, int node, long block) {
        line(seconds, "preferred", () -> at(node, block));
    }

    @Override
    public void agreed(double seconds, long block) {
        line(seconds, "agreed", () -> json.writeNumberField("block", block));
    }
}
