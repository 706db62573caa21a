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
    private final boolean apart;
    private final LearnerEnv[] players; // one a thread, for its environments in turn; or one each
    private final boolean[][] legal; // of each player
    private final Bookmark[] marks; // where the environments stand
    private final long[] streams;
    private final long[] episodes; // begun in the stream
    private final Autoreset autoreset;
    private final Crew crew;
    private boolean failed;

    /** @param threads to share the work, 1 to n; results are the same for any number */
    public VectorEnv(Course course, int n, Autoreset autoreset, int threads) {
        this(course, n, autoreset, threads, false);
    }

    /** @param apart whether each stays where it is, for {@link #env} to be looked at; slower where there are many */
    public VectorEnv(Course course, int n, Autoreset autoreset, int threads, boolean apart) {
        if (n < 1) throw new IllegalArgumentException("num_envs is " + n + "; allowed: from 1");
        if (threads < 1) throw new IllegalArgumentException("threads is " + threads + "; allowed: from 1");
        this.n = n;
        this.autoreset = autoreset;
        this.apart = apart;
        players = new LearnerEnv[apart ? n : Math.min(threads, n)];
        for (int t = 0; t < players.length; t++)
            players[t] = new LearnerEnv(course.maker, course.alpha, course.gamma, course.learn, course.horizon);
        a = actions().size();
        legal = new boolean[players.length][a];
        columns = new Columns(n, features().size(), a, autoreset == Autoreset.SAME_STEP ? n : 0);
        marks = new Bookmark[n];
        for (int i = 0; i < n; i++) marks[i] = new Bookmark();
        streams = new long[n];
        episodes = new long[n];
        crew = new Crew(Math.min(threads, n));
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

    /** Environment {@code i}, to be looked at; only where they are apart. */
    public Env env(int i) {
        if (!apart) throw new IllegalStateException("one environment plays several attacks in turn");
        return players[i].env();
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
                int player = apart ? i : thread;
                if (how[i] == Reset.NEXT && episodes[i] > 0) {
                    goOn(player, i);
                } else {
                    if (how[i] != Reset.NEXT) streams[i] = Seeds.of(seeds[i], how[i] == Reset.ALONE ? 0 : i);
                    episodes[i] = 0;
                    players[player].forget();
                }
                begin(player, i);
                leave(player, i);
            }
        });
    }

    private void goOn(int player, int i) {
        if (!apart) players[player].goOn(marks[i].read());
    }

    private void leave(int player, int i) {
        if (!apart) players[player].leave(marks[i].write());
    }

    /** Whoever plays {@code i} now begins its next episode. */
    private void begin(int player, int i) {
        players[player].reset(Seeds.of(streams[i], episodes[i]++));
        columns.ended[i] = Columns.RUNNING;
        columns.rewards[i] = 0;
        columns.lengths[i] = 0;
        show(player, i);
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
                int player = apart ? i : thread;
                goOn(player, i);
                step(player, i, actions[i]);
                leave(player, i);
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
        int player = apart ? i : 0;
        goOn(player, i);
        IllegalArgumentException e = players[player].env().refuse(action);
        return n == 1 ? e : new IllegalArgumentException(of(i) + e.getMessage(), e);
    }

    private String of(int i) {
        return n == 1 ? "" : "environment " + i + ": ";
    }

    private void step(int player, int i, int action) {
        if (over(i)) {
            begin(player, i);
            return;
        }
        LearnerEnv learner = players[player];
        learner.step(action);
        Episodes episode = learner.episode();
        double signal = episode.signal();
        columns.lengths[i]++;
        columns.ended[i] =
                episode.terminated() ? Columns.TERMINATED : episode.truncated() ? Columns.TRUNCATED : Columns.RUNNING;
        byte ended = columns.ended[i];
        if (ended != Columns.RUNNING && autoreset == Autoreset.SAME_STEP) {
            learner.observe(columns.lastObservations, i * columns.k);
            columns.lastEarned[i] = episode.episodeReward();
            columns.lastProgress[i] = episode.episodeProgress();
            columns.lastLengths[i] = columns.lengths[i];
            begin(player, i);
            columns.ended[i] = ended;
        } else {
            show(player, i);
        }
        columns.rewards[i] = signal;
    }

    private void show(int player, int i) {
        LearnerEnv learner = players[player];
        Episodes episode = learner.episode();
        columns.earned[i] = episode.episodeReward();
        columns.progress[i] = episode.episodeProgress();
        columns.ratios[i] = episode.ratio();
        columns.alphas[i] = learner.alpha();
        columns.gammas[i] = learner.gamma();
        learner.observe(columns.observations, i * columns.k);
        boolean[] allowed = legal[player];
        learner.env().legal(allowed);
        for (int action = 0, at = i * a; action < a; action++, at++)
            columns.masks[at] = (byte) (allowed[action] ? 1 : 0);
    }

    /** Ends its threads. */
    @Override
    public void close() {
        crew.close();
    }
}
