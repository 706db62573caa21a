package org.undermine.bridge.commands;

import org.undermine.agents.exact.Fit;
import org.undermine.agents.exact.Study;
import org.undermine.env.Scenario;

/** Compiles models, those that fit. */
public final class Compiling {
    private Compiling() {}

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
        try (var progress = console.progress("exploring", "states", (long) fit.states())) {
            return Study.of(scenario, Runtime.getRuntime().availableProcessors(), progress::at);
        }
    }

    static Study compile(Scenario scenario, Console console) {
        return compile(scenario, fit(scenario), console);
    }
}
