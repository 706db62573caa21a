package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.undermine.agents.exact.Promises;
import org.undermine.env.Scenario;
import org.undermine.env.attack.Breach;
import org.undermine.env.attack.Broken;
import org.undermine.env.attack.Check;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "verify",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Checks that a protocol keeps the contract of its kind: rules that name blocks by number and mean nothing by it,"
                    + " pay for what they are built on, end; a model in which honest play earns its share. Says which"
                    + " rule is broken, and where. Exit code 0 only if all holds."
        })
final class VerifyCommand implements Callable<Integer>, ProtocolCommand {
    private static final int POSITIONS = 4_000;

    private final Target target = new Target(false);

    @Mixin
    private Common common;

    private final Console console;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Integer call() {
        Scenario scenario = target.scenario();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("protocol", scenario.protocol());
        scenario.parameters().forEach(json.putObject("parameters")::putPOJO);
        ArrayNode kept = json.putArray("kept");
        if (!common.json && !console.quiet()) console.print("%s", name(scenario));
        Breach breach = null;
        for (Check check : Promises.of(scenario, POSITIONS)) {
            long start = System.nanoTime();
            try {
                String seen = check.run();
                console.detail("%s for: %s", Sizes.seconds((System.nanoTime() - start) / 1e9), check.promise());
                kept.addObject().put("promise", check.promise()).put("seen", seen);
                if (!common.json && !console.quiet()) console.print("  ok  %s (%s)", check.promise(), seen);
            } catch (Broken e) {
                console.trace(e);
                breach = e.breach();
                json.put("broken", check.promise());
                if (!common.json) print(check, breach);
                break;
            }
        }
        if (common.json) {
            json.put("holds", breach == null);
            if (breach != null)
                json.putObject("breach")
                        .put("rule", breach.rule())
                        .put("said", breach.said())
                        .put("state", breach.state());
            console.json(json);
        }
        return breach == null ? 0 : 1;
    }

    private static String name(Scenario s) {
        return s.protocol()
                + s.parameters().entrySet().stream()
                        .map(p -> " " + p.getKey() + "=" + p.getValue())
                        .collect(Collectors.joining());
    }

    private void print(Check check, Breach breach) {
        console.print("  broken  %s", check.promise());
        console.print("");
        console.print("%s: %s", breach.rule(), breach.said());
        if (breach.state().isEmpty()) return;
        console.print("");
        console.print("The smallest state found that shows it:");
        console.print("");
        breach.state().lines().forEach(line -> console.print("  %s", line));
    }
}
