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
    public record Course(Scenario.Maker maker, Share alpha, Share gamma, Learn learn, double horizon) {
        private Resumable env() {
            return maker.env(alpha.low(), gamma.low());
        }
    }

    private final Course course;
    private final int n;
    private final int a;
    private final List<Feature> features;
    private final List<String> actions;
    private final Columns columns;
    private final Standings standings;
    private final boolean apart;
    private final LearnerEnv[] players; // one a part of the work, for its environments in turn; or one each
    private final long[] streams;
    private final long[] episodes; // begun in the stream
    private final Autoreset autoreset;
    private final Crew crew;
    private boolean failed;

    /** @param threads to share the work, from 1; results are the same for any number */
    public VectorEnv(Course course, int n, Autoreset autoreset, int threads) {
        this(course, n, autoreset, threads, false);
    }

    /** @param apart whether each stays where it is, for {@link #env} to be looked at; slower where there are many */
    public VectorEnv(Course course, int n, Autoreset autoreset, int threads, boolean apart) {
        if (n < 1) throw new IllegalArgumentException("num_envs is " + n + "; allowed: from 1");
        if (threads < 1) throw new IllegalArgumentException("threads is " + threads + "; allowed: from 1");
        this.course = course;
        this.n = n;
        this.autoreset = autoreset;
        this.apart = apart;
        Resumable first = course.env();
        features = LearnerEnv.features(course, first);
        actions = first.actions();
        a = actions.size();
        columns = new Columns(n, features.size(), a, autoreset == Autoreset.SAME_STEP ? n : 0);
        standings = new Standings(n, course.alpha.cells() * course.gamma.cells());
        players = new LearnerEnv[apart ? n : Math.min(threads, n)];
        for (int t = 0; t < players.length; t++)
            players[t] = new LearnerEnv(course, t == 0 ? first : course.env(), columns, standings, apart);
        streams = new long[n];
        episodes = new long[n];
        crew = new Crew(Math.min(threads, n));
    }

    public Course course() {
        return course;
    }

    /** What there is to see: filled by {@link #reset} and {@link #step}, to be read between them. */
    public Columns columns() {
        return columns;
    }

    public List<Feature> features() {
        return features;
    }

    public List<String> actions() {
        return actions;
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
        crew.share(n, (part, from, to) -> {
            for (int i = from; i < to; i++) {
                if (how[i] == Reset.NOT) continue;
                if (how[i] != Reset.NEXT) streams[i] = Seeds.of(seeds[i], how[i] == Reset.ALONE ? 0 : i);
                if (how[i] != Reset.NEXT || episodes[i] == 0) {
                    episodes[i] = 0;
                    standings.forget(i);
                }
                begin(player(part, i), i);
            }
        });
    }

    private LearnerEnv player(int part, int i) {
        return players[apart ? i : part];
    }

    private void begin(LearnerEnv player, int i) {
        player.begin(i, Seeds.of(streams[i], episodes[i]++));
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
        crew.share(n, (part, from, to) -> {
            for (int i = from; i < to; i++) step(player(part, i), i, actions[i]);
            if (!apart) players[part].rest(from, to);
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
        LearnerEnv player = player(crew.part(n, i), i);
        player.goOn(i);
        IllegalArgumentException e = player.env().refuse(action);
        return n == 1 ? e : new IllegalArgumentException(of(i) + e.getMessage(), e);
    }

    private String of(int i) {
        return n == 1 ? "" : "environment " + i + ": ";
    }

    private void step(LearnerEnv player, int i, int action) {
        if (over(i)) {
            begin(player, i);
            return;
        }
        player.step(i, action);
        byte ended = columns.ended[i];
        if (ended == Columns.RUNNING || autoreset != Autoreset.SAME_STEP) return;
        double signal = columns.rewards[i];
        columns.keepLast(i);
        begin(player, i);
        columns.ended[i] = ended;
        columns.rewards[i] = signal;
    }

    /** Ends its threads. */
    @Override
    public void close() {
        crew.close();
    }
}
