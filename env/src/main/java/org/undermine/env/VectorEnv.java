package org.undermine.env;

import java.util.Arrays;
import java.util.List;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.mdp.Bookmark;
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
    private final LearnerEnv[] players; // one for each thread, who plays all of its environments in turn
    private final boolean[][] legal; // of each player
    private final Bookmark[] marks; // where the environments stand
    private final long[] streams;
    private final long[] episodes; // begun in the stream
    private final Autoreset autoreset;
    private final Crew crew;
    private boolean failed;

    /** @param threads to share the work, 1 to n; results are the same for any number */
    public VectorEnv(Course course, int n, Autoreset autoreset, int threads) {
        if (n < 1) throw new IllegalArgumentException("num_envs is " + n + "; allowed: from 1");
        if (threads < 1) throw new IllegalArgumentException("threads is " + threads + "; allowed: from 1");
        this.n = n;
        this.autoreset = autoreset;
        players = new LearnerEnv[Math.min(threads, n)];
        for (int t = 0; t < players.length; t++)
            players[t] = new LearnerEnv(course.maker, course.alpha, course.gamma, course.learn, course.horizon);
        a = actions().size();
        legal = new boolean[players.length][a];
        columns = new Columns(n, features().size(), a, autoreset == Autoreset.SAME_STEP ? n : 0);
        marks = new Bookmark[n];
        for (int i = 0; i < n; i++) marks[i] = new Bookmark();
        streams = new long[n];
        episodes = new long[n];
        crew = new Crew(players.length);
    }

    /** What there is to see: filled by {@link #reset} and {@link #step}, to be read between them. */
    public Columns columns() {
        return columns;
    }

    public List<Feature> features() {
        return players[0].features();
    }

    public List<String> actions() {
        return players[0].actions();
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
        crew.share(n, (thread, from, to) -> {
            for (int i = from; i < to; i++) {
                if (how[i] == Reset.NOT) continue;
                if (how[i] == Reset.NEXT && episodes[i] > 0) {
                    players[thread].goOn(marks[i].read());
                } else {
                    if (how[i] != Reset.NEXT) streams[i] = Seeds.of(seeds[i], how[i] == Reset.ALONE ? 0 : i);
                    episodes[i] = 0;
                    players[thread].forget();
                }
                begin(thread, i);
                players[thread].leave(marks[i].write());
            }
        });
    }

    /** Whoever plays {@code i} now begins its next episode. */
    private void begin(int thread, int i) {
        players[thread].reset(Seeds.of(streams[i], episodes[i]++));
        columns.ended[i] = Columns.RUNNING;
        columns.rewards[i] = 0;
        columns.lengths[i] = 0;
        show(thread, i);
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
        crew.share(n, (thread, from, to) -> {
            for (int i = from; i < to; i++) {
                players[thread].goOn(marks[i].read());
                step(thread, i, actions[i]);
                players[thread].leave(marks[i].write());
            }
        });
        failed = false;
    }

    private int taken(int i, int action, boolean lenient) {
        if (episodes[i] == 0) throw new IllegalStateException("step before the first reset");
        if (over(i)) {
            if (autoreset == Autoreset.NEXT_STEP) return action;
            throw new IllegalStateException(of(i) + "the episode is over; reset first");
        }
        int masks = i * a;
        if (action < 0 || action >= a || !lenient && columns.masks[masks + action] == 0) throw refused(i, action);
        while (columns.masks[masks + action] == 0) action = action + 1 == a ? 0 : action + 1;
        return action;
    }

    /** Whether its episode has ended and the next one not begun. */
    private boolean over(int i) {
        return columns.ended[i] != Columns.RUNNING && autoreset != Autoreset.SAME_STEP;
    }

    private IllegalArgumentException refused(int i, int action) {
        players[0].goOn(marks[i].read());
        IllegalArgumentException e = players[0].env().refuse(action);
        return n == 1 ? e : new IllegalArgumentException(of(i) + e.getMessage(), e);
    }

    private String of(int i) {
        return n == 1 ? "" : "environment " + i + ": ";
    }

    private void step(int thread, int i, int action) {
        if (over(i)) {
            begin(thread, i);
            return;
        }
        LearnerEnv player = players[thread];
        player.step(action);
        Episodes episode = player.episode();
        double signal = episode.signal();
        columns.lengths[i]++;
        columns.ended[i] =
                episode.terminated() ? Columns.TERMINATED : episode.truncated() ? Columns.TRUNCATED : Columns.RUNNING;
        byte ended = columns.ended[i];
        if (ended != Columns.RUNNING && autoreset == Autoreset.SAME_STEP) {
            player.observe(columns.lastObservations, i * columns.k);
            columns.lastEarned[i] = episode.episodeReward();
            columns.lastProgress[i] = episode.episodeProgress();
            columns.lastLengths[i] = columns.lengths[i];
            begin(thread, i);
            columns.ended[i] = ended;
        } else {
            show(thread, i);
        }
        columns.rewards[i] = signal;
    }

    private void show(int thread, int i) {
        LearnerEnv player = players[thread];
        Episodes episode = player.episode();
        columns.earned[i] = episode.episodeReward();
        columns.progress[i] = episode.episodeProgress();
        columns.ratios[i] = episode.ratio();
        columns.alphas[i] = player.alpha();
        columns.gammas[i] = player.gamma();
        player.observe(columns.observations, i * columns.k);
        boolean[] allowed = legal[thread];
        player.env().legal(allowed);
        for (int action = 0, at = i * a; action < a; action++, at++)
            columns.masks[at] = (byte) (allowed[action] ? 1 : 0);
    }

    /** Ends its threads. */
    @Override
    public void close() {
        crew.close();
    }
}
