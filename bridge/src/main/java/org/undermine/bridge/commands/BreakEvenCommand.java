package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;
import org.undermine.agents.exact.BreakEven;
import org.undermine.agents.exact.BreakEvenPrize;
import org.undermine.agents.exact.LeastPayment;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Objective.Aim;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "break-even",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Finds the least alpha from which attacking pays, or the least prize, between two proved bounds.")
final class BreakEvenCommand implements Callable<Integer>, ProtocolCommand {
    private static final double FINEST = 1e-6;
    private static final String ALPHA = "alpha";

    private final Target target = new Target();

    @Option(
            names = {"-g", "--gamma"},
            paramLabel = "SHARES",
            defaultValue = "0,0.5",
            description = "one, several with commas between, or from:to:step (default: 0,0.5)")
    private String gammas;

    @Option(
            names = "--of",
            paramLabel = "NAME",
            defaultValue = ALPHA,
            description = "what the least value is wanted of: alpha, a prize such as v of hfm, or with --objective"
                    + " double-spend the value of a payment (default: alpha)")
    private String of;

    @Option(
            names = {"-a", "--alpha"},
            paramLabel = "SHARES",
            description = "with --of a prize or value: one, several with commas between, or from:to:step")
    private String alphas;

    @Option(
            names = {"-w", "--width"},
            paramLabel = "X",
            defaultValue = "1e-5",
            description = "width of the interval, for a prize as a part of it, 1e-6 to 1 (default: 1e-5)")
    private String width;

    @Mixin
    private Compiling compiling;

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
        if (!of.equals(ALPHA)) return prize(scenario, values, wide);
        if (alphas != null)
            throw new IllegalArgumentException("alpha is " + alphas + "; allowed: only with --of another parameter");
        Study study = compiling.compile(scenario, Compiling.threads(), console);
        var found = new ArrayList<BreakEven>();
        if (!common.json) head(scenario);
        for (double gamma : values) {
            found.add(search(study, gamma, wide));
            if (!common.json) print(found.get(found.size() - 1));
        }
        if (common.json) json(found);
        else if (!console.quiet())
            console.print(
                    "%nPays: is proved to earn more than honest play. Ties do not pay. That nothing pays with less alpha"
                            + " than%nwhere nothing pays is taken for granted, not proved.");
        return 0;
    }

    private int prize(Scenario scenario, List<Double> gammas, double wide) {
        if (alphas == null)
            throw new IllegalArgumentException("alpha is missing; --of " + of + " takes one or several");
        var found = new ArrayList<BreakEvenPrize>();
        boolean payment = of.equals("value") && scenario.objective().aim() == Aim.DOUBLE_SPEND;
        Study study = payment ? Compiling.compile(scenario, console) : null;
        for (double alpha : Numbers.shares(ALPHA, alphas))
            for (double gamma : gammas) {
                found.add(prize(scenario, study, alpha, gamma, wide));
                if (!common.json) print(scenario, found);
            }
        if (common.json) console.json(prizes(found));
        else if (!console.quiet())
            console.print(
                    "%nPays: is proved to earn more than %s. Ties do not pay.",
                    payment ? "the best attack does without payments" : "honest play");
        return 0;
    }

    /** The last one found, below a head if it is the first. */
    private void print(Scenario scenario, List<BreakEvenPrize> found) {
        if (found.size() == 1)
            console.print("%s%n%n  alpha     gamma     does not pay at   pays at", Report.name(scenario));
        BreakEvenPrize last = found.get(found.size() - 1);
        String pays =
                Double.isInfinite(last.high()) ? "nothing allowed" : String.format(Locale.ROOT, "%.6f", last.high());
        console.print(
                "  %-8s  %-8s  %-15.6f   %s",
                Numbers.brief(last.alpha()), Numbers.brief(last.gamma()), last.low(), pays);
    }

    private static ArrayNode prizes(List<BreakEvenPrize> found) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (BreakEvenPrize f : found) {
            var row = list.addObject()
                    .put(ALPHA, f.alpha())
                    .put("gamma", f.gamma())
                    .put("low", f.low());
            if (Double.isInfinite(f.high())) row.putNull("high");
            else row.put("high", f.high());
        }
        return list;
    }

    /** @param study asked for the least payment; null where the prize is the model's */
    private BreakEvenPrize prize(Scenario scenario, Study study, double alpha, double gamma, double wide) {
        try (var progress = console.progress(of + " at alpha " + Numbers.brief(alpha), "values", 0)) {
            int[] values = {0};
            DoubleConsumer tried = value -> progress.at(++values[0]);
            return study == null
                    ? BreakEvenPrize.of(scenario, of, alpha, gamma, wide, tried)
                    : LeastPayment.of(study, scenario.objective().confirmations(), alpha, gamma, wide, tried);
        }
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
