package org.undermine.bridge.commands;

import picocli.CommandLine.Option;

/** How well and with what a model is solved. */
final class Solving {
    private static final double FINEST = 1e-10;

    @Option(
            names = {"-e", "--epsilon"},
            paramLabel = "WIDTH",
            description = "greatest width of the interval proved, 1e-10 to 1 (default: ${DEFAULT-VALUE})",
            defaultValue = "1e-6")
    private String epsilon;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "how many explore and solve; what is found is the same (default: as"
                    + " many as the machine runs at once)")
    private String threads;

    @Option(names = "--seed", paramLabel = "N", description = "accepted, without effect: nothing here is random")
    private String seed;

    int threads() {
        return threads == null ? Compiling.threads() : (int) Numbers.whole("threads", threads, 1, 1 << 16);
    }

    double epsilon() {
        if (seed != null) Numbers.whole("seed", seed, Long.MIN_VALUE, Long.MAX_VALUE);
        threads();
        return Numbers.real("epsilon", epsilon, FINEST, 1);
    }
}
