package org.undermine.protocols;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.undermine.protocols.Ethereum.Preference;
import org.undermine.protocols.Ethereum.Reward;

/** The protocols by name. */
public final class Protocols {
    /**
     * One registered protocol.
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
            new Entry("nakamoto", "Nakamoto 2008, https://bitcoin.org/bitcoin.pdf", List.of(), p -> new Nakamoto()),
            ethereum(
                    "ethereum-whitepaper",
                    "Buterin 2014, https://ethereum.org/en/whitepaper/",
                    Parameter.numberOr("any", "uncles", "any", 0, 16),
                    Parameter.choice("uncle-reward", "15/16", "byzantium"),
                    Parameter.choice("preference", "height", "work")),
            ethereum(
                    "ethereum-byzantium",
                    "Wood, Ethereum yellow paper, https://ethereum.github.io/yellowpaper/paper.pdf",
                    Parameter.numberOr("any", "uncles", "2", 0, 16),
                    Parameter.choice("uncle-reward", "byzantium", "15/16"),
                    Parameter.choice("preference", "work", "height")),
            new Entry(
                    "ghostdag",
                    "Sompolinsky, Wyborski and Zohar 2021, https://eprint.iacr.org/2018/104",
                    List.of(Parameter.number("k", 3, 0, 64)),
                    p -> new GhostDag((int) p.get("k"))));

    private Protocols() {}

    private static Entry ethereum(String name, String source, Parameter... parameters) {
        return new Entry(
                name,
                source,
                List.of(parameters),
                p -> new Ethereum(
                        p.get("uncles") instanceof Integer n ? n : Ethereum.ANY,
                        p.get("uncle-reward").equals("byzantium") ? Reward.BYZANTIUM : Reward.CONSTANT,
                        p.get("preference").equals("work") ? Preference.WORK : Preference.HEIGHT));
    }

    public static List<Entry> all() {
        return ALL;
    }

    /** @throws IllegalArgumentException with the nearest name where there is no such protocol */
    public static Entry named(String name) {
        for (Entry e : ALL) if (e.name().equals(name)) return e;
        throw new IllegalArgumentException(
                Names.unknown("protocol", name, ALL.stream().map(Entry::name).toList()));
    }
}
