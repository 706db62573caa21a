package org.undermine.bridge.commands;

import java.util.function.IntConsumer;
import org.undermine.agents.exact.Fit;
import org.undermine.agents.exact.ModelCache;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;
import picocli.CommandLine.Option;

/** Compiles models, those that fit. */
public final class Compiling {
    private static final int SAID = 100_000; // states after which memory is told again
    private static final int PASSED = 256; // states between two tellings, at the most

    @Option(
            names = "--no-cache",
            description = "compiles the model even where it is kept from last time in the user's cache folder, and does"
                    + " not keep it")
    private boolean fresh;

    /** How large the model will be. @throws IllegalArgumentException one line, if it does not fit in memory */
    public static Fit fit(Scenario scenario) {
        Fit fit = Fit.of(scenario);
        long memory = Runtime.getRuntime().maxMemory();
        if (fit.bytes() <= memory) return fit;
        throw new IllegalArgumentException("cutoff is " + scenario.cutoff() + ": at least about "
                + Sizes.count(fit.states()) + " states, " + Sizes.memory(fit.bytes()) + "; this Java has "
                + Sizes.memory(memory));
    }

    static Study compile(Scenario scenario, Fit fit, Console console) {
        return new Compiling().compile(scenario, fit, threads(), console);
    }

    static Study compile(Scenario scenario, Console console) {
        return new Compiling().compile(scenario, threads(), console);
    }

    private static String memory() {
        Runtime java = Runtime.getRuntime();
        return Sizes.memory(java.totalMemory() - java.freeMemory());
    }

    /** As many as the machine has. */
    static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    Study compile(Scenario scenario, int threads, Console console) {
        Study known = fresh ? null : Study.kept(scenario, ModelCache.ofUser());
        return known != null ? known : compile(scenario, fit(scenario), threads, console);
    }

    private Study compile(Scenario scenario, Fit fit, int threads, Console console) {
        try (var progress = console.progress("exploring", "states", (long) fit.states())) {
            IntConsumer explored = states -> {
                progress.at(states);
                if (states % SAID < PASSED) progress.say(memory());
            };
            return fresh
                    ? Study.of(scenario, threads, explored)
                    : Study.of(
                            scenario,
                            threads,
                            ModelCache.ofUser(),
                            explored,
                            why -> console.note("the compiled model is not kept: %s", why));
        }
    }
}
