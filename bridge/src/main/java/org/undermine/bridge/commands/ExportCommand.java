package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.formats.Format;
import org.undermine.env.mdp.formats.NumericMdp;
import org.undermine.env.mdp.formats.ParametricDrn;
import org.undermine.env.mdp.formats.Written;
import org.undermine.protocols.Names;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Writes the compiled process for other model checkers, with two reward structures: 'reward', the attacker's, and"
                    + " 'progress', what the objective divides it by. Both are paid for choices: the mean over the outcomes.",
            "umb: one binary file for PRISM and Storm (gzip if named .gz). drn: Storm's text; without --alpha and --gamma both"
                    + " stay open. prism: FILE.tra, FILE.lab, FILE1.trew, FILE2.trew.",
            "'solve FILE' reads them again."
        })
final class ExportCommand implements Callable<Integer>, ProtocolCommand {
    private static final String GAIN = "gain";
    private static final double MOST = 1e6;

    private final Target target = new Target();

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            required = true,
            description = "umb, drn or prism")
    private String format;

    @Mixin
    private Point point;

    @Option(
            names = "--gain",
            paramLabel = "RATIO",
            description =
                    "also writes 'gain' = reward - RATIO * progress: where the greatest long-run mean of it is zero,"
                            + " RATIO is the optimum")
    private String gain;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "where to")
    private String output;

    @Mixin
    private Compiling compiling;

    @Mixin
    private Common common;

    private final Console console;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Integer call() throws IOException {
        Format to = format();
        boolean open = to == Format.DRN && !point.isTyped();
        double alpha = open ? Double.NaN : point.alpha();
        double gamma = open ? Double.NaN : point.gamma();
        double ratio = gain == null ? Double.NaN : Numbers.real("gain", gain, -MOST, MOST);
        if (open && gain != null)
            throw new IllegalArgumentException(
                    "gain is " + gain + ", but alpha is missing; a gain is written in numbers only");
        Scenario scenario = target.model();
        Path file = OutputFile.of(output);
        Study study = compiling.compile(scenario, Compiling.threads(), console);
        ExplicitMdp table = study.compiled().table();
        List<String> actions = study.compiled().model().actions();
        Written written;
        if (open) written = ParametricDrn.write(table, scenario.objective(), actions, file);
        else {
            NumericMdp mdp = NumericMdp.of(study.at(alpha, gamma), actions);
            written = to.write(gain == null ? mdp : mdp.withGain(GAIN, ratio), file);
        }
        console.keeps(output + " is complete");
        if (common.json) console.json(json(scenario, to, alpha, gamma, written));
        else if (!console.quiet()) print(scenario, open, alpha, gamma, written);
        return 0;
    }

    private Format format() {
        for (Format known : Format.values()) if (known.toString().equals(format)) return known;
        throw new IllegalArgumentException(Names.unknown(
                "format",
                format,
                Stream.of(Format.values()).map(Format::toString).toList()));
    }

    private ObjectNode json(Scenario scenario, Format to, double alpha, double gamma, Written written) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("protocol", scenario.protocol());
        scenario.parameters().forEach(json.putObject("parameters")::putPOJO);
        scenario.attack().forEach(json.putObject("attack")::putPOJO);
        json.put("alpha", Double.isNaN(alpha) ? null : alpha);
        json.put("gamma", Double.isNaN(gamma) ? null : gamma);
        json.put("format", to.toString());
        written.files().forEach(f -> json.withArray("files").add(f.toString()));
        json.putObject("model")
                .put("states", written.states())
                .put("choices", written.choices())
                .put("outcomes", written.outcomes());
        return json;
    }

    private void print(Scenario scenario, boolean open, double alpha, double gamma, Written written) {
        console.print(
                "%s: %s states, %s choices, %s outcomes",
                Report.name(scenario),
                Sizes.count(written.states()),
                Sizes.count(written.choices()),
                Sizes.count(written.outcomes()));
        console.print(
                "%s, rewards of choices: reward, progress%s",
                open ? "alpha and gamma open" : "alpha " + Numbers.brief(alpha) + ", gamma " + Numbers.brief(gamma),
                gain == null ? "" : ", " + GAIN + " = reward - " + gain + " progress");
        written.files().forEach(f -> console.print("  %s", f));
    }
}
