package org.undermine.bridge.commands;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** All that can be typed after {@code undermine}. */
@Command(
        name = "undermine",
        synopsisSubcommandLabel = "COMMAND",
        description = "Finds the best attack on a proof-of-work protocol.",
        versionProvider = Commands.Version.class,
        sortOptions = false,
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "First thing to try:  undermine attack nakamoto --alpha 0.35 --gamma 0.5",
            "More of a command:   undermine attack nakamoto --help",
            "",
            "Exit codes: 0 done; 1 a check failed; 2 bad input; 3 something is missing on this machine; 130 interrupted."
        })
public final class Commands implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this text")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "the version")
    private boolean version;

    @Spec
    private CommandSpec spec;

    private final Console console;

    private Commands(Console console) {
        this.console = console;
    }

    /** Runs what was typed and returns the exit code. Whatever goes wrong is said in one line. */
    public static int run(Console console, String... args) {
        return run(console, GatewayCommand.NONE, args);
    }

    /** @param gateway starts one, which serves as long as this process lives, and says what a token file holds */
    public static int run(Console console, Supplier<String> gateway, String... args) {
        var commands = new CommandLine(new Commands(console));
        add(commands, new ProtocolsCommand(console));
        add(commands, new AttackCommand(console));
        add(commands, new BreakEvenCommand(console));
        add(commands, new SweepCommand(console));
        add(commands, new CheckCommand(console));
        add(commands, new EvaluateCommand(console));
        add(commands, new ExplainCommand(console));
        add(commands, new ExportCommand(console));
        add(commands, new SolveCommand(console));
        add(commands, new PlayCommand(console));
        add(commands, new SimulateCommand(console));
        add(commands, new TrainCommand(console));
        add(commands, new ConsistencyCommand(console));
        add(commands, new BenchCommand(console));
        add(commands, new NewCommand(console));
        add(commands, new VerifyCommand(console));
        add(commands, new LiveCommand(console));
        add(commands, new MinerCommand(console));
        add(commands, new GatewayCommand(console, gateway));
        for (var other : ByLauncher.ALL) add(commands, other);
        var failures = new Failures(console);
        try {
            completeOptions(commands, args);
            return commands.setOut(new java.io.PrintWriter(console.out(), true))
                    .setUsageHelpWidth(100)
                    .setUnmatchedOptionsAllowedAsOptionParameters(false)
                    .setParameterExceptionHandler((e, typed) -> failures.mistyped(e))
                    .setExecutionStrategy(parsed -> execute(console, parsed))
                    .setExecutionExceptionHandler((e, command, parsed) -> failures.failed(e))
                    .execute(args);
        } catch (IllegalArgumentException | OutOfMemoryError | StackOverflowError e) {
            return failures.failed(e);
        }
    }

    private static void add(CommandLine commands, Object command) {
        commands.addSubcommand(command);
    }

    /** Protocols have options of their own: those of the one that was typed are added before anything is read. */
    private static void completeOptions(CommandLine commands, String[] args) {
        if (args.length == 0) return;
        CommandLine command = commands.getSubcommands().get(args[0]);
        if (command == null || !(command.getCommand() instanceof ProtocolCommand about)) return;
        about.target().addTo(command.getCommandSpec(), List.of(args).subList(1, args.length));
    }

    private static int execute(Console console, ParseResult parsed) {
        CommandSpec spec = parsed.hasSubcommand() ? parsed.subcommand().commandSpec() : parsed.commandSpec();
        Common common = (Common) spec.mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(Common.class::isInstance)
                .findAny()
                .orElse(null);
        if (common != null) console.speak(common.quiet, common.verbose);
        return new CommandLine.RunLast().execute(parsed);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    /** The version in the jar's manifest; classes run outside the jar have none. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Commands.class.getPackage().getImplementationVersion();
            return new String[] {"undermine " + (version == null ? "(not packaged)" : version)};
        }
    }
}
