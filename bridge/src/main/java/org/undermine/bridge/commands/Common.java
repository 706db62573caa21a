package org.undermine.bridge.commands;

import picocli.CommandLine.Option;

/** Options that every command has. */
final class Common {
    @Option(names = "--json", description = "one JSON object on standard output; everything else on standard error")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "only the answer: no picture, no notes, no progress")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "where the time goes, and where an error comes from")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this text")
    boolean help;
}
