package org.undermine.env.models;

import java.util.List;
import java.util.Map;
import org.undermine.protocols.Parameter;

/** The models that are attacked under a name of their own, beside the protocols. */
public final class Models {
    /**
     * One model.
     *
     * @param counts what the cutoff counts, such as "proofs-of-work on a side of a fork"
     * @param cutoff the cutoff at which it is solved in a few seconds
     */
    public record Entry(
            String name, String source, List<Parameter> parameters, String counts, int cutoff, Maker make) {}

    /** Builds a model from a value for each parameter, as {@link Parameter#parse} returns it, and a cutoff from 1. */
    @FunctionalInterface
    public interface Maker {
        Model<?> with(Map<String, Object> parameters, int cutoff);
    }

    private static final String CUMULATIVE = "cumulative parallel proof-of-work";

    private static final List<Entry> ALL = List.of(
            new Entry(
                    "leader-schedule",
                    "the longest chain, with leaders known in advance instead of proofs-of-work",
                    LeaderSchedule.PARAMETERS,
                    "blocks on a side of a fork",
                    12,
                    LeaderSchedule::of),
            new Entry(
                    "hfm",
                    "A-Block HFM: a double spend or a flood in a block that is validated in ranges",
                    HfmRules.PARAMETERS,
                    "blocks of a seen fraud's branch beyond the c that it takes",
                    1,
                    (parameters, cutoff) -> new Hfm(HfmRules.of(parameters), cutoff)),
            new Entry(
                    "separate-chains",
                    "what " + CUMULATIVE + " replaces: a chain for each ledger, and exogenous mining power",
                    SeparateChains.PARAMETERS,
                    "blocks on a side of a fork of any chain",
                    8,
                    SeparateChains::of),
            new Entry(
                    "double-spend",
                    "after Rosenfeld 2014, https://arxiv.org/abs/1402.2009",
                    DoubleSpend.PARAMETERS,
                    "how many blocks behind the attacker gives up",
                    60,
                    DoubleSpend::of));

    private Models() {}

    public static List<Entry> all() {
        return ALL;
    }

    /** The model of that name; null where there is none. */
    public static Entry named(String name) {
        for (Entry e : ALL) if (e.name.equals(name)) return e;
        return null;
    }
}
