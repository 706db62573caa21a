package org.undermine.env.referee;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The referees by the names of protocols. */
public final class Referees {
    private static final String[] PLAIN = {"constant", "block"};
    private static final String[] DAG = {"constant", "block", "discount"};
    private static final String[] TREE = {"constant", "block", "discount", "punish", "hybrid"};
    private static final String[] STORM = {"constant", "discount", "punish", "hybrid"};

    private static final Map<String, Function<Values, Referee>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("nakamoto", v -> new NakamotoReferee());
        ALL.put("parallel", v -> new ParallelReferee(v.k(), v.reward(PLAIN)));
        ALL.put("simple-parallel", v -> new SimpleParallelReferee(v.k(), v.reward(PLAIN)));
        ALL.put("tree-parallel", v -> new TreeParallelReferee(v.k(), v.quorum().reward(TREE)));
        ALL.put("dag-parallel", v -> new DagParallelReferee(v.k(), v.quorum().reward(DAG)));
        ALL.put("tailstorm", v -> new TailstormReferee(v.k(), v.quorum().reward(STORM)));
        ALL.put("ethereum-whitepaper", v -> ethereum(v, "any", "15/16", "height"));
        ALL.put("ethereum-byzantium", v -> ethereum(v, 2, "byzantium", "work"));
        ALL.put("ghostdag", v -> new GhostDagReferee(v.k()));
        ALL.put("cumulative", v -> new CumulativeReferee(v.list("prices")));
    }

    private Referees() {}

    /**
     * The referee of one protocol.
     *
     * @param parameters by name, numbers as Integer and words as String; what is missing has the specification's default
     * @throws IllegalArgumentException where a name or word is unknown, for its rule would go unchecked
     */
    public static Referee of(String protocol, Map<String, Object> parameters) {
        if (!ALL.containsKey(protocol))
            throw new IllegalArgumentException("no referee for " + protocol + "; there are " + ALL.keySet());
        Values values = new Values(parameters, new TreeSet<>());
        Referee referee = ALL.get(protocol).apply(values);
        for (String name : parameters.keySet())
            if (!values.read().contains(name))
                throw new IllegalArgumentException("the referee of " + protocol + " knows no parameter " + name);
        return referee;
    }

    public static Set<String> names() {
        return Set.copyOf(ALL.keySet());
    }

    /** Both rule sets are the same rules; they differ in the defaults. */
    private static Referee ethereum(Values v, Object uncles, String uncleReward, String preference) {
        Object most = v.value("uncles", uncles);
        String paid = v.word("uncle-reward", uncleReward, "15/16", "byzantium");
        String clock = v.word("preference", preference, "height", "work");
        int limit = most.equals("any") ? Integer.MAX_VALUE : (Integer) most;
        return new EthereumReferee(limit, paid, clock.equals("work"));
    }

    /** The parameters, and which of them were asked for. */
    private record Values(Map<String, Object> all, Set<String> read) {
        Object value(String name, Object fallback) {
            read.add(name);
            return all.getOrDefault(name, fallback);
        }

        int k() {
            Object k = value("k", null);
            if (k instanceof Integer number && number >= 0) return number;
            throw new IllegalArgumentException("k is " + k + ", not a number");
        }

        int[] list(String name) {
            return Stream.of(value(name, "").toString().split(","))
                    .mapToInt(Integer::parseInt)
                    .toArray();
        }

        String word(String name, String fallback, String... allowed) {
            Object word = value(name, fallback);
            if (List.of(allowed).contains(word)) return (String) word;
            throw new IllegalArgumentException(name + " is " + word + ", not one of " + List.of(allowed));
        }

        String reward(String... schemes) {
            return word("reward", "constant", schemes);
        }

        /** A choice among valid quorums: any valid one is as good to a referee. */
        Values quorum() {
            word("quorum", "altruistic", "altruistic", "heuristic", "optimal");
            return this;
        }
    }
}
