package org.undermine.env.attack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.undermine.protocols.Parameter;
import org.undermine.protocols.Protocols;

/** What every registered protocol promises, in positions that attacks lead to: with each word for each parameter, and small numbers. */
class ProtocolContractTest {
    private static final int POSITIONS = 300;
    private static final int NUMBERS = 3; // the least ones

    /** A protocol and a value for each of its parameters. */
    record Rules(Protocols.Entry entry, Map<String, Object> values) {
        @Override
        public String toString() {
            return entry.name() + " " + values;
        }
    }

    static Stream<Rules> rules() {
        var all = new ArrayList<Rules>();
        for (Protocols.Entry entry : Protocols.all()) add(all, entry, 0, new LinkedHashMap<>());
        return all.stream();
    }

    private static void add(List<Rules> all, Protocols.Entry entry, int next, Map<String, Object> values) {
        if (next == entry.parameters().size()) {
            if (allowed(entry, values)) all.add(new Rules(entry, new LinkedHashMap<>(values)));
            return;
        }
        Parameter p = entry.parameters().get(next);
        var some = new ArrayList<Object>(p.values());
        for (int n = p.min(); n <= p.max() && n < p.min() + NUMBERS; n++) some.add(n);
        if (p.isList()) some.addAll(List.of("0,1", "1,1", "3,2,1"));
        for (Object value : some) {
            values.put(p.name(), value);
            add(all, entry, next + 1, values);
        }
    }

    private static boolean allowed(Protocols.Entry entry, Map<String, Object> values) {
        try {
            return entry.make().apply(values) != null;
        } catch (IllegalArgumentException e) { // these values do not go together
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_protocol_is_among_those_checked(String name) {
        assertTrue(rules().anyMatch(r -> r.entry.name().equals(name)), name);
    }

    static Stream<String> names() {
        return Protocols.all().stream().map(Protocols.Entry::name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void keeps_its_contract(Rules rules) {
        var contract = new Contract(() -> rules.entry.make().apply(rules.values), POSITIONS);
        for (Check check : contract.checks()) check.run();
    }
}
