package org.undermine.env;

import java.util.List;
import org.undermine.env.VectorEnv.Course;
import org.undermine.env.mdp.Feature;

/**
 * An environment as a learner has it: episodes whose alpha and gamma may be drawn anew, and then are observed too. It plays
 * many attacks in turn: where each stands is in {@link Standings}, what it shows in {@link Columns}.
 *
 * <p>The optimal ratio differs from alpha to alpha, so each {@link Share#cell} of alpha and gamma has a running ratio.
 */
final class LearnerEnv {
    private static final int DRAW = 2; // this stream of an episode's seed; Episodes has stream 1

    private final Share alphas;
    private final Share gammas;
    private final double alpha; // where fixed
    private final double gamma;
    private final boolean fixed;
    private final Resumable env;
    private final int seen; // numbers in an observation of its
    private final Episodes episode;
    private final RunningRatio ratio;
    private final Columns columns;
    private final Standings standings;
    private final boolean stays; // plays one attack only

    LearnerEnv(Course course, Resumable env, Columns columns, Standings standings, boolean stays) {
        this.env = env;
        this.columns = columns;
        this.standings = standings;
        this.stays = stays;
        alphas = course.alpha();
        gammas = course.gamma();
        alpha = alphas.low();
        gamma = gammas.low();
        fixed = alphas.fixed() && gammas.fixed();
        seen = env.features().size();
        episode = new Episodes(env, course.learn(), course.horizon(), 0);
        ratio = episode.running();
    }

    /** What is observed of {@code env}. */
    static List<Feature> features(Course course, Env env) {
        return Share.observed(env.features(), course.alpha(), course.gamma());
    }

    /** What is played underneath. */
    Env env() {
        return env;
    }

    /** Attack {@code i} begins an episode. */
    void begin(int i, long seed) {
        draw(i, seed);
        if (fixed) env.reset(seed);
        else env.reset(seed, columns.alphas[i], columns.gammas[i]);
        int row = row(i);
        double weight = standings.progress[row];
        if (weight == 0) episode.forget(columns.alphas[i]);
        else ratio.goOn(standings.rewards[row], weight, standings.rewards[row] / weight);
        episode.begin(seed);
        columns.ended[i] = Columns.RUNNING;
        columns.rewards[i] = 0;
        columns.lengths[i] = 0;
        show(i);
        leave(i);
    }

    private void draw(int i, long seed) {
        columns.alphas[i] = alpha;
        columns.gammas[i] = gamma;
        if (fixed) return;
        var random = Seeds.stream(Seeds.of(seed, DRAW));
        columns.alphas[i] = alphas.draw(random);
        columns.gammas[i] = gammas.draw(random);
        standings.cell[i] = alphas.cell(columns.alphas[i]) * gammas.cells() + gammas.cell(columns.gammas[i]);
    }

    /** Where the sums of its running ratio are. */
    private int row(int i) {
        return fixed ? i : i * standings.cells + standings.cell[i];
    }

    /** Attack {@code i} takes a legal action. */
    void step(int i, int action) {
        goOn(i);
        episode.step(action);
        columns.rewards[i] = episode.signal();
        columns.lengths[i]++;
        columns.ended[i] =
                episode.terminated() ? Columns.TERMINATED : episode.truncated() ? Columns.TRUNCATED : Columns.RUNNING;
        show(i);
        leave(i);
    }

    /** Stands where attack {@code i} does. */
    void goOn(int i) {
        int row = row(i);
        ratio.goOn(standings.rewards[row], standings.progress[row], columns.ratios[i]);
        episode.goOn(standings.lucks[i], columns.earned[i], columns.progress[i]);
        if (stays) return;
        int place = standings.places[i];
        if (place < 0) env.goOn(standings.mark(i).read());
        else if (fixed) env.goOn(place, standings.randoms[i], alpha, gamma);
        else env.goOn(place, standings.randoms[i], columns.alphas[i], columns.gammas[i]);
    }

    private void leave(int i) {
        int row = row(i);
        standings.rewards[row] = ratio.reward();
        standings.progress[row] = ratio.progress();
        standings.lucks[i] = episode.luck();
        if (stays) return;
        standings.places[i] = env.place();
        standings.randoms[i] = env.random();
        if (standings.places[i] < 0) env.leave(standings.mark(i).write());
    }

    private void show(int i) {
        columns.earned[i] = episode.episodeReward();
        columns.progress[i] = episode.episodeProgress();
        columns.ratios[i] = ratio.value();
        observe(i, columns.observations);
        env.legal(columns.masks, i * columns.a);
    }

    private void observe(int i, float[] into) {
        int at = i * columns.k;
        env.observe(into, at);
        if (fixed) return;
        at += seen;
        if (!alphas.fixed()) into[at++] = (float) columns.alphas[i];
        if (!gammas.fixed()) into[at] = (float) columns.gammas[i];
    }

    /** Its attacks {@code from} to {@code to}, the latter left out, have moved: a good moment to forget, if it has to. */
    void rest(int from, int to) {
        if (stays || !env.tired()) return;
        for (int i = from; i < to; i++) {
            if (standings.places[i] < 0) continue;
            goOn(i);
            standings.places[i] = -1;
            env.leave(standings.mark(i).write());
        }
        env.forget();
    }
}
