package org.undermine.bridge.commands;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.undermine.protocols.Names;
import org.undermine.protocols.SourceFile;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What went wrong, in one line and an exit code. */
final class Failures {
    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;

    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    /** Something that was typed could not be read. */
    int mistyped(ParameterException e) {
        console.refuse(line(e));
        return BAD_INPUT;
    }

    private static String line(ParameterException e) {
        CommandLine command = e.getCommandLine();
        if (e instanceof UnmatchedArgumentException unmatched)
            return unmatched(command, unmatched.getUnmatched().get(0));
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            var first = missing.getMissing().get(0);
            return first instanceof OptionSpec option
                    ? "missing: " + option.longestName() + " " + option.paramLabel() + ", " + text(option.description())
                    : "missing: " + first.paramLabel() + ", " + text(first.description());
        }
        if (e instanceof OverwrittenOptionException twice && twice.getOverwritten() instanceof OptionSpec option)
            return option.longestName() + " is given twice";
        return e.getMessage();
    }

    private static String text(String[] description) {
        return String.join(" ", description);
    }

    private static String unmatched(CommandLine command, String typed) {
        if (typed.startsWith("-") && typed.length() > 1) {
            String name = typed.replaceFirst("=.*", "");
            List<String> known = command.getCommandSpec().options().stream()
                    .map(OptionSpec::longestName)
                    .toList();
            return Names.unknown("option", name, known);
        }
        if (command.getParent() == null && !command.getSubcommands().isEmpty())
            return Names.unknown(
                    "command", typed, List.copyOf(command.getSubcommands().keySet()));
        return "'" + typed + "' is one word too many";
    }

    /** A command ended early. */
    int failed(Throwable e) {
        console.trace(e);
        if (e instanceof IllegalArgumentException) return say(BAD_INPUT, e.getMessage());
        if (e instanceof IOException io) return say(BAD_INPUT, line(io));
        if (e instanceof OutOfMemoryError)
            return say(
                    BAD_INPUT,
                    "out of memory: this Java has "
                            + Sizes.memory(Runtime.getRuntime().maxMemory()) + "; a smaller --cutoff needs less");
        String blamed = SourceFile.blame(e);
        if (blamed != null) return say(BAD_INPUT, blamed);
        return say(FAILED, "a bug: " + e + (console.verbose() ? "" : "; -v says where"));
    }

    private int say(int status, String line) {
        console.refuse(line);
        return status;
    }

    private static String line(IOException e) {
        if (e instanceof NoSuchFileException) return "there is no file " + e.getMessage();
        if (e instanceof AccessDeniedException) return "no permission for " + e.getMessage();
        if (e instanceof FileSystemException && e.getMessage() != null) return e.getMessage();
        return "reading or writing failed: " + e.getMessage();
    }
}
