package org.undermine.env;

import java.util.Locale;

/**
 * Cuts an endless attack into episodes and pays a learner such that to earn more is to have a greater ratio.
 *
 * <p>{@link #step} goes through to the environment; {@link #signal} is what it pays the learner.
 */
public final class Episodes {
    /** How a ratio becomes a sum. The horizon is counted in units of progress. */
    public enum Learn {
        /**
         * reward - rho * progress, rho being the running ratio: its fixed point is the optimum (Dinkelbach 1967; Sapirshtein
         * et al., FC 2016). Truncated at the horizon.
         */
        RATIO,
        /**
         * The attacker's reward; each unit of progress ends the episode with probability 1 / horizon (Bar-Zur et al., AFT
         * 2020). The mean sum over the horizon is the ratio but for a bias of order 1 / horizon.
         */
        TERMINATION,
        /** Nothing until progress reaches the horizon, then the ratio of the episode. Biased likewise, and sparse. */
        EPISODE;

        public static Learn named(String name) {
            for (Learn l : values()) if (l.toString().equals(name)) return l;
            throw new IllegalArgumentException("learn is " + name + "; allowed: ratio, termination, episode");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final double MEMORY = 20; // horizons over which the running ratio forgets

    private final Env env;
    private final Learn learn;
    private final double horizon;
    private final Stream random = new Stream(0);
    private final RunningRatio ratio;
    private double reward; // of this episode
    private double progress;
    private double signal;
    private boolean terminated;
    private boolean truncated;

    /** @param ratio where the running ratio starts: honest play's, say */
    public Episodes(Env env, Learn learn, double horizon, double ratio) {
        if (!(horizon >= 1)) throw new IllegalArgumentException("horizon is " + horizon + "; allowed: 1 or more");
        this.env = env;
        this.learn = learn;
        this.horizon = horizon;
        this.ratio = new RunningRatio(MEMORY * horizon);
        this.ratio.begin(ratio, horizon);
    }

    /** What {@link #signal} is paid from over episodes, to be left and gone on with. */
    RunningRatio running() {
        return ratio;
    }

    /** The running ratio starts again. */
    void forget(double start) {
        ratio.begin(start, horizon);
    }

    public void reset(long seed) {
        env.reset(seed);
        begin(seed);
    }

    /** An episode of the environment, which has been reset. */
    void begin(long seed) {
        goOn(Seeds.stream(Seeds.of(seed, 1)).state(), 0, 0);
    }

    /** The state of the stream that decides when the episode ends. */
    long luck() {
        return random.state();
    }

    /** Goes on with an episode that was left and had not ended; the environment and the running ratio have to go on, too. */
    void goOn(long luck, double earned, double passed) {
        random.goOn(luck);
        reward = earned;
        progress = passed;
        signal = 0;
        terminated = truncated = false;
    }

    public void step(int action) {
        if (terminated || truncated) throw new IllegalStateException("the episode is over; reset first");
        env.step(action);
        double r = env.reward();
        double p = env.progress();
        reward += r;
        progress += p;
        switch (learn) {
            case RATIO -> {
                signal = r - ratio() * p;
                ratio.add(r, p);
                truncated = progress >= horizon;
            }
            case TERMINATION -> {
                signal = r;
                terminated = p > 0 && random.nextDouble() >= Math.pow(1 - 1 / horizon, p);
            }
            case EPISODE -> {
                terminated = progress >= horizon;
                signal = terminated ? reward / progress : 0;
            }
        }
    }

    /** The running ratio of the attacker's reward and progress. */
    public double ratio() {
        return ratio.value();
    }

    /** What the last step pays the learner. */
    public double signal() {
        return signal;
    }

    /** The model ended the episode: what follows is worth nothing. */
    public boolean terminated() {
        return terminated;
    }

    /** A limit ended it: what follows has a worth. */
    public boolean truncated() {
        return truncated;
    }

    /** The attacker's reward since the last reset. */
    public double episodeReward() {
        return reward;
    }

    public double episodeProgress() {
        return progress;
    }

    public Env env() {
        return env;
    }
}
