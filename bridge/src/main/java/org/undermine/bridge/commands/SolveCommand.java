package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.undermine.agents.Version;
import org.undermine.agents.exact.Anywhere;
import org.undermine.env.mdp.formats.Format;
import org.undermine.env.mdp.formats.NumericMdp;
import org.undermine.env.mdp.formats.Reached;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "solve",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Solves a Markov decision process that another program wrote, or 'export': the greatest long-run ratio of two"
                    + " reward structures, between proved bounds.",
            "Reads UMB, DRN (numbers only) and PRISM's explicit files (name the .tra; .lab, .srew and .trew with the same stem"
                    + " are found). Any shape will do, as long as the second structure cannot stand still for ever and the"
                    + " best is not a matter of chance."
        })
final class SolveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "the process")
    private String file;

    @Option(
            names = "--reward",
            paramLabel = "NAME",
            defaultValue = NumericMdp.REWARD,
            description = "the reward structure to be earned (default: ${DEFAULT-VALUE})")
    private String reward;

    @Option(
            names = "--progress",
            paramLabel = "NAME",
            defaultValue = NumericMdp.PROGRESS,
            description = "the one it is divided by; never negative (default: ${DEFAULT-VALUE})")
    private String progress;

    @Mixin
    private Solving solving;

    @Mixin
    private Common common;

    private final Console console;

    SolveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        double epsilon = solving.epsilon();
        long start = System.nanoTime();
        NumericMdp mdp = Format.read(Path.of(file));
        Reached reached = within(() -> mdp.ratio(reward, progress));
        double read = (System.nanoTime() - start) / 1e9;
        Anywhere.Answer answer =
                within(() -> console.during("solving", () -> Anywhere.optimum(reached.mdp(), epsilon)));
        double solved = (System.nanoTime() - start) / 1e9 - read;
        console.detail("read in %s", Sizes.seconds(read));
        console.detail("solved in %s", Sizes.seconds(solved));
        if (common.json) console.json(json(mdp, reached, answer, epsilon, read, solved));
        else print(mdp, reached, answer, epsilon);
        return 0;
    }

    private interface Work<T> {
        T done();
    }

    /** What is wrong with the process is said with the name of its file. */
    private <T> T within(Work<T> work) {
        try {
            return work.done();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private ObjectNode json(
            NumericMdp mdp, Reached reached, Anywhere.Answer answer, double epsilon, double read, double solved) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("undermine", Version.UNDERMINE)
                .put("file", file)
                .put("reward", reward)
                .put("progress", progress)
                .put("epsilon", epsilon);
        json.putObject("model")
                .put("states", mdp.states())
                .put("choices", mdp.choices())
                .put("outcomes", mdp.outcomes())
                .put("reached", reached.state().length)
                .put("components", answer.components());
        json.putObject("optimum").put("lower", answer.lower()).put("upper", answer.upper());
        json.putObject("seconds").put("read", read).put("solve", solved);
        return json;
    }

    private void print(NumericMdp mdp, Reached reached, Anywhere.Answer answer, double epsilon) {
        console.print(
                "%s: %s states, %s choices, %s outcomes",
                file, Sizes.count(mdp.states()), Sizes.count(mdp.choices()), Sizes.count(mdp.outcomes()));
        if (reached.state().length < mdp.states())
            console.print("%s states can be reached from the start", Sizes.count(reached.state().length));
        if (answer.components() > 1)
            console.print(
                    "not unichain: it can end in %d sets of states; the best can be had for certain",
                    answer.components());
        console.print("");
        console.print(
                "  best %s per %s   %s", reward, progress, Report.interval(answer.lower(), answer.upper(), epsilon));
        if (!console.quiet()) console.print("%nChoices: %s", taken(mdp, reached, answer));
    }

    /** How many states take which action. */
    private static String taken(NumericMdp mdp, Reached reached, Anywhere.Answer answer) {
        Map<String, Integer> states = new TreeMap<>();
        for (int i = 0; i < reached.state().length; i++) {
            int c = mdp.firstChoice()[reached.state()[i]] + answer.policy()[i];
            states.merge(mdp.actions().get(mdp.action()[c]), 1, Integer::sum);
        }
        var words = new StringBuilder();
        states.forEach((action, n) -> words.append(words.isEmpty() ? "" : ", ")
                .append(action.isEmpty() ? "(no name)" : action)
                .append(" in ")
                .append(Sizes.count(n)));
        return words + " states";
    }
}
