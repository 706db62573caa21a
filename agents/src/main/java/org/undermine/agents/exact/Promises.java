package org.undermine.agents.exact;

import java.util.ArrayList;
import java.util.List;
import org.undermine.env.Scenario;
import org.undermine.env.attack.Check;
import org.undermine.env.attack.Contract;
import org.undermine.protocols.Protocols;

/** All that a protocol promises: of its rules, and of the models that follow from them. */
public final class Promises {
    private Promises() {}

    /** @param positions about how many to ask the rules in */
    public static List<Check> of(Scenario scenario, int positions) {
        var entry = Protocols.named(scenario.protocol());
        var all = new ArrayList<Check>();
        all.addAll(new Contract(() -> entry.make().apply(scenario.parameters()), positions).checks());
        all.addAll(new SmallModels(scenario).checks());
        return all;
    }
}
