package org.undermine.env;

import java.util.ArrayList;
import java.util.List;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.mdp.Bookmark;
import org.undermine.env.mdp.Feature;

/**
 * An environment as a learner has it: episodes whose alpha and gamma may be drawn anew, and then are observed too.
 *
 * <p>The optimal ratio differs from alpha to alpha, so each {@link Share#cell} of alpha and gamma has a running ratio.
 */
final class LearnerEnv {
    private static final int DRAW = 2; // this stream of an episode's seed; Episodes has stream 1

    private final Share alphas;
    private final Share gammas;
    private final double horizon;
    private final List<Feature> features;
    private final List<String> actions;
    private final boolean fixed;
    private final Resumable env;
    private final Episodes episode;
    private RunningRatio[] ratios; // one for each cell
    private double alpha;
    private double gamma;

    LearnerEnv(Scenario.Maker maker, Share alphas, Share gammas, Learn learn, double horizon) {
        this.alphas = alphas;
        this.gammas = gammas;
        this.horizon = horizon;
        fixed = alphas.fixed() && gammas.fixed();
        env = maker.env(alphas.low(), gammas.low());
        actions = env.actions();
        var observed = new ArrayList<>(env.features());
        for (Share s : List.of(alphas, gammas)) if (!s.fixed()) observed.add(new Feature(s.name(), s.low(), s.high()));
        features = List.copyOf(observed);
        episode = new Episodes(env, learn, horizon, 0);
    }

    List<Feature> features() {
        return features;
    }

    List<String> actions() {
        return actions;
    }

    /** Every running ratio starts again at honest play's. */
    void forget() {
        ratios = new RunningRatio[alphas.cells() * gammas.cells()];
    }

    void reset(long seed) {
        if (fixed) {
            alpha = alphas.low();
            gamma = gammas.low();
            env.reset(seed);
        } else {
            var random = Seeds.stream(Seeds.of(seed, DRAW));
            alpha = alphas.draw(random);
            gamma = gammas.draw(random);
            env.reset(seed, alpha, gamma);
        }
        int cell = cell();
        if (ratios[cell] == null) ratios[cell] = Episodes.ratio(horizon, alpha);
        episode.begin(seed, ratios[cell]);
    }

    private int cell() {
        return fixed ? 0 : alphas.cell(alpha) * gammas.cells() + gammas.cell(gamma);
    }

    /** Writes down where the episode stands. */
    void leave(Bookmark at) {
        at.put(ratios);
        at.put(alpha);
        at.put(gamma);
        episode.leave(at);
        env.leave(at);
    }

    /** Goes on with an episode that was left, or with the running ratios of one that had ended. */
    void goOn(Bookmark at) {
        ratios = at.shared(RunningRatio[].class);
        alpha = at.real();
        gamma = at.real();
        episode.goOn(at, ratios[cell()]);
        env.goOn(at);
    }

    void step(int action) {
        episode.step(action);
    }

    void observe(float[] into, int offset) {
        env.observe(into, offset);
        if (fixed) return;
        int at = offset + env.features().size();
        if (!alphas.fixed()) into[at++] = (float) alpha;
        if (!gammas.fixed()) into[at] = (float) gamma;
    }

    /** What is played underneath. */
    Env env() {
        return env;
    }

    Episodes episode() {
        return episode;
    }

    double alpha() {
        return alpha;
    }

    double gamma() {
        return gamma;
    }
}
