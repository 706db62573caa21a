package org.undermine.agents.exact;

import java.util.ArrayList;
import java.util.List;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.ExplicitMdp;

/**
 * How large a model will be, before it is made, from the largest ones like it that are made in no time. Forks without
 * votes grow like a power of the cutoff; block graphs like n^p q^n, which is rather too little.
 */
public record Fit(double states, double bytes) {
    private static final int PER_STATE = 120; // bytes: index, the solver's arrays, an empty state; measured
    private static final int PER_BLOCK = 3; // a state names up to about as many blocks as the cutoff says
    private static final int PER_CHOICE = 6;
    private static final int PER_OUTCOME = 8;
    private static final int WIDE = 16; // windows of votes that nobody compiles: not worth three small ones
    private static final double LEAST_GROWTH = 3; // with each vote; measured: 4 to 6 in free windows
    private static final int SAMPLE = 12_000; // states
    private static final int SOLVED = 20_000; // states that are compiled and solved in a few seconds
    private static final int PASSING = 300_000;
    private static final int LONGEST = 30;

    /** The model of {@code scenario}; of a small one the true size. */
    public static Fit of(Scenario scenario) {
        if (scenario.cutoff() > WIDE
                && scenario.space().equals("free")
                && scenario.rules().votes()) {
            double states = Math.pow(LEAST_GROWTH, scenario.cutoff());
            return new Fit(states, states * PER_STATE);
        }
        var samples = new ArrayList<Sample>();
        int cutoff = scenario.leastCutoff();
        while (true) {
            cutoff = Math.min(cutoff, scenario.cutoff());
            ExplicitMdp table = small(scenario.withCutoff(cutoff), SAMPLE);
            if (table == null) return beyond(scenario, samples, cutoff);
            samples.add(Sample.of(table, cutoff));
            if (cutoff == scenario.cutoff()) return samples.get(samples.size() - 1).fit;
            cutoff = next(cutoff);
        }
    }

    /** Whether the table is made in a few seconds, so that it can be had beside something else. */
    public boolean inPassing() {
        return states <= PASSING;
    }

    /** The table of {@code scenario} if it is {@link #inPassing}; else null. */
    public static Study passing(Scenario scenario) {
        return of(scenario).inPassing() ? Study.small(scenario, PASSING) : null;
    }

    /** {@code scenario}, whose cutoff nobody chose, with one at which it is solved in a few seconds. */
    public static Scenario solvable(Scenario scenario) {
        if (scenario.tableCutoff() > 0) return scenario.withCutoff(scenario.tableCutoff());
        int best = scenario.leastCutoff();
        for (int cutoff = next(best); cutoff <= LONGEST; cutoff = next(cutoff)) {
            if (small(scenario.withCutoff(cutoff), SOLVED) == null) break;
            best = cutoff;
        }
        return scenario.withCutoff(best);
    }

    private static int next(int cutoff) {
        return cutoff + Math.max(1, cutoff / 4);
    }

    private static ExplicitMdp small(Scenario scenario, int most) {
        Study study = Study.small(scenario, most);
        return study == null ? null : study.compiled().table();
    }

    /** The size at the scenario's cutoff, from {@code samples} and that {@code over} has more than {@link #SAMPLE} states. */
    private static Fit beyond(Scenario scenario, List<Sample> samples, int over) {
        int last = samples.size() - 1;
        if (last < 2) return steep(scenario, samples, over);
        double late = samples.get(last).growthSince(samples.get(last - 1));
        double early = samples.get(last - 1).growthSince(samples.get(last - 2));
        double lateTimes = samples.get(last).timesLonger(samples.get(last - 1));
        double earlyTimes = samples.get(last - 1).timesLonger(samples.get(last - 2));
        int n = samples.get(last).cutoff;
        int lateSteps = n - samples.get(last - 1).cutoff;
        int earlySteps = samples.get(last - 1).cutoff - samples.get(last - 2).cutoff;
        double determinant = lateSteps * earlyTimes - earlySteps * lateTimes;
        double q = scenario.branches() // log q: late = q lateSteps + p lateTimes, early likewise
                ? Math.max(0, (late * earlyTimes - early * lateTimes) / determinant)
                : 0;
        double p = (late - q * lateSteps) / lateTimes;
        double times = Math.exp(q * (scenario.cutoff() - n) + p * Math.log(scenario.cutoff() / (double) n));
        return samples.get(last).fit.times(times, scenario.cutoff() - n);
    }

    private static Fit steep(Scenario scenario, List<Sample> samples, int over) {
        if (samples.isEmpty()) { // even the least is too large: orders of k votes, say
            double states = SAMPLE
                    * Math.pow(
                            LEAST_GROWTH,
                            scenario.hasBlocks()
                                    ? Math.max(
                                            scenario.cutoff(), scenario.rules().k())
                                    : scenario.cutoff());
            return new Fit(states, states * PER_STATE);
        }
        Sample last = samples.get(samples.size() - 1);
        double growth = SAMPLE / last.fit.states;
        double steps = (scenario.cutoff() - last.cutoff) / (double) (over - last.cutoff);
        return last.fit.times(Math.pow(growth, steps), scenario.cutoff() - last.cutoff);
    }

    private Fit times(double times, int blocks) {
        double longer = (double) PER_BLOCK * blocks; // bytes that a state is longer by
        return new Fit(states * times, (bytes + states * longer) * times);
    }

    private record Sample(int cutoff, Fit fit) {
        static Sample of(ExplicitMdp table, int cutoff) {
            double bytes = (double) (PER_STATE + PER_BLOCK * cutoff) * table.states()
                    + (double) PER_CHOICE * table.choices()
                    + (double) PER_OUTCOME * table.outcomes();
            return new Sample(cutoff, new Fit(table.states(), bytes));
        }

        double growthSince(Sample earlier) {
            return Math.log(fit.states / earlier.fit.states);
        }

        double timesLonger(Sample earlier) {
            return Math.log(cutoff / (double) earlier.cutoff);
        }
    }
}
