package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sweep",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Solves a grid over alpha and gamma on a model that is compiled once, as CSV or, with --json, as a list of"
                    + " results. With -o FILE it may be interrupted: the same command goes on where it was."
        })
final class SweepCommand implements Callable<Integer>, ProtocolCommand {
    private static final long SAVE_NANOS = 1_000_000_000L;

    private final Target target = new Target();

    @Option(
            names = {"-a", "--alpha"},
            paramLabel = "SHARES",
            required = true,
            description = "one, several with commas between, or from:to:step, as in 0.1:0.45:0.05")
    private String alphas;

    @Option(
            names = {"-g", "--gamma"},
            paramLabel = "SHARES",
            defaultValue = "0.5",
            description = "likewise (default: 0.5)")
    private String gammas;

    @Mixin
    private Solving solving;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "writes the table there, as JSON if its name ends in .json, else as CSV; resumes if it is there")
    private String output;

    @Mixin
    private Compiling compiling;

    @Mixin
    private Common common;

    private final Console console;

    SweepCommand(Console console) {
        this.console = console;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Integer call() throws IOException {
        Scenario scenario = target.model();
        List<Double> alpha = Numbers.shares("alpha", alphas);
        List<Double> gamma = Numbers.shares("gamma", gammas);
        double epsilon = solving.epsilon();
        Path file = OutputFile.of(output);
        var table = file == null ? new SweepTable(null, List.of()) : SweepTable.read(file);
        Study study = compiling.compile(scenario, solving.threads(), console);
        table.requireSame(study, alpha.get(0), gamma.get(0), epsilon);
        var rows = new ArrayList<ObjectNode>();
        int points = alpha.size() * gamma.size();
        try (var progress = console.progress("solving", "points", points)) {
            long saved = System.nanoTime();
            for (double g : gamma) {
                for (double a : alpha) {
                    rows.add(table.row(study, a, g, epsilon));
                    progress.at(rows.size());
                    if (file == null || System.nanoTime() - saved < SAVE_NANOS) continue;
                    table.write();
                    saved = System.nanoTime();
                    console.keeps(table.size() + " points are in " + output + "; the same command goes on from there");
                }
            }
        }
        if (file != null) {
            table.write();
            console.keeps(output + " is complete");
        }
        print(rows, points);
        return 0;
    }

    private void print(List<ObjectNode> rows, int points) {
        if (common.json) console.json(JsonNodeFactory.instance.arrayNode().addAll(rows));
        else if (output == null) console.out().print(SweepTable.csv(rows));
        else if (!console.quiet()) console.print("%d points are in %s", points, output);
    }
}
