package org.undermine.bridge.commands;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.undermine.agents.exact.Result;
import org.undermine.env.Scenario;
import org.undermine.env.models.Models;

/** A result in a few lines. */
final class Report {
    private static final double PROVED = 1e-8;

    private Report() {}

    static void print(Console console, Result result) {
        Scenario s = result.scenario();
        var size = result.model();
        double lower = result.optimum().lower();
        double upper = result.optimum().upper();
        console.print(
                "%s: %s states, %s choices, %s outcomes",
                name(s), Sizes.count(size.states()), Sizes.count(size.choices()), Sizes.count(size.outcomes()));
        console.print("alpha %s, gamma %s, %s", Numbers.brief(result.alpha()), Numbers.brief(result.gamma()), unit(s));
        console.print("");
        console.print("  best attack   %s", interval(lower, upper, result.epsilon()));
        double ceiling = result.ceilingRatio();
        console.print(
                "  ceiling       %s",
                Double.isNaN(ceiling)
                        ? "none known"
                        : decimals(ceiling, result.epsilon(), true) + "  proved for any length");
        console.print("  honest play   %s", round(result.honest(), result.epsilon(), RoundingMode.HALF_EVEN));
        console.print("  gain          %s", gain(lower, upper, result.honest(), result.epsilon()));
    }

    /** Protocol, parameters and attack in words. */
    static String name(Scenario s) {
        String attack = s.isModel()
                ? s.cutoff() + " " + Models.named(s.protocol()).counts()
                : s.space().equals("free")
                        ? "free space, window of " + s.cutoff() + " blocks, own blocks " + s.own()
                        : s.space() + " space, forks of up to " + s.cutoff() + " proofs-of-work a side";
        return rules(s) + ", " + attack;
    }

    /** Protocol and parameters in words. */
    static String rules(Scenario s) {
        return s.protocol()
                + s.parameters().entrySet().stream()
                        .map((Map.Entry<String, Object> p) -> " " + p.getKey() + "=" + p.getValue())
                        .collect(Collectors.joining());
    }

    private static String unit(Scenario s) {
        return switch (s.objective().aim()) {
            case PROGRESS -> "reward per progress (after difficulty adjustment)";
            case STARVED -> "missing parallel blocks per proof, weighted by price";
            case RELATIVE -> "share of all rewards";
            case TIME -> "reward per proof-of-work";
            case BLOCKS -> "reward per proof-of-work that the history takes in";
            case ORPHANED ->
                "share of the defenders' proofs-of-work that are orphaned"
                        + (s.objective().unclesCount() ? ", uncles too" : "");
            case DOUBLE_SPEND ->
                "reward per progress, with payments of "
                        + Numbers.brief(s.objective().value())
                        + " after " + s.objective().confirmations()
                        + (s.objective().confirmations() == 1 ? " confirmation" : " confirmations");
        };
    }

    static String interval(double lower, double upper, double epsilon) {
        return decimals(lower, epsilon, false) + " to " + decimals(upper, epsilon, true) + "  proved for this model";
    }

    private static String gain(double lower, double upper, double honest, double epsilon) {
        if (lower - honest <= epsilon && upper - honest <= 2 * epsilon)
            return "none: no attack in this model earns " + brief(2 * epsilon) + " more than honest play";
        double gain = lower - honest;
        if (honest == 0) return String.format(Locale.ROOT, "%+.6f", gain);
        return String.format(Locale.ROOT, "%+.6f, %+.2f %%", gain, 100 * gain / honest);
    }

    private static String brief(double x) {
        return String.format(Locale.ROOT, "%.0e", x);
    }

    /** What is proved from below, in as many digits as people read, rounded so that it remains true. */
    static String floor(double x) {
        return round(x, PROVED, RoundingMode.FLOOR);
    }

    /** The same from above. */
    static String ceiling(double x) {
        return round(x, PROVED, RoundingMode.CEILING);
    }

    /** As many digits as the proof is worth, rounded outwards so that what is printed is true. */
    private static String decimals(double x, double epsilon, boolean up) {
        return round(x, epsilon, up ? RoundingMode.CEILING : RoundingMode.FLOOR);
    }

    private static String round(double x, double epsilon, RoundingMode mode) {
        int digits = (int) Math.min(12, Math.max(4, Math.ceil(-Math.log10(epsilon)) + 1));
        return new BigDecimal(x).setScale(digits, mode).toPlainString();
    }
}
