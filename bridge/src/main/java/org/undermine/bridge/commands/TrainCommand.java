package org.undermine.bridge.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.undermine.agents.Policies;
import org.undermine.agents.learn.AgentFile;
import org.undermine.agents.learn.Budget;
import org.undermine.agents.learn.Learner;
import org.undermine.agents.learn.Q;
import org.undermine.agents.learn.Trainer;
import org.undermine.agents.learn.Training;
import org.undermine.env.Episodes.Learn;
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
                    + " evaluated is kept; with -o FILE it is written at every evaluation, with what '--resume FILE'"
                    + " needs to go on."
        })
final class TrainCommand implements Callable<Integer>, ProtocolCommand {
    private static final List<String> AGENTS = List.of("ppo", "dqn", "q");
    private static final String PPO = "ppo";
    private static final String TABLE = "q";
    private static final int EVALUATIONS = 20;
    private static final int MISSING = 3;

    private final Target target = new Target();

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description = "ppo (default), dqn or q, a table of what has been seen")
    private String agent;

    @Mixin
    private Spans spans;

    @Option(
            names = "--seconds",
            paramLabel = "X",
            description = "how long to train (default: 60, unless --steps is given)")
    private String seconds;

    @Option(
            names = {"-n", "--steps"},
            paramLabel = "N",
            description = "how many steps to take in all environments, and those of the last rollout; the same seed and"
                    + " steps give the same agent, whatever the threads")
    private String steps;

    @Option(
            names = "--gap",
            paramLabel = "PERCENT",
            description = "ends when the agent is so near the best attack; only where there is a table")
    private String gap;

    @Option(
            names = "--start",
            paramLabel = "NAME",
            description = "whom ppo imitates in the first fifth of the budget: a named policy or none (default: the one"
                    + " that earns most where there is no table, else none)")
    private String start;

    @Option(
            names = "--learn",
            paramLabel = "NAME",
            description = "how ppo is paid: ratio (default), termination or episode, as in the Python environments")
    private String learn;

    @Option(
            names = "--horizon",
            paramLabel = "X",
            description = "progress in an episode (default: termination 1000, episode 100)")
    private String horizon;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "goes on with the training that wrote this agent file, as if it had never stopped; the budget"
                    + " is that of both together")
    private String resume;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "threads for the environments (default: 2, where there are two processors)")
    private String threads;

    @Mixin
    private Seed seed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "writes the agent; 'evaluate --policy FILE' plays it (default: the file resumed, if one is)")
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
        AgentFile earlier = resume == null ? null : AgentFile.read(Path.of(resume));
        var school = new School(
                target.scenario(),
                spans.alpha(earlier == null ? null : earlier.alpha()),
                spans.gamma(earlier == null ? null : earlier.gamma()));
        if (agent == null) agent = earlier != null ? earlier.training().agent() : PPO;
        allowed(school);
        Learn paid = learn != null
                ? Learn.named(learn)
                : Learn.named(earlier == null ? "ratio" : earlier.training().learn());
        double end = horizon(paid, earlier);
        long dice = earlier == null ? seed.value() : earlier.training().seed();
        if (earlier != null) same(school, paid, end, earlier);
        Budget budget = budget();
        if (output == null) output = resume;
        Path file = OutputFile.of(output);
        double percent = gap == null ? 0 : Numbers.real("gap", gap, 0, 100);
        int crew = threads == null
                ? Math.min(2, Runtime.getRuntime().availableProcessors())
                : (int) Numbers.whole("threads", threads, 1, 1 << 10);
        school.open(console, budget.seconds());
        double enough = gap == null ? Double.POSITIVE_INFINITY : school.most() * (1 - percent / 100);
        if (Double.isNaN(enough))
            throw new IllegalArgumentException("gap is " + gap
                    + ", but the table would be too large, and what the best attack earns is not known");
        String example = example(school, earlier);
        boolean plays = agent.equals(PPO) && !school.looksAhead(paid);
        try (var environments = plays ? school.environments(paid, end, crew) : null) {
            Learner learner = switch (agent) {
                case PPO -> school.ppo(environments, example, crew, dice);
                case TABLE -> new Q(school.environment(), Q.Parameters.DEFAULT, dice);
                default -> school.dqn(dice);
            };
            if (earlier != null) learner.restore(AgentFile.state(Path.of(resume)));
            Trainer.Outcome outcome = train(
                    learner,
                    budget,
                    enough,
                    school,
                    earlier,
                    file,
                    soFar -> soFar.training(agent, example, paid.toString(), end, dice));
            var report = new TrainingReport(school, agent, dice, outcome);
            if (common.json) console.json(report.json());
            else report.print(console, output);
            return 0;
        } catch (IllegalStateException e) { // no native libraries
            console.refuse(e.getMessage());
            return MISSING;
        }
    }

    private void allowed(School school) {
        if (!AGENTS.contains(agent)) throw new IllegalArgumentException(Names.unknown("agent", agent, AGENTS));
        if (agent.equals(PPO)) return;
        if (learn != null || horizon != null || start != null)
            throw new IllegalArgumentException("start, learn and horizon are for ppo, not " + agent);
        if (school.general())
            throw new IllegalArgumentException("alpha is " + Numbers.brief(school.alpha()) + ", gamma "
                    + Numbers.brief(school.gamma()) + ": for a range there is ppo, not " + agent);
    }

    /** Whom PPO imitates at first. */
    private String example(School school, AgentFile earlier) {
        if (earlier != null) return earlier.training().start();
        if (start == null) return agent.equals(PPO) && school.study() == null ? school.bestNamed() : School.NONE;
        if (!start.equals(School.NONE)) Policies.named(school.scenario(), start);
        return start;
    }

    /** Progress in an episode; 0 where there are none. */
    private double horizon(Learn paid, AgentFile earlier) {
        if (horizon != null && paid == Learn.RATIO)
            throw new IllegalArgumentException(
                    "horizon is " + horizon + ", but there are no episodes where the ratio is learnt");
        if (horizon != null) return Numbers.real("horizon", horizon, 1, 1e12);
        if (earlier != null && earlier.training().learn().equals(paid.toString()))
            return earlier.training().horizon();
        return paid == Learn.RATIO ? 0 : paid == Learn.EPISODE ? 100 : 1000;
    }

    private void same(School school, Learn paid, double end, AgentFile earlier) {
        Training before = earlier.training();
        if (school.scenario().equals(earlier.scenario())
                && school.alpha().equals(earlier.alpha())
                && school.gamma().equals(earlier.gamma())
                && agent.equals(before.agent())
                && paid.toString().equals(before.learn())
                && end == before.horizon()
                && (start == null || start.equals(before.start()))) return;
        throw new IllegalArgumentException(resume + " was trained by " + before.agent() + " on "
                + Report.name(earlier.scenario()) + " at alpha " + Numbers.brief(earlier.alpha()) + ", gamma "
                + Numbers.brief(earlier.gamma()) + ", started from " + before.start() + ", paid by " + before.learn()
                + (before.horizon() == 0 ? "" : " with horizon " + Numbers.brief(before.horizon()))
                + "; only that can be resumed");
    }

    private Budget budget() {
        double long_ = seconds == null
                ? steps == null ? 60 : Double.POSITIVE_INFINITY
                : Numbers.real("seconds", seconds, 0.001, 1e9);
        double many = steps == null ? Double.POSITIVE_INFINITY : Numbers.whole("steps", steps, 1, Long.MAX_VALUE);
        return new Budget(many, long_);
    }

    private Trainer.Outcome train(
            Learner learner,
            Budget budget,
            double enough,
            School school,
            AgentFile earlier,
            Path file,
            Function<Trainer.Outcome, Training> record)
            throws IOException {
        try (var progress = console.progress("training", "%", 100)) {
            var watch = new Trainer.Watch() {
                @Override
                public void at(double spent, long taken, double passed, double value) {
                    progress.at((long) (100 * spent));
                    progress.say(words(school, taken / passed, value));
                }

                @Override
                public void evaluated(Trainer.Outcome soFar) {
                    if (file == null) return;
                    try {
                        write(soFar);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    console.keeps("the best agent so far is in " + output);
                }

                private void write(Trainer.Outcome soFar) throws IOException {
                    Training training = record.apply(soFar);
                    school.file(soFar.best(), seconds == null && steps != null ? training.timeless() : training)
                            .write(file, learner.state());
                }
            };
            var trainer = new Trainer(learner, budget, EVALUATIONS, school::value, watch, enough);
            if (earlier != null) trainer.resume(earlier.agent(), earlier.training());
            Trainer.Outcome outcome = trainer.run();
            if (file != null) {
                watch.evaluated(outcome);
                console.keeps(output + " is complete");
            }
            return outcome;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String words(School school, double speed, double value) {
        String rate = String.format(Locale.ROOT, "%.0fk steps/s", speed / 1e3);
        if (!(value > 0)) return rate;
        if (school.study() == null) return String.format(Locale.ROOT, "best %.4f, %s", value, rate);
        double most = school.most();
        return String.format(Locale.ROOT, "best %.4f, gap %.2f %%, %s", value, 100 * (most - value) / most, rate);
    }
}
