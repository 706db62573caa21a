package org.undermine.bridge.commands;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.undermine.agents.Arena;
import org.undermine.agents.Evaluation;
import org.undermine.env.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "evaluate",
        sortOptions = false,
        abbreviateSynopsis = true,
        description =
                "Plays a policy with dice and says what it earns, with a 99 %% interval; exactly too where a table fits.")
final class EvaluateCommand implements Callable<Integer>, ProtocolCommand {
    private final Target target = new Target();

    @Option(
            names = {"-p", "--policy"},
            paramLabel = "POLICY",
            required = true,
            description =
                    "honest, sm1, get-ahead, ... (see 'protocols'), or a file: a result, whose protocol, attack, alpha"
                            + " and gamma then are the defaults, or a trained agent")
    private String policy;

    @Mixin
    private Point point;

    @Option(
            names = {"-n", "--steps"},
            paramLabel = "N",
            defaultValue = "3e6",
            description = "decisions to play, from 100 (default: 3e6, a few seconds)")
    private String steps;

    @Mixin
    private Seed seed;

    @Mixin
    private Common common;

    private final Console console;

    EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Integer call() throws IOException {
        long count = Numbers.whole("steps", steps, 100, Long.MAX_VALUE);
        long dice = seed.value();
        Player player = Player.named(policy, target, console);
        double alpha = point.alpha(player.alpha());
        double gamma = point.gamma(player.gamma());
        long start = System.nanoTime();
        Double exact = player.exact(alpha, gamma);
        Arena.Estimate estimate;
        try (var progress = console.progress("playing", "steps", count)) {
            var env = player.env(alpha, gamma);
            estimate = Arena.evaluate(env, player.in(env), count, dice, progress::at);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (common.json)
            console.json(
                    new Evaluation(player.scenario(), alpha, gamma, policy, dice, estimate, exact, seconds).json());
        else print(player.scenario(), alpha, gamma, estimate, exact);
        return 0;
    }

    private void print(Scenario s, double alpha, double gamma, Arena.Estimate estimate, Double exact) {
        console.print("%s in %s", policy, Report.name(s));
        console.print("alpha %s, gamma %s", Numbers.brief(alpha), Numbers.brief(gamma));
        console.print("");
        console.print(
                "  with dice  %.6f, from %.6f to %.6f with 99 %% confidence (%s steps)",
                estimate.mean(), estimate.low(), estimate.high(), Sizes.count(estimate.steps()));
        if (estimate.cutoffs() != null)
            console.print(
                    "  at cutoff  %s of these decisions%s",
                    Sizes.count(estimate.cutoffs()),
                    estimate.cutoffs() == 0 ? "" : "; a larger --cutoff follows the attack further");
        if (exact != null) console.print("  exactly    %.9f", exact);
        else console.print("  exactly    not computed: the table would be too large");
    }
}
