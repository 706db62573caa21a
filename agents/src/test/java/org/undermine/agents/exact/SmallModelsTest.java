package org.undermine.agents.exact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.undermine.env.Scenario;
import org.undermine.env.attack.Check;
import org.undermine.protocols.Parameter;
import org.undermine.protocols.Protocols;

/** What must hold of the models of every registered protocol, with each word for each parameter and a small number. */
class SmallModelsTest {
    private static final int STATES = 511;

    static Stream<Scenario> scenarios() {
        var all = new ArrayList<Scenario>();
        for (Protocols.Entry entry : Protocols.all()) {
            var some = List.<Map<String, Object>>of(Map.of());
            for (Parameter p : entry.parameters()) some = with(p, some);
            for (Map<String, Object> typed : some) all.add(Scenario.of(entry.name(), typed));
        }
        return all.stream();
    }

    private static List<Map<String, Object>> with(Parameter p, List<Map<String, Object>> others) {
        var values = new ArrayList<Object>(p.values());
        if (p.hasNumbers()) values.add(Math.max(2, p.min()));
        var all = new ArrayList<Map<String, Object>>();
        for (Map<String, Object> other : others)
            for (Object value : values) {
                var one = new LinkedHashMap<>(other);
                one.put(p.name(), value);
                all.add(one);
            }
        return all;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void keep_what_they_promise(Scenario scenario) {
        for (Check check : new SmallModels(scenario, STATES).checks()) check.run();
    }
}
