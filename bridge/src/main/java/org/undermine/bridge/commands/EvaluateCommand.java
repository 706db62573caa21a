package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.undermine.agents.Arena;
import org.undermine.agents.Evaluation;
import org.undermine.agents.exact.Result;
import org.undermine.agents.exact.ResultFile;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "evaluate",
        sortOptions = false,
        abbreviateSynopsis = true,
        description =
                "Plays a policy with dice and says what it earns, with a 99 %% interval; exactly too where a table fits,"
                        + " and with -o FILE as a proof.")
final class EvaluateCommand implements Callable<Integer>, ProtocolCommand {
    private static final long STEPS = 3_000_000;
    private static final double EPSILON = 1e-6; // of the upper bound

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
            description = "decisions to play, from 100 (default: 3e6, a few seconds)")
    private String steps;

    @Option(
            names = "--width",
            paramLabel = "WIDTH",
            description = "instead of --steps: play until the interval is no wider than that, 1e-7 to 1")
    private String width;

    @Mixin
    private Seed seed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "where a table fits: also writes a result whose lower bound is what this policy earns, with the"
                            + " proof, and whose upper bound no policy exceeds; 'check FILE' verifies it")
    private String output;

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
        if (steps != null && width != null)
            throw new IllegalArgumentException("--steps and --width are both given; one of them says how long to play");
        long count = steps == null ? STEPS : Numbers.whole("steps", steps, 100, Long.MAX_VALUE);
        double narrow = width == null ? Double.NaN : Numbers.real("width", width, 1e-7, 1);
        long dice = seed.value();
        Player made = Player.named(policy, target, console);
        double alpha = point.alpha(made.alpha());
        double gamma = point.gamma(made.gamma());
        Player player = made.at(alpha, gamma);
        Path file = OutputFile.of(output);
        long start = System.nanoTime();
        Study study = player.study();
        int[] actions = study == null ? null : player.actions(study);
        Double exact = study == null ? null : Double.valueOf(study.value(actions, alpha, gamma));
        Result proof = file == null ? null : prove(player, study, actions, alpha, gamma);
        Arena.Estimate estimate;
        try (var progress = console.progress("playing", "steps", width == null ? count : 0)) {
            var env = player.env(alpha, gamma);
            var agent = player.in(env);
            estimate = width == null
                    ? Arena.evaluate(env, agent, count, dice, progress::at)
                    : Arena.evaluateTo(narrow, env, agent, dice, progress::at);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (proof != null) {
            ResultFile.write(proof, file);
            console.keeps(output + " is complete");
        }
        if (common.json) {
            ObjectNode json =
                    new Evaluation(player.scenario(), alpha, gamma, policy, dice, estimate, exact, seconds).json();
            if (proof != null)
                json.putObject("optimum")
                        .put("lower", proof.optimum().lower())
                        .put("upper", proof.optimum().upper());
            console.json(json);
        } else {
            print(player.scenario(), alpha, gamma, estimate, exact);
            if (proof != null) print(proof);
        }
        return 0;
    }

    private Result prove(Player player, Study study, int[] actions, double alpha, double gamma) {
        if (study == null)
            throw new IllegalArgumentException("the table of " + Report.name(player.scenario())
                    + " would be too large to prove anything; allowed with -o: a lesser --cutoff");
        return console.during("proving", () -> study.proof(actions, alpha, gamma, EPSILON));
    }

    private void print(Result proof) {
        console.print(
                "  proved     at least %s; no policy earns more than %s",
                Report.floor(proof.optimum().lower()),
                Report.ceiling(proof.optimum().upper()));
        if (!console.quiet())
            console.print("%nThe policy and the proof are in %s:  undermine check %s", output, output);
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
