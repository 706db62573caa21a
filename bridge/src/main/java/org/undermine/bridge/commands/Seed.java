package org.undermine.bridge.commands;

import picocli.CommandLine.Option;

/** What all chance is drawn from. */
final class Seed {
    @Option(
            names = {"-s", "--seed"},
            paramLabel = "N",
            defaultValue = "1",
            description = "of the dice; the same seed, the same result (default: 1)")
    private String seed;

    long value() {
        return Numbers.whole("seed", seed, Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
