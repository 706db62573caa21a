package org.undermine.bridge.commands;

import picocli.CommandLine.Option;

/** The attacker: how much it mines and how well it is connected. */
final class Point {
    @Option(
            names = {"-a", "--alpha"},
            paramLabel = "SHARE",
            description = "the attacker's share of all mining power, 0 to 1: 0.35, 1/3")
    private String alpha;

    @Option(
            names = {"-g", "--gamma"},
            paramLabel = "SHARE",
            description = "the share of honest mining power that hears of the attacker's block first in a race, 0 to 1"
                    + " (default: 0.5)")
    private String gamma;

    /** Whether either was typed. */
    boolean isTyped() {
        return alpha != null || gamma != null;
    }

    /** Values typed, or else those given; NaN for none. */
    double alpha(double fallback) {
        if (alpha != null) return Numbers.share("alpha", alpha);
        if (!Double.isNaN(fallback)) return fallback;
        throw new IllegalArgumentException("alpha is missing; type --alpha and the attacker's share, 0 to 1");
    }

    double gamma(double fallback) {
        if (gamma != null) return Numbers.share("gamma", gamma);
        if (!Double.isNaN(fallback)) return fallback;
        throw new IllegalArgumentException("gamma is missing; type --gamma and a share, 0 to 1");
    }

    double alpha() {
        return alpha(Double.NaN);
    }

    double gamma() {
        return gamma(0.5);
    }
}
