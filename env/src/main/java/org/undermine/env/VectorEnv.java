package org.undermine.env;

import java.util.Arrays;
import java.util.List;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.mdp.Feature;
import org.undermine.protocols.Names;

/**
 * n environments that step together.
 *
 * <p>Environment i has a random stream of its own, which its seed and i alone decide: what it does depends neither on n nor
 * on the number of threads, nor on when the others' episodes end.
 */
public final class VectorEnv implements AutoCloseable {
    /** What becomes of an environment whose episode has ended. */
    public enum Autoreset {
        /** The next step starts its next episode, whatever the action. */
        NEXT_STEP,
        /** The step that ends an episode starts the next one; what was seen last is in {@link Columns#lastObservations}. */
        SAME_STEP,
        /** It waits to be reset. */
        DISABLED;

        public static Autoreset named(String name) {
            for (Autoreset a : values()) if (a.toString().equals(name)) return a;
            throw new IllegalArgumentException(Names.unknown(
                    "autoreset",
                    name,
                    Arrays.stream(values()).map(Autoreset::toString).toList()));
        }

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** How {@link #reset} treats one environment. */
    public static final class Reset {
        public static final byte NOT = 0;
        /** Its next episode. */
        public static final byte NEXT = 1;
        /** Anew from its seed: its stream is that of number 0. The running ratios are forgotten. */
        public static final byte ALONE = 2;
        /** Anew from its seed: its stream is that of its own number among many with the same seed. */
        public static final byte NUMBERED = 3;

        private Reset() {}
    }

    /**
     * What the environments are.
     *
     * @param learn how a learner is paid, over episodes of {@code horizon} units of progress
     */
    public record Course(Scenario.Maker maker, Share alpha, Share gamma, Learn learn, double horizon) {}

    private final int n;
    private final int a;
    private final Columns columns;
    private final LearnerEnv[] learners;
    private final long[] streams;
    private final long[] episodes; // begun in the stream
    private final Autoreset autoreset;
    private final Crew crew;
    private final ThreadLocal<boolean[]> legal;
    private boolean failed;

    /** @param threads to share the work, 1 to n; results are the same for any number */
    public VectorEnv(Course course, int n, Autoreset autoreset, int threads) {
        if (n < 1) throw new IllegalArgumentException("num_envs is " + n + "; allowed: from 1");
        if (threads < 1) throw new IllegalArgumentException("threads is " + threads + "; allowed: from 1");
        this.n = n;
        this.autoreset = autoreset;
        learners = new LearnerEnv[n];
        for (int i = 0; i < n; i++)
            learners[i] = new LearnerEnv(course.maker, course.alpha, course.gamma, course.learn, course.horizon);
        a = actions().size();
        columns = new Columns(n, features().size(), a, autoreset == Autoreset.SAME_STEP ? n : 0);
        streams = new long[n];
        episodes = new long[n];
        crew = new Crew(Math.min(threads, n));
        legal = ThreadLocal.withInitial(() -> new boolean[a]);
    }

    /** What there is to see: filled by {@link #reset} and {@link #step}, to be read between them. */
    public Columns columns() {
        return columns;
    }

    public List<Feature> features() {
        return learners[0].features();
    }

    public List<String> actions() {
        return learners[0].actions();
    }

    /** Environment {@code i}, to look at. */
    public Env env(int i) {
        return learners[i].env();
    }

    /** Starts every environment anew from {@code seed}. */
    public void reset(long seed) {
        byte[] how = new byte[n];
        long[] seeds = new long[n];
        Arrays.fill(how, Reset.NUMBERED);
        Arrays.fill(seeds, seed);
        reset(how, seeds);
    }

    /**
     * @param how a constant of {@link Reset} for each environment
     * @param seeds read where an environment starts anew
     */
    public void reset(byte[] how, long[] seeds) {
        for (int i = 0; i < n; i++)
            if (how[i] < Reset.NOT || how[i] > Reset.NUMBERED)
                throw new IllegalArgumentException("reset of environment " + i + " is " + how[i] + "; allowed: 0 to 3");
        failed = false;
        crew.share(n, (from, to) -> {
            for (int i = from; i < to; i++) {
                if (how[i] == Reset.NOT) continue;
                if (how[i] != Reset.NEXT) {
                    streams[i] = Seeds.of(seeds[i], how[i] == Reset.ALONE ? 0 : i);
                    episodes[i] = 0;
                    learners[i].forget();
                }
                begin(i);
                columns.ended[i] = Columns.RUNNING;
            }
        });
    }

    private void begin(int i) {
        learners[i].reset(Seeds.of(streams[i], episodes[i]++));
        columns.rewards[i] = 0;
        columns.lengths[i] = 0;
        show(i);
    }

    /**
     * Every environment takes its action, or none does and the first that cannot says why.
     *
     * @param actions those wanted; then, those taken
     * @param lenient whether the next legal action, in the order of the list and round it, stands for an illegal one
     * @throws IllegalArgumentException naming environment, action and what is legal
     */
    public void step(int[] actions, boolean lenient) {
        if (failed) throw new IllegalStateException("an environment failed in the last step; reset first");
        for (int i = 0; i < n; i++) actions[i] = taken(i, actions[i], lenient);
        failed = true; // unless all come back
        crew.share(n, (from, to) -> {
            for (int i = from; i < to; i++) step(i, actions[i]);
        });
        failed = false;
    }

    private int taken(int i, int action, boolean lenient) {
        LearnerEnv learner = learners[i];
        if (!learner.begun()) throw new IllegalStateException("step before the first reset");
        if (!learner.running()) {
            if (autoreset == Autoreset.NEXT_STEP) return action;
            throw new IllegalStateException(of(i) + "the episode is over; reset first");
        }
        try {
            return learner.taken(action, lenient);
        } catch (IllegalArgumentException e) {
            throw n == 1 ? e : new IllegalArgumentException(of(i) + e.getMessage(), e);
        }
    }

    private String of(int i) {
        return n == 1 ? "" : "environment " + i + ": ";
    }

    private void step(int i, int action) {
        LearnerEnv learner = learners[i];
        if (!learner.running()) {
            begin(i);
            columns.ended[i] = Columns.RUNNING;
            return;
        }
        learner.step(action);
        Episodes episode = learner.episode();
        double signal = episode.signal();
        columns.lengths[i]++;
        columns.ended[i] =
                episode.terminated() ? Columns.TERMINATED : episode.truncated() ? Columns.TRUNCATED : Columns.RUNNING;
        if (columns.ended[i] != Columns.RUNNING && autoreset == Autoreset.SAME_STEP) {
            learner.observe(columns.lastObservations, i * columns.k);
            columns.lastEarned[i] = episode.episodeReward();
            columns.lastProgress[i] = episode.episodeProgress();
            columns.lastLengths[i] = columns.lengths[i];
            begin(i);
        } else {
            show(i);
        }
        columns.rewards[i] = signal;
    }

    private void show(int i) {
        LearnerEnv learner = learners[i];
        Episodes episode = learner.episode();
        columns.earned[i] = episode.episodeReward();
        columns.progress[i] = episode.episodeProgress();
        columns.ratios[i] = episode.ratio();
        columns.alphas[i] = learner.alpha();
        columns.gammas[i] = learner.gamma();
        learner.observe(columns.observations, i * columns.k);
        boolean[] allowed = legal.get();
        learner.legal(allowed);
        for (int action = 0, at = i * a; action < a; action++, at++)
            columns.masks[at] = (byte) (allowed[action] ? 1 : 0);
    }

    /** Ends its threads. */
    @Override
    public void close() {
        crew.close();
    }
}
