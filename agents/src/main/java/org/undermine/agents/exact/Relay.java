package org.undermine.agents.exact;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.undermine.env.mdp.ExplicitMdp;

/**
 * The order in which the states of a process are gone through, whatever the policy: from the last to the first, for attacks
 * mostly go on to states found later. Threads take stretches of neighbours, so that memory is read as it lies; a stretch is
 * begun when those later ones that its states lead on to are done. What comes out is the same for any number of threads, as
 * long as a state asks of those before it, and of itself, only what they were at the start.
 */
final class Relay {
    private static final int LENGTH = 1 << 11; // states of a stretch
    private static final int WORTH = 16; // stretches that are worth waking somebody up for

    private final int states;
    private final int[] needs; // of each stretch: the nearest later one that it leads on to

    private Relay(int states, int[] needs) {
        this.states = states;
        this.needs = needs;
    }

    static Relay of(ExplicitMdp table) {
        int states = table.states();
        int[] needs = new int[(states + LENGTH - 1) / LENGTH];
        Arrays.fill(needs, needs.length);
        int[] target = table.target();
        for (int i = 0; i < needs.length; i++) {
            int last = Math.min(states, (i + 1) * LENGTH) - 1;
            int end = table.firstOutcome()[table.firstChoice()[last + 1]];
            int begin = table.firstOutcome()[table.firstChoice()[i * LENGTH]];
            for (int o = begin; o < end; o++) if (target[o] > last) needs[i] = Math.min(needs[i], target[o] / LENGTH);
        }
        return new Relay(states, needs);
    }

    /** Whether there are enough states for more than one thread of the crew. */
    boolean divides(Crew crew) {
        return crew.threads() > 1 && needs.length >= WORTH;
    }

    /** Goes through all states. @param job told which; the last of them comes first */
    void run(Crew crew, Crew.Job job) {
        if (divides(crew)) crew.together(new Run(job));
        else job.rows(0, states);
    }

    private final class Run implements Runnable {
        private final Crew.Job job;
        private final AtomicInteger next = new AtomicInteger(needs.length);
        private final boolean[] over = new boolean[needs.length];
        private volatile int done = needs.length; // it and all later ones are
        private volatile boolean failed;

        Run(Crew.Job job) {
            this.job = job;
        }

        @Override
        public void run() {
            boolean well = false;
            try {
                for (int i = next.decrementAndGet(); i >= 0; i = next.decrementAndGet()) {
                    while (done > needs[i] && !failed) Thread.yield();
                    if (failed) return;
                    job.rows(i * LENGTH, Math.min(states, (i + 1) * LENGTH));
                    finish(i);
                }
                well = true;
            } finally {
                if (!well) failed = true;
            }
        }

        private synchronized void finish(int stretch) {
            over[stretch] = true;
            int first = done;
            while (first > 0 && over[first - 1]) first--;
            done = first;
        }
    }
}
