package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.undermine.agents.exact.Result;
import org.undermine.agents.exact.Study;
import org.undermine.agents.explain.Explainer;
import org.undermine.agents.explain.Explanation;
import org.undermine.agents.explain.Explanation.Revenue;
import org.undermine.agents.explain.Explanation.Share;
import org.undermine.env.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Tells a policy in a few lines over what the attacker sees: the first line that applies decides; one whose action"
                    + " is illegal does not apply. Says in which share of steps each line decides, which share of the"
                    + " reward these pay, what would be lost without it, and what the list earns itself. Alpha and gamma"
                    + " are those of the file unless typed."
        })
final class ExplainCommand implements Callable<Integer> {
    private static final double EPSILON = 1e-6;
    private static final int MOST = 1_000;
    private static final double TOLD = 1e-4; // of all steps: less is not worth a sentence

    @Parameters(paramLabel = "FILE", description = "a trained agent, or what 'attack -o' or 'evaluate -o' wrote")
    private String file;

    @Mixin
    private Point point;

    @Option(
            names = "--within",
            paramLabel = "PART",
            defaultValue = "0.001",
            description =
                    "how much of its revenue the policy may gain or lose by being told in few lines; with dice, the"
                            + " part of its steps in which the list may do otherwise, 0 to 1 (default: 0.001)")
    private String within;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "12",
            description = "at most so many lines, the last one included, from 1 (default: 12)")
    private String lines;

    @Option(
            names = {"-n", "--steps"},
            paramLabel = "N",
            defaultValue = "3e5",
            description = "where no table fits: decisions to play each time, from 100 (default: 3e5)")
    private String steps;

    @Mixin
    private Seed seed;

    @Mixin
    private Common common;

    private final Console console;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        double part = Numbers.real("within", within, 0, 1);
        int most = (int) Numbers.whole("lines", lines, 1, MOST);
        long count = Numbers.whole("steps", steps, 100, Long.MAX_VALUE);
        long dice = seed.value();
        if (!Files.exists(Path.of(file))) throw new NoSuchFileException(file);
        if (Files.isDirectory(Path.of(file))) throw new IllegalArgumentException(file + " is a folder");
        Player made = Player.of(Path.of(file), console);
        double alpha = point.alpha(made.alpha());
        double gamma = point.gamma(made.gamma());
        Player player = made.at(alpha, gamma);
        Study study = player.study();
        Explanation told;
        Result best = null;
        if (study != null) {
            int[] actions = player.actions(study);
            told = console.during("explaining", () -> Explainer.onTable(study, actions, alpha, gamma, part, most));
            best = console.during("solving", () -> study.attack(alpha, gamma, EPSILON, actions));
        } else {
            var env = player.env(alpha, gamma);
            try (var progress = console.progress("explaining", "steps", 0)) {
                told = Explainer.withDice(env, player.in(env), part, most, count, dice, progress::at);
            }
        }
        if (common.json) console.json(json(player.scenario(), alpha, gamma, told, best));
        else print(player.scenario(), alpha, gamma, told, best);
        return 0;
    }

    private ObjectNode json(Scenario s, double alpha, double gamma, Explanation told, Result best) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("file", file).put("protocol", s.protocol());
        s.parameters().forEach(json.putObject("parameters")::putPOJO);
        s.attack().forEach(json.putObject("attack")::putPOJO);
        json.put("alpha", alpha).put("gamma", gamma);
        json.setAll(told.json());
        if (best == null) return json.putNull("optimum").putNull("honest");
        json.putObject("optimum")
                .put("lower", best.optimum().lower())
                .put("upper", best.optimum().upper());
        return json.put("honest", best.honest());
    }

    private void print(Scenario s, double alpha, double gamma, Explanation told, Result best) {
        console.print("%s: %s", file, Report.name(s));
        console.print("alpha %s, gamma %s", Numbers.brief(alpha), Numbers.brief(gamma));
        console.print("");
        table(told);
        console.print("");
        console.print("  this list     %s", earned(told.revenue()));
        console.print("  the policy    %s", earned(told.original()));
        if (best != null) {
            console.print(
                    "  best attack   %s  at most, proved",
                    Report.ceiling(best.optimum().upper()));
            console.print("  honest play   %.9f", best.honest());
        } else {
            console.print("  best attack   not known: the table would be too large");
        }
        if (console.quiet()) return;
        console.print("%nIn %.2f %% of the policy's steps the list does the same.", 100 * told.agreement());
        if (told.untold() > TOLD)
            console.print(
                    "%.2f %% no list tells: what the attacker sees is the same, what the policy does is not.",
                    100 * told.untold());
        if (!told.reached())
            console.print("This is not within %s of the policy; more may be told with a greater --lines.", within);
    }

    private void table(Explanation told) {
        List<String> text = told.text();
        int width = text.stream().mapToInt(String::length).max().orElse(0);
        boolean exact = told.revenue().dice() == null;
        console.print("      %s   steps  reward%s", " ".repeat(width), exact ? "   worth" : "");
        for (int i = 0; i < text.size(); i++) {
            Share share = told.shares().get(i);
            String worth = Double.isNaN(share.worth()) ? "" : String.format(Locale.ROOT, "  %+.4f", share.worth());
            console.print(
                    "  %2d  %-" + width + "s %5.1f %% %5.1f %%%s",
                    i + 1,
                    text.get(i),
                    100 * share.steps(),
                    100 * share.revenue(),
                    worth);
        }
    }

    private static String earned(Revenue revenue) {
        if (revenue.dice() == null) return String.format(Locale.ROOT, "%.9f  exactly", revenue.value());
        return String.format(
                Locale.ROOT,
                "%.6f, from %.6f to %.6f with 99 %% confidence",
                revenue.value(),
                revenue.dice().low(),
                revenue.dice().high());
    }
}
