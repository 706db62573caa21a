package org.undermine.protocols;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The protocols by name. */
public final class Protocols {
    /**
     * One protocol.
     *
     * @param make builds the rules from a value for each parameter, as {@link Parameter#parse} returns it
     */
    public record Entry(
            String name, String source, List<Parameter> parameters, Function<Map<String, Object>, Protocol> make) {

        /** Every parameter's value, from what was typed and the defaults. */
        public Map<String, Object> complete(Map<String, ?> typed) {
            for (String name : typed.keySet())
                if (parameters.stream().noneMatch(p -> p.name().equals(name)))
                    throw new IllegalArgumentException(this.name + " has no parameter " + name + "; it has: "
                            + (parameters.isEmpty() ? "none" : String.join(", ", names())));
            var complete = new LinkedHashMap<String, Object>();
            for (Parameter p : parameters) {
                Object value = typed.get(p.name());
                complete.put(p.name(), p.parse(value == null ? p.fallback() : value.toString()));
            }
            return complete;
        }

        private List<String> names() {
            return parameters.stream().map(Parameter::name).toList();
        }
    }

    private static final List<Entry> ALL = List.of(
            new Entry("nakamoto", "Nakamoto 2008, https://bitcoin.org/bitcoin.pdf", List.of(), p -> new Nakamoto()));

    private Protocols() {}

    public static List<Entry> all() {
        return ALL;
    }

    /**
     * The protocol of that name, or the one in the Java file of that path: see {@link SourceFile}.
     *
     * @throws IllegalArgumentException one line: the nearest name where there is no such protocol; what is wrong with a file
     */
    public static Entry named(String name) {
        if (SourceFile.isPath(name)) return SourceFile.entry(name);
        for (Entry e : ALL) if (e.name().equals(name)) return e;
        throw new IllegalArgumentException(
                Names.unknown("protocol", name, ALL.stream().map(Entry::name).toList()));
    }
}
