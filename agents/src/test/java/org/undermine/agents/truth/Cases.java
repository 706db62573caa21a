package org.undermine.agents.truth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.undermine.agents.Agent;
import org.undermine.env.Scenario;
import org.undermine.protocols.Parameter;
import org.undermine.protocols.Protocols;

/** What there is to try: every way to set a protocol's parameters, every way to attack it. */
final class Cases {
    private static final int[] NUMBERS = {2, 3, 5};

    private Cases() {}

    /** Every word that a parameter allows, and a few of its numbers, in every combination. */
    static List<Map<String, Object>> parameters(Protocols.Entry protocol) {
        List<Map<String, Object>> all = List.of(Map.of());
        for (Parameter p : protocol.parameters()) {
            var longer = new ArrayList<Map<String, Object>>();
            for (var some : all)
                for (Object value : values(p)) {
                    var more = new LinkedHashMap<>(some);
                    more.put(p.name(), value);
                    longer.add(more);
                }
            all = longer;
        }
        return all;
    }

    private static List<Object> values(Parameter p) {
        var values = new ArrayList<Object>(p.values());
        if (p.isList()) return List.of("1", "3,1", "0,2,1");
        for (int n : NUMBERS) if (p.hasNumbers() && p.min() <= n && n <= p.max()) values.add(n);
        return values;
    }

    /** Every attack space with and without the options that it has. */
    static List<Scenario> attacks(String protocol, Map<String, Object> parameters, int limit, int window) {
        var attacks = new ArrayList<Scenario>();
        for (String defenders : List.of("many", "one")) {
            if (Scenario.spaces(protocol).contains("withholding"))
                attacks.add(attack(protocol, parameters, "withholding", limit, "considered", defenders));
            for (String own : List.of("ignored", "considered"))
                attacks.add(attack(protocol, parameters, "free", window, own, defenders));
        }
        return attacks;
    }

    private static Scenario attack(
            String protocol, Map<String, Object> parameters, String space, int cutoff, String own, String defenders) {
        var typed = new LinkedHashMap<>(parameters);
        typed.putAll(Map.of("space", space, "cutoff", cutoff, "own", own, "defenders", defenders));
        return Scenario.of(protocol, typed);
    }

    /** Takes any legal action, all equally likely. */
    static Agent random(long seed) {
        var random = new Random(seed);
        return (observation, legal) -> {
            int[] choices =
                    IntStream.range(0, legal.length).filter(a -> legal[a]).toArray();
            return choices[random.nextInt(choices.length)];
        };
    }
}
