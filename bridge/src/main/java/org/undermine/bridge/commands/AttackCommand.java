package org.undermine.bridge.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.undermine.agents.exact.Result;
import org.undermine.agents.exact.ResultFile;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "attack",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Finds the best attack, proves how much it earns and says what it looks like.")
final class AttackCommand implements Callable<Integer>, ProtocolCommand {
    private final Target target = new Target();

    @Mixin
    private Point point;

    @Mixin
    private Solving solving;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "also writes the whole result, with policy and certificate, as JSON; 'check FILE' verifies it")
    private String output;

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
        Scenario scenario = target.model();
        double alpha = point.alpha();
        double gamma = point.gamma();
        double epsilon = solving.epsilon();
        Path file = OutputFile.of(output);
        Study study = Compiling.compile(scenario, console);
        Result result = console.during("solving", () -> study.attack(alpha, gamma, epsilon));
        if (file != null) {
            ResultFile.write(result, file);
            console.keeps(output + " is complete");
        }
        console.detail("compiled in %s", Sizes.seconds(result.compileSeconds()));
        console.detail("solved in %s", Sizes.seconds(result.solveSeconds()));
        if (common.json) console.json(result.summary());
        else print(study, result);
        return 0;
    }

    private void print(Study study, Result result) {
        Report.print(console, result);
        if (console.quiet()) return;
        Picture.print(console, study, result.optimum().policy(), result.alpha(), result.gamma());
        if (output != null) console.print("%nThe policy and the proof are in %s:  undermine check %s", output, output);
        else console.print("%nTo keep the policy and the proof, add -o FILE; 'undermine check FILE' verifies them.");
    }
}
