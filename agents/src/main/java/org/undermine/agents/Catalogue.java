package org.undermine.agents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import org.undermine.env.Scenario;
import org.undermine.env.Systems;
import org.undermine.protocols.Parameter;

/** Every protocol with all that can be asked of it, for programs. */
public final class Catalogue {
    private static final double SMALL = 0.1; // a share below which a ceiling exists if it does at all

    private Catalogue() {}

    /** A list of {name, parameters: [{name, default, min and max, values, numbers: how many at most, in a list}], spaces, policies, ceiling, source}. */
    public static ArrayNode json() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (var entry : Systems.all()) all.add(describe(entry));
        return all;
    }

    private static ObjectNode describe(Systems.Entry entry) {
        Scenario scenario = Scenario.of(entry.name(), Map.of());
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("name", entry.name());
        ArrayNode parameters = node.putArray("parameters");
        for (Parameter p : entry.parameters()) parameters.add(describe(p));
        Scenario.spaces(entry.name()).forEach(node.putArray("spaces")::add);
        Policies.names(entry.name()).forEach(node.putArray("policies")::add);
        return node.put("ceiling", scenario.isBounded(SMALL)).put("source", entry.source());
    }

    private static ObjectNode describe(Parameter p) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("name", p.name());
        Object fallback = p.parse(p.fallback());
        if (fallback instanceof Integer n) node.put("default", n);
        else if (fallback instanceof BigDecimal d) node.put("default", d);
        else node.put("default", p.fallback());
        if (p.hasNumbers()) node.put("min", p.min()).put("max", p.max());
        if (p.isList()) node.put("numbers", p.most());
        if (!p.values().isEmpty()) p.values().forEach(node.putArray("values")::add);
        return node;
    }
}
