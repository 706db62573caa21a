package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.undermine.agents.exact.BreakEven;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "break-even",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Finds the least alpha from which attacking pays, for each gamma, between two proved bounds.")
final class BreakEvenCommand implements Callable<Integer>, ProtocolCommand {
    private static final double FINEST = 1e-6;

    private final Target target = new Target();

    @Option(
            names = {"-g", "--gamma"},
            paramLabel = "SHARES",
            defaultValue = "0,0.5",
            description = "one, several with commas between, or from:to:step (default: 0,0.5)")
    private String gammas;

    @Option(
            names = {"-w", "--width"},
            paramLabel = "X",
            defaultValue = "1e-5",
            description = "width of the interval for alpha, 1e-6 to 1 (default: 1e-5)")
    private String width;

    @Mixin
    private Common common;

    private final Console console;

    BreakEvenCommand(Console console) {
        this.console = console;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Integer call() {
        Scenario scenario = target.model();
        List<Double> values = Numbers.shares("gamma", gammas);
        double wide = Numbers.real("width", width, FINEST, 1);
        Study study = Compiling.compile(scenario, console);
        var found = new ArrayList<BreakEven>();
        if (!common.json) head(scenario);
        for (double gamma : values) {
            found.add(search(study, gamma, wide));
            if (!common.json) print(found.get(found.size() - 1));
        }
        if (common.json) json(found);
        else if (!console.quiet()) console.print("%nPays: is proved to earn more than honest play. Ties do not pay.");
        return 0;
    }

    private BreakEven search(Study study, double gamma, double wide) {
        try (var progress = console.progress("gamma " + Numbers.brief(gamma), "halvings", 0)) {
            int[] halvings = {0};
            return BreakEven.of(study, gamma, wide, left -> progress.at(++halvings[0]));
        }
    }

    private void head(Scenario scenario) {
        console.print("%s", Report.name(scenario));
        console.print("%n  gamma     does not pay at   pays at");
    }

    private void print(BreakEven found) {
        String pays = found.high() == 1 ? "nothing up to 1/2" : String.format(Locale.ROOT, "%.7f", found.high());
        console.print("  %-8s  %.7f         %s", Numbers.brief(found.gamma()), found.low(), pays);
    }

    private void json(List<BreakEven> found) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (BreakEven f : found)
            list.addObject().put("gamma", f.gamma()).put("low", f.low()).put("high", f.high());
        console.json(list);
    }
}
