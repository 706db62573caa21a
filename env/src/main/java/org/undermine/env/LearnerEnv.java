package org.undermine.env;

import java.util.ArrayList;
import java.util.List;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.mdp.Feature;

/**
 * One environment as a learner has it: episodes whose alpha and gamma may be drawn anew, and then are observed too.
 *
 * <p>The optimal ratio differs from alpha to alpha, so each {@link Share#cell} of alpha and gamma has a running ratio.
 */
final class LearnerEnv {
    private static final int DRAW = 2; // this stream of an episode's seed; Episodes has stream 1

    private final Scenario.Maker maker;
    private final Share alphas;
    private final Share gammas;
    private final Learn learn;
    private final double horizon;
    private final List<Feature> features;
    private final List<String> actions;
    private final boolean fixed;
    private Env env;
    private Episodes[] episodes;
    private Episodes now;
    private double alpha;
    private double gamma;

    LearnerEnv(Scenario.Maker maker, Share alphas, Share gammas, Learn learn, double horizon) {
        this.maker = maker;
        this.alphas = alphas;
        this.gammas = gammas;
        this.learn = learn;
        this.horizon = horizon;
        fixed = alphas.fixed() && gammas.fixed();
        env = maker.env(alphas.low(), gammas.low());
        actions = env.actions();
        var observed = new ArrayList<>(env.features());
        for (Share s : List.of(alphas, gammas)) if (!s.fixed()) observed.add(new Feature(s.name(), s.low(), s.high()));
        features = List.copyOf(observed);
        forget();
        new Episodes(env, learn, horizon, 0); // refuses a bad horizon now
    }

    List<Feature> features() {
        return features;
    }

    List<String> actions() {
        return actions;
    }

    /** Every running ratio starts again at honest play's. */
    void forget() {
        episodes = new Episodes[alphas.cells() * gammas.cells()];
    }

    /** Whether an episode has begun and not ended. */
    boolean running() {
        return now != null && !now.terminated() && !now.truncated();
    }

    boolean begun() {
        return now != null;
    }

    void reset(long seed) {
        var random = Seeds.stream(Seeds.of(seed, DRAW));
        alpha = alphas.draw(random);
        gamma = gammas.draw(random);
        if (!fixed) env = maker.env(alpha, gamma);
        int cell = alphas.cell(alpha) * gammas.cells() + gammas.cell(gamma);
        if (episodes[cell] == null) episodes[cell] = new Episodes(new Current(), learn, horizon, alpha);
        now = episodes[cell];
        now.reset(seed);
    }

    /**
     * The action that {@link #step} would take for {@code action}.
     *
     * @param lenient whether the next legal one, in the order of the list and round it, stands for one that is not
     * @throws IllegalArgumentException if there is no such action, or if it is illegal and that is not forgiven
     */
    int taken(int action, boolean lenient) {
        if (action < 0 || action >= actions.size() || !lenient && !env.legal(action)) throw env.refuse(action);
        int taken = action;
        while (!env.legal(taken)) taken = (taken + 1) % actions.size();
        return taken;
    }

    void step(int action) {
        now.step(action);
    }

    void observe(float[] into, int offset) {
        env.observe(into, offset);
        int at = offset + env.features().size();
        if (!alphas.fixed()) into[at++] = (float) alpha;
        if (!gammas.fixed()) into[at] = (float) gamma;
    }

    void legal(boolean[] into) {
        env.legal(into);
    }

    /** What is played underneath. */
    Env env() {
        return env;
    }

    Episodes episode() {
        return now;
    }

    double alpha() {
        return alpha;
    }

    double gamma() {
        return gamma;
    }

    /** The environment of the episode that is under way, whichever that is. */
    private final class Current implements Env {
        @Override
        public List<Feature> features() {
            return env.features();
        }

        @Override
        public List<String> actions() {
            return actions;
        }

        @Override
        public void reset(long seed) {
            env.reset(seed);
        }

        @Override
        public void step(int action) {
            env.step(action);
        }

        @Override
        public double reward() {
            return env.reward();
        }

        @Override
        public double progress() {
            return env.progress();
        }

        @Override
        public boolean legal(int action) {
            return env.legal(action);
        }

        @Override
        public void observe(float[] into, int offset) {
            env.observe(into, offset);
        }
    }
}
