package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.undermine.agents.exact.BreakEven;
import org.undermine.agents.exact.BreakEven.Interval;
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
    private static final double FINEST = 1e-9;

    private final Target target = new Target();

    @Option(
            names = {"-g", "--gamma"},
            paramLabel = "SHARES",
            defaultValue = "0,0.5",
            description = "one, several with commas between, or from:to:step (default: 0,0.5)")
    private String gammas;

    @Option(
            names = "--gain",
            paramLabel = "X",
            defaultValue = "1e-8",
            description = "attacking pays if it earns more than this above honest play, 1e-9 to 1 (default: 1e-8)")
    private String gain;

    @Option(
            names = {"-w", "--width"},
            paramLabel = "X",
            defaultValue = "1e-5",
            description =
                    "width of the interval for alpha, 1e-12 to 1 (default: 1e-5); wider where no more can be proved")
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
        Scenario scenario = target.scenario();
        List<Double> values = Numbers.shares("gamma", gammas);
        double counts = Numbers.real("gain", gain, FINEST, 1);
        double wide = Numbers.real("width", width, 1e-12, 1);
        Study study = Models.compile(scenario, console);
        var found = new ArrayList<Interval>();
        if (!common.json) head(scenario);
        for (double gamma : values) {
            found.add(search(study, gamma, counts, wide));
            if (!common.json) print(gamma, found.get(found.size() - 1));
        }
        if (common.json) json(values, found);
        else if (!console.quiet())
            console.print("%nAttacking pays where it is proved to earn more than %s above honest play.", gain);
        return 0;
    }

    private Interval search(Study study, double gamma, double counts, double wide) {
        try (var progress = console.progress("gamma " + Numbers.brief(gamma), "solved", 0)) {
            int[] solved = {0};
            return BreakEven.of(study, gamma, counts, wide, alpha -> progress.at(++solved[0]));
        }
    }

    private void head(Scenario scenario) {
        console.print("%s", Report.name(scenario));
        console.print("%n  gamma     does not pay at   pays at");
    }

    private void print(double gamma, Interval alpha) {
        String pays =
                alpha.high() == 1 ? "nothing up to 1/2" : String.format(java.util.Locale.ROOT, "%.7f", alpha.high());
        console.print("  %-8s  %.7f         %s", Numbers.brief(gamma), alpha.low(), pays);
    }

    private void json(List<Double> gammas, List<Interval> found) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < found.size(); i++)
            list.addObject()
                    .put("gamma", gammas.get(i))
                    .put("low", found.get(i).low())
                    .put("high", found.get(i).high());
        console.json(list);
    }
}
