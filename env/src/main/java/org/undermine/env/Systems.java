package org.undermine.env;

import java.util.List;
import java.util.stream.Stream;
import org.undermine.env.models.Models;
import org.undermine.protocols.Names;
import org.undermine.protocols.Parameter;
import org.undermine.protocols.Protocols;
import org.undermine.protocols.SourceFile;

/** All that can be attacked by name: protocols by their rules on blocks, and models of other systems. */
public final class Systems {
    /** What there is to say of either. */
    public record Entry(String name, String source, List<Parameter> parameters) {
        private static Entry of(Protocols.Entry protocol) {
            return new Entry(protocol.name(), protocol.source(), protocol.parameters());
        }

        private static Entry of(Models.Entry model) {
            return new Entry(model.name(), model.source(), model.parameters());
        }
    }

    private Systems() {}

    public static List<Entry> all() {
        return Stream.concat(
                        Protocols.all().stream().map(Entry::of),
                        Models.all().stream().map(Entry::of))
                .toList();
    }

    public static List<String> names() {
        return all().stream().map(Entry::name).toList();
    }

    /**
     * The system of that name, or the protocol in the Java file of that path.
     *
     * @throws IllegalArgumentException one line: the nearest name where there is none; what is wrong with a file
     */
    public static Entry named(String name) {
        if (SourceFile.isPath(name)) return Entry.of(Protocols.named(name));
        for (Entry e : all()) if (e.name.equals(name)) return e;
        throw new IllegalArgumentException(Names.unknown("protocol", name, names()));
    }
}
