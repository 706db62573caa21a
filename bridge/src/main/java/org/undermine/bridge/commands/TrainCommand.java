package org.undermine.bridge.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.undermine.agents.learn.AgentFile;
import org.undermine.agents.learn.Budget;
import org.undermine.agents.learn.Dqn;
import org.undermine.agents.learn.Trainer;
import org.undermine.protocols.Names;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "train",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Trains an agent and says how far it is from the certified optimum, where a table fits. The best policy"
                    + " evaluated is kept; with -o FILE it is written whenever a better one is found."
        })
final class TrainCommand implements Callable<Integer>, ProtocolCommand {
    private static final List<String> AGENTS = List.of("dqn");
    private static final int EVALUATIONS = 20;
    private static final int MISSING = 3;

    private final Target target = new Target();

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            defaultValue = "dqn",
            description = "dqn, the only one yet (default)")
    private String agent;

    @Mixin
    private Point point;

    @Option(
            names = "--seconds",
            paramLabel = "X",
            description = "how long to train (default: 60, unless --steps is given)")
    private String seconds;

    @Option(
            names = {"-n", "--steps"},
            paramLabel = "N",
            description = "how many steps to take in all environments; the same seed and steps give the same agent")
    private String steps;

    @Mixin
    private Seed seed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "writes the agent; 'evaluate --policy FILE' plays it")
    private String output;

    @Mixin
    private Common common;

    private final Console console;

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Integer call() throws IOException {
        if (!AGENTS.contains(agent)) throw new IllegalArgumentException(Names.unknown("agent", agent, AGENTS));
        Budget budget = budget();
        long dice = seed.value();
        var school = new School(target.scenario(), point.alpha(), point.gamma());
        Path file = OutputFile.of(output);
        school.open(console);
        Dqn learner;
        try {
            learner = new Dqn(school.environments(Dqn.ENVIRONMENTS), Dqn.Parameters.DEFAULT, dice);
        } catch (IllegalStateException e) { // no native libraries
            console.refuse(e.getMessage());
            return MISSING;
        }
        Trainer.Outcome outcome = train(learner, budget, school, file, dice);
        var report = new TrainingReport(school, agent, dice, outcome);
        if (common.json) console.json(report.json());
        else report.print(console, output);
        return 0;
    }

    private Budget budget() {
        double long_ = seconds == null
                ? steps == null ? 60 : Double.POSITIVE_INFINITY
                : Numbers.real("seconds", seconds, 0.001, 1e9);
        double many = steps == null ? Double.POSITIVE_INFINITY : Numbers.whole("steps", steps, 1, Long.MAX_VALUE);
        return new Budget(many, long_);
    }

    private Trainer.Outcome train(Dqn learner, Budget budget, School school, Path file, long dice) throws IOException {
        try (var progress = console.progress("training", "%", 100)) {
            var watch = new Trainer.Watch() {
                @Override
                public void at(double spent, long taken, double passed, double value) {
                    progress.at((long) (100 * spent));
                    if (value > 0) progress.say(String.format(java.util.Locale.ROOT, "best %.4f", value));
                }

                @Override
                public void improved(Trainer.Outcome soFar) {
                    if (file == null) return;
                    try {
                        school.file(soFar, agent, dice).write(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    console.keeps("the best agent so far is in " + output);
                }
            };
            Trainer.Outcome outcome = new Trainer(learner, budget, EVALUATIONS, school::value, watch).run();
            if (file != null) {
                AgentFile whole = school.file(outcome, agent, dice);
                whole.write(file); // now with the whole curve
                console.keeps(output + " is complete");
            }
            return outcome;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
