package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/** Where a command speaks: answers on one stream, everything else on the other. */
public final class Console {
    private static final String PREFIX = "undermine: ";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private boolean quiet;
    private boolean verbose;
    private volatile boolean finished;
    private volatile String kept = "nothing was written";

    /** @param terminal whether a person looks at {@code err} as it is written */
    public Console(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** Whether standard error is a terminal. */
    public static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) { // no Linux: this asks about the other two streams
            return System.console() != null;
        }
    }

    void speak(boolean less, boolean more) {
        quiet = less;
        verbose = more;
    }

    boolean quiet() {
        return quiet;
    }

    boolean verbose() {
        return verbose;
    }

    PrintStream out() {
        return out;
    }

    /** One line of an answer. */
    void print(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }

    /** An answer for programs. */
    void json(JsonNode node) {
        out.println(node);
        out.flush();
    }

    /** One line beside the answer, unless it was asked not to. */
    void note(String format, Object... values) {
        if (!quiet) err.printf(Locale.ROOT, PREFIX + format + "%n", values);
    }

    /** One line beside the answer, where more was asked for. */
    void detail(String format, Object... values) {
        if (verbose) err.printf(Locale.ROOT, PREFIX + format + "%n", values);
    }

    /** The one line that says why not. */
    void refuse(String line) {
        err.println(PREFIX + line.strip().replaceAll("\\s*\\R\\s*", " "));
    }

    void trace(Throwable thrown) {
        if (verbose) thrown.printStackTrace(err);
    }

    /** @param max how many there are about; 0 where nobody knows */
    Progress progress(String task, String unit, long max) {
        return new Progress(terminal && !quiet ? err : null, task, unit, max);
    }

    /** Where a person looks, for what changes as it is looked at; null where nobody does or wants to. */
    PrintStream screen() {
        return terminal && !quiet ? err : null;
    }

    /** Does one thing of unknown length. */
    <T> T during(String task, Supplier<T> work) {
        try (var progress = progress(task, "", 0)) {
            progress.at(0);
            return work.get();
        }
    }

    /** What an interrupt would leave behind. */
    void keeps(String what) {
        kept = what;
    }

    /** What is done is done: from here on an end is no interrupt. */
    public void finish() {
        out.flush();
        err.flush();
        finished = true;
    }

    /** Says what is left, should the process be ended before {@link #finish}. */
    public void interrupted() {
        if (!finished) err.println((terminal ? "\n" : "") + PREFIX + "interrupted; " + kept);
    }
}
