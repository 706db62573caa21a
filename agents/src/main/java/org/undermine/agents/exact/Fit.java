package org.undermine.agents.exact;

import org.undermine.env.Scenario;
import org.undermine.env.mdp.Compiler;

/**
 * How large a model will be, before it is made: three small ones are compiled, and the growth from the last but one to
 * the last goes on as a power of the cutoff. Models grow at least like that, so an estimate is rather too low.
 */
public record Fit(double states, double bytes) {
    private static final int PER_STATE = 200; // bytes: state, index, the solver's arrays; measured
    private static final int PER_CHOICE = 12; // arrays while they grow are there twice
    private static final int PER_OUTCOME = 16;

    /** The model of {@code scenario}; of a small one the true size. */
    public static Fit of(Scenario scenario) {
        int[] cutoffs = scenario.space().equals("free") ? new int[] {5, 6, 7} : new int[] {6, 12, 24};
        Fit before = null;
        Fit last = null;
        for (int cutoff : cutoffs) {
            before = last;
            last = compile(scenario.withCutoff(Math.min(cutoff, scenario.cutoff())));
            if (scenario.cutoff() <= cutoff) return last;
        }
        double growth = scenario.cutoff() / (double) cutoffs[2];
        double power = Math.log(last.states / before.states) / Math.log(cutoffs[2] / (double) cutoffs[1]);
        double times = Math.pow(growth, power);
        return new Fit(last.states * times, last.bytes * times);
    }

    private static Fit compile(Scenario small) {
        var table = Compiler.compile(small.mdp()).table();
        double bytes = (double) PER_STATE * table.states()
                + (double) PER_CHOICE * table.choices()
                + (double) PER_OUTCOME * table.outcomes();
        return new Fit(table.states(), bytes);
    }
}
