package org.undermine.protocols;

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
            return Parameter.complete(name, parameters, typed);
        }
    }

    private static final String PARALLEL = "Keller and Boehme 2022, https://doi.org/10.1145/3558535.3559773";
    private static final String TAILSTORM =
            "Keller, Glickenhaus, Bissias and Griffith 2023, https://arxiv.org/abs/2306.12206";

    private static final String CUMULATIVE = "cumulative parallel proof-of-work: one proof secures several chains";

    private static final List<Entry> ALL = List.of(
            new Entry("nakamoto", "Nakamoto 2008, https://bitcoin.org/bitcoin.pdf", List.of(), p -> new Nakamoto()),
            new Entry("parallel", PARALLEL, Parallel.PARAMETERS, p -> new Parallel(k(p), reward(p))),
            new Entry(
                    "simple-parallel",
                    "after " + PARALLEL,
                    SimpleParallel.PARAMETERS,
                    p -> new SimpleParallel(k(p), reward(p))),
            new Entry(
                    "tree-parallel",
                    "after " + TAILSTORM,
                    TreeParallel.PARAMETERS,
                    p -> new TreeParallel(k(p), reward(p), quorum(p))),
            new Entry(
                    "dag-parallel",
                    "Keller 2023, https://arxiv.org/abs/2312.03111",
                    DagParallel.PARAMETERS,
                    p -> new DagParallel(k(p), reward(p), quorum(p))),
            new Entry("tailstorm", TAILSTORM, Tailstorm.PARAMETERS, p -> new Tailstorm(k(p), reward(p), quorum(p))),
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
                    p -> new GhostDag((int) p.get("k"))),
            new Entry("cumulative", CUMULATIVE, Cumulative.PARAMETERS, p -> Cumulative.of(p.get("prices"))));

    private Protocols() {}

    private static int k(Map<String, Object> values) {
        return (int) values.get("k");
    }

    private static Reward reward(Map<String, Object> values) {
        return Reward.named(values.get("reward"));
    }

    private static Quorum quorum(Map<String, Object> values) {
        return Quorum.named(values.get("quorum"));
    }

    private static Entry ethereum(String name, String source, Parameter... parameters) {
        return new Entry(
                name,
                source,
                List.of(parameters),
                p -> new Ethereum(
                        p.get("uncles") instanceof Integer n ? n : Ethereum.ANY,
                        p.get("uncle-reward").equals("byzantium")
                                ? Ethereum.Reward.BYZANTIUM
                                : Ethereum.Reward.CONSTANT,
                        p.get("preference").equals("work") ? Ethereum.Preference.WORK : Ethereum.Preference.HEIGHT));
    }

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
