package org.undermine.agents.exact;

import org.undermine.env.Scenario;
import org.undermine.env.mdp.Compiler;

/**
 * How large a model will be, before it is made, from three small ones. Forks grow like a power of the cutoff, that from the
 * second to the third; block graphs like n^p q^n through all three, which is rather too little.
 */
public record Fit(double states, double bytes) {
    private static final int PER_STATE = 200; // bytes: index, the solver's arrays, an empty state; measured
    private static final int PER_BLOCK = 3; // a state names up to about as many blocks as the cutoff says
    private static final int PER_CHOICE = 12; // arrays while they grow are there twice
    private static final int PER_OUTCOME = 16;

    /** The model of {@code scenario}; of a small one the true size. */
    public static Fit of(Scenario scenario) {
        boolean free = scenario.space().equals("free");
        int[] cutoffs = free ? new int[] {4, 5, 6} : new int[] {3, 6, 12};
        var fits = new Fit[cutoffs.length];
        for (int i = 0; i < fits.length; i++) {
            fits[i] = compile(scenario.withCutoff(Math.min(cutoffs[i], scenario.cutoff())));
            if (scenario.cutoff() <= cutoffs[i]) return fits[i];
        }
        double late = Math.log(fits[2].states / fits[1].states);
        double early = Math.log(fits[1].states / fits[0].states);
        double lateTimes = Math.log(cutoffs[2] / (double) cutoffs[1]);
        double earlyTimes = Math.log(cutoffs[1] / (double) cutoffs[0]);
        double q = free // log q, for windows that grow by one: late = q + p lateTimes, early = q + p earlyTimes
                ? Math.max(0, (late * earlyTimes - early * lateTimes) / (earlyTimes - lateTimes))
                : 0;
        double p = (late - q) / lateTimes;
        double times =
                Math.exp(q * (scenario.cutoff() - cutoffs[2]) + p * Math.log(scenario.cutoff() / (double) cutoffs[2]));
        double longer = (double) PER_BLOCK * (scenario.cutoff() - cutoffs[2]); // bytes that a state is longer by
        return new Fit(fits[2].states * times, (fits[2].bytes + fits[2].states * longer) * times);
    }

    private static Fit compile(Scenario small) {
        var table = Compiler.compile(small.mdp()).table();
        double bytes = (double) (PER_STATE + PER_BLOCK * small.cutoff()) * table.states()
                + (double) PER_CHOICE * table.choices()
                + (double) PER_OUTCOME * table.outcomes();
        return new Fit(table.states(), bytes);
    }
}
