package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.undermine.agents.Policies;
import org.undermine.env.Scenario;
import org.undermine.protocols.Parameter;
import org.undermine.protocols.Protocols;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "protocols", sortOptions = false, description = "Lists the protocols and their parameters.")
final class ProtocolsCommand implements Callable<Integer> {
    private static final double SMALL = 0.1; // a share below which a ceiling exists if it does at all

    @Mixin
    private Common common;

    private final Console console;

    ProtocolsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var all = JsonNodeFactory.instance.arrayNode();
        for (var entry : Protocols.all()) {
            if (common.json) all.add(describe(entry));
            else print(entry);
        }
        if (common.json) console.json(all);
        return 0;
    }

    private static ObjectNode describe(Protocols.Entry entry) {
        Scenario scenario = Scenario.of(entry.name(), Map.of());
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", entry.name());
        ArrayNode parameters = node.putArray("parameters");
        for (Parameter p : entry.parameters()) {
            ObjectNode one = parameters.addObject().put("name", p.name());
            if (p.values().isEmpty())
                one.put("default", Integer.parseInt(p.fallback()))
                        .put("min", p.min())
                        .put("max", p.max());
            else p.values().forEach(one.put("default", p.fallback()).putArray("values")::add);
        }
        Scenario.spaces(entry.name()).forEach(node.putArray("spaces")::add);
        Policies.names(scenario).forEach(node.putArray("policies")::add);
        return node.put("ceiling", scenario.hasCeiling(SMALL)).put("source", entry.source());
    }

    private void print(Protocols.Entry entry) {
        Scenario scenario = Scenario.of(entry.name(), Map.of());
        console.print("%s  %s", entry.name(), entry.source());
        for (Parameter p : entry.parameters())
            console.print("  --%s %s (default: %s)", p.name(), p.range(), p.fallback());
        if (entry.parameters().isEmpty()) console.print("  no parameters");
        console.print("  spaces    %s", list(Scenario.spaces(entry.name())));
        console.print("  policies  %s", list(Policies.names(scenario)));
        console.print(
                "  ceiling   %s", scenario.hasCeiling(SMALL) ? "yes: a bound for attacks of any length" : "none known");
    }

    private static String list(List<String> names) {
        return String.join(", ", names);
    }
}
