package org.undermine.bridge.commands;

import org.undermine.agents.learn.Span;
import picocli.CommandLine.Option;

/** The attackers to train for: one, or all within a range. */
final class Spans {
    @Option(
            names = {"-a", "--alpha"},
            paramLabel = "SHARE",
            description =
                    "the attacker's share of all mining power, 0 to 1: 0.35, 1/3; or for one agent that plays at any, and"
                            + " is told which, low:high, as in 0.2:0.45")
    private String alpha;

    @Option(
            names = {"-g", "--gamma"},
            paramLabel = "SHARE",
            description =
                    "the share of honest mining power that hears of the attacker's block first in a race, 0 to 1, or"
                            + " likewise low:high (default: 0.5)")
    private String gamma;

    /** Those typed, or else those of {@code fallback}, which may be null. */
    Span alpha(Span fallback) {
        if (alpha != null) return Numbers.span("alpha", alpha);
        if (fallback != null) return fallback;
        throw new IllegalArgumentException("alpha is missing; type --alpha and the attacker's share, 0 to 1");
    }

    Span gamma(Span fallback) {
        if (gamma != null) return Numbers.span("gamma", gamma);
        return fallback == null ? Span.of(0.5) : fallback;
    }
}
