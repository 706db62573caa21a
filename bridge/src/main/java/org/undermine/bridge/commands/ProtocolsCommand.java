package org.undermine.bridge.commands;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.undermine.agents.Catalogue;
import org.undermine.agents.Policies;
import org.undermine.env.Scenario;
import org.undermine.env.Systems;
import org.undermine.protocols.Parameter;
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
        if (common.json) console.json(Catalogue.json());
        else Systems.all().forEach(this::print);
        return 0;
    }

    private void print(Systems.Entry entry) {
        Scenario scenario = Scenario.of(entry.name(), Map.of());
        console.print("%s  %s", entry.name(), entry.source());
        for (Parameter p : entry.parameters())
            console.print("  --%s %s (default: %s)", p.name(), p.range(), p.fallback());
        if (entry.parameters().isEmpty()) console.print("  no parameters");
        console.print("  spaces    %s", list(Scenario.spaces(entry.name())));
        console.print("  policies  %s", list(Policies.names(entry.name())));
        console.print(
                "  ceiling   %s", scenario.isBounded(SMALL) ? "yes: a bound for attacks of any length" : "none known");
    }

    private static String list(List<String> names) {
        return String.join(", ", names);
    }
}
