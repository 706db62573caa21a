package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.undermine.agents.exact.Result;
import org.undermine.agents.exact.Study;
import org.undermine.agents.exact.Sweep;
import org.undermine.agents.exact.Sweep.Place;
import org.undermine.env.Scenario;
import org.undermine.protocols.SourceFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sweep",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Solves a grid over alpha and gamma, each model compiled once, as CSV or, with --json, as a list of"
                    + " results. Every option below may have several values, with commas between, or from:to:step:"
                    + " --k 2,3,8 --cutoff 4:8:2; and so may the protocol. With -o FILE it may be interrupted: the same"
                    + " command goes on where it was."
        })
final class SweepCommand implements Callable<Integer>, ProtocolCommand {
    private static final long SAVE_NANOS = 1_000_000_000L;
    private static final int SAVE_SHARE = 20; // of the time, writing takes one part at most

    private final Target target = Target.several();

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
    private final List<ObjectNode> rows = new ArrayList<>();
    private SweepTable table;
    private Path file;
    private long saved;
    private long pause = SAVE_NANOS;

    SweepCommand(Console console) {
        this.console = console;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Integer call() throws IOException {
        var places = new ArrayList<Place>();
        for (double g : Numbers.shares("gamma", gammas))
            for (double a : Numbers.shares("alpha", alphas)) places.add(new Place(a, g));
        double epsilon = solving.epsilon();
        file = OutputFile.of(output);
        table = SweepTable.read(file);
        List<Scenario> scenarios = target.models();
        table.requireOnly(scenarios, epsilon);
        saved = System.nanoTime();
        int points = scenarios.size() * places.size();
        try (var sweep = new Sweep(solving.threads())) {
            for (Scenario scenario : scenarios) solve(sweep, scenario, places, epsilon, points);
        }
        if (file != null) {
            table.write(rows);
            console.keeps(output + " is complete");
        }
        print(points);
        return 0;
    }

    private void solve(Sweep sweep, Scenario scenario, List<Place> places, double epsilon, int points)
            throws IOException {
        List<Place> missing = places.stream()
                .filter(place -> table.row(scenario, epsilon, place) == null)
                .toList();
        var solved = new ArrayDeque<Future<ObjectNode>>();
        if (!missing.isEmpty() || SourceFile.isPath(scenario.protocol())) { // whose rules may be others by now
            Study study = compiling.compile(scenario, solving.threads(), console);
            table.requireSame(scenario, epsilon, study.digest());
            solved.addAll(sweep.of(study, missing, epsilon, Result::summary));
        }
        try (var progress = console.progress("solving", "points", points)) {
            for (Place place : places) {
                ObjectNode row = table.row(scenario, epsilon, place);
                if (row == null) {
                    row = await(solved.remove());
                    table.add(row);
                }
                rows.add(row);
                progress.at(rows.size());
                save();
            }
        }
    }

    private static ObjectNode await(Future<ObjectNode> row) {
        try {
            return row.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) throw refused;
            if (e.getCause() instanceof Error broken) throw broken;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void save() throws IOException {
        long now = System.nanoTime();
        if (file == null || now - saved < pause) return;
        table.write(rows);
        saved = System.nanoTime();
        pause = Math.max(SAVE_NANOS, SAVE_SHARE * (saved - now));
        console.keeps(table.size() + " points are in " + output + "; the same command goes on from there");
    }

    private void print(int points) {
        if (common.json) console.json(JsonNodeFactory.instance.arrayNode().addAll(rows));
        else if (output == null) console.out().print(SweepTable.csv(rows));
        else if (!console.quiet()) console.print("%d points are in %s", points, output);
    }
}
