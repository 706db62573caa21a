package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.undermine.agents.exact.Fit;
import org.undermine.agents.exact.Method;
import org.undermine.agents.exact.Result;
import org.undermine.agents.exact.ResultFile;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Compiler.Compiled;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "attack",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Finds the best attack, proves how much it earns and says what it looks like.")
final class AttackCommand implements Callable<Integer>, ProtocolCommand {
    private static final int COMPARED = 100_000; // states that are solved once more to say what a start saves

    private final Target target = new Target();

    @Mixin
    private Point point;

    @Mixin
    private Solving solving;

    @Option(
            names = "--solver",
            paramLabel = "NAME",
            defaultValue = "auto",
            description =
                    "how the policy is looked for, which changes no bound: auto, modified-policy-iteration, policy-iteration"
                            + " or relative-value-iteration; auto is the first, and the last where cycles are too long"
                            + " for that (default: auto)")
    private String solver;

    @Option(
            names = "--start",
            paramLabel = "POLICY",
            description =
                    "the solver starts from this policy, which changes no bound: a name, a trained agent or a result;"
                            + " a file's attack, alpha and gamma are the defaults")
    private String start;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "also writes the whole result, with policy and certificate, as JSON; 'check FILE' verifies it")
    private String output;

    @Mixin
    private Compiling compiling;

    @Mixin
    private Common common;

    private final Console console;

    AttackCommand(Console console) {
        this.console = console;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Integer call() throws IOException {
        Player player = start == null ? null : Player.named(start, target, console);
        Scenario scenario = player == null ? target.model() : player.scenario();
        double alpha = player == null ? point.alpha() : point.alpha(player.alpha());
        double gamma = player == null ? point.gamma() : point.gamma(player.gamma());
        double epsilon = solving.epsilon();
        Method method = Method.named(solver);
        Path file = OutputFile.of(output);
        Study study = study(scenario, player);
        int[] actions = player == null ? null : player.at(alpha, gamma).actions(study);
        Result result = console.during(
                "solving", () -> study.attack(alpha, gamma, epsilon, actions, method, solving.threads()));
        if (file != null) {
            ResultFile.write(result, file);
            console.keeps(output + " is complete");
        }
        console.detail("compiled in %s; %s", Sizes.seconds(result.compileSeconds()), memory(study.compiled()));
        console.detail(
                "solved in %s, %.0f sweeps of %s",
                Sizes.seconds(result.solveSeconds()), result.sweeps(), result.method());
        Double saved = player == null ? null : saved(study, result);
        if (common.json) console.json(json(result, saved));
        else print(study, result, saved);
        return 0;
    }

    private static String memory(Compiled<?> compiled) {
        long table = compiled.table().bytes();
        double states = compiled.table().states();
        String words = String.format(
                Locale.ROOT,
                "table %s, %.1f bytes a state, %.1f an outcome",
                Sizes.memory(table),
                table / states,
                table / (double) compiled.table().outcomes());
        if (compiled.stateBytes() == 0) return words;
        return words + String.format(Locale.ROOT, "; states and index %.1f a state", compiled.stateBytes() / states);
    }

    private Study study(Scenario scenario, Player player) {
        if (player instanceof Player.Replayed known) return known.study();
        boolean free = player instanceof Player.Named && !target.typed().containsKey("cutoff");
        return compiling.compile(free ? Fit.solvable(scenario) : scenario, solving.threads(), console);
    }

    /** Sweeps, against a search from nothing, which is made for that; null where it would take long. */
    private static Double saved(Study study, Result result) {
        if (result.model().states() > COMPARED) return null;
        return study.attack(result.alpha(), result.gamma(), result.epsilon()).sweeps() - result.sweeps();
    }

    private ObjectNode json(Result result, Double saved) {
        ObjectNode json = result.summary();
        if (start != null)
            json.putObject("start")
                    .put("policy", start)
                    .put("sweeps", result.sweeps())
                    .put("saved", saved);
        return json;
    }

    private void print(Study study, Result result, Double saved) {
        Report.print(console, result);
        if (start != null) console.print("  solved        %s", sweeps(result, saved));
        if (console.quiet()) return;
        Picture.print(console, study, result.optimum().policy(), result.alpha(), result.gamma());
        if (output != null) console.print("%nThe policy and the proof are in %s:  undermine check %s", output, output);
        else console.print("%nTo keep the policy and the proof, add -o FILE; 'undermine check FILE' verifies them.");
    }

    private String sweeps(Result result, Double saved) {
        String taken = String.format(Locale.ROOT, "in %.0f sweeps from %s", result.sweeps(), start);
        if (saved == null) return taken;
        long more = Math.round(saved);
        return taken
                + (more > 0
                        ? ", " + more + " fewer than from nothing"
                        : more < 0 ? ", " + -more + " more than from nothing" : ", as many as from nothing");
    }
}
