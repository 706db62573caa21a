package org.undermine.bridge.commands;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.undermine.agents.Agent;
import org.undermine.agents.Arena;
import org.undermine.agents.Policies;
import org.undermine.agents.exact.Fit;
import org.undermine.agents.exact.Result;
import org.undermine.agents.exact.Study;
import org.undermine.agents.learn.AgentFile;
import org.undermine.agents.learn.Dqn;
import org.undermine.agents.learn.LearnedAgent;
import org.undermine.agents.learn.Ppo;
import org.undermine.agents.learn.Span;
import org.undermine.agents.learn.Training;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.Resumable;
import org.undermine.env.Rows;
import org.undermine.env.Scenario;
import org.undermine.env.TableEnv;
import org.undermine.env.VectorEnv;

/** Where an agent is trained and examined: on a table where one fits, else by the rules with dice; at a point or in a range. */
final class School {
    /** Whom those imitate who imitate nobody. */
    static final String NONE = "none";

    private static final long EXAMINATION = 300_000; // steps with dice, of all points together
    private static final long FEW = 60_000;
    private static final double PATIENCE = 1.0 / 30; // of the time for training, that a game with dice may take
    private static final long DICE = 1;
    private static final long OTHER_DICE = 2;
    private static final double EPSILON = 1e-6;
    private static final int ALPHAS = 11; // that an agent is trained at where it is for a range
    private static final int GAMMAS = 5;
    private static final int ALPHAS_EXAMINED = 4;
    private static final int GAMMAS_EXAMINED = 3;

    private final Scenario scenario;
    private final Span alpha;
    private final Span gamma;
    private final List<Point> points = new ArrayList<>();
    private final Map<Point, Result> optima = new HashMap<>(); // found when first asked for
    private double longest = Double.POSITIVE_INFINITY; // seconds of a game with dice
    private Study study; // null where the table would be too large
    private Rows rows;

    /** One at which agents are examined. */
    record Point(double alpha, double gamma) {}

    School(Scenario scenario, Span alpha, Span gamma) {
        this.scenario = scenario;
        this.alpha = alpha;
        this.gamma = gamma;
        for (double a : alpha.spread(ALPHAS_EXAMINED))
            for (double g : gamma.spread(GAMMAS_EXAMINED)) points.add(new Point(a, g));
    }

    /** @param seconds given for training; where they are infinite, games have always as many steps */
    void open(Console console, double seconds) {
        longest = seconds * PATIENCE;
        Fit fit = Fit.of(scenario);
        study = fit.inPassing() ? Compiling.compile(scenario, fit, console) : null;
        rows = study == null ? null : Rows.of(study.compiled());
    }

    Scenario scenario() {
        return scenario;
    }

    Span alpha() {
        return alpha;
    }

    Span gamma() {
        return gamma;
    }

    /** Whether there is a range. */
    boolean general() {
        return points.size() > 1;
    }

    /** Where agents are examined: at their point, or evenly over their range, its ends included. */
    List<Point> points() {
        return points;
    }

    Study study() {
        return study;
    }

    /**
     * PPO. Where the ratio is learnt on a table it looks ahead; else it plays with dice.
     *
     * @param environments of {@link #environments}; null where none are needed
     * @param start the named policy that it imitates at first, or {@link #NONE}
     */
    Ppo ppo(VectorEnv environments, String start, int threads, long seed) {
        Ppo ppo = environments == null
                ? walking(threads, seed)
                : Ppo.playing(
                        environments, study == null ? Ppo.Parameters.LARGE : Ppo.Parameters.DEFAULT, threads, seed);
        return start.equals(NONE) ? ppo : ppo.imitating(Policies.named(scenario, start));
    }

    Dqn dqn(long seed) {
        return new Dqn(scenario.mdp(), scenario.objective(), alpha.low(), gamma.low(), Dqn.Parameters.DEFAULT, seed);
    }

    boolean looksAhead(Learn learn) {
        return study != null && learn == Learn.RATIO;
    }

    private Ppo walking(int threads, long seed) {
        return Ppo.walking(
                scenario.mdp(),
                scenario.objective(),
                alpha.share("alpha", ALPHAS),
                gamma.share("gamma", GAMMAS),
                Ppo.Parameters.DEFAULT,
                threads,
                seed);
    }

    /** Walks on the table where there is one: the same process, faster. */
    VectorEnv environments(Learn learn, double horizon, int threads) {
        Scenario.Maker maker = rows == null ? scenario.rememberer() : this::walk;
        return Ppo.environments(
                maker, alpha.share("alpha", ALPHAS), gamma.share("gamma", GAMMAS), learn, horizon, threads);
    }

    private TableEnv walk(double a, double g) {
        return new TableEnv(rows, a, g, scenario.objective());
    }

    /** The same for one who plays one attack, at the only point. */
    Resumable environment() {
        Scenario.Maker maker = rows == null ? scenario.rememberer() : this::walk;
        return maker.env(alpha.low(), gamma.low());
    }

    /** What an agent earns; in a range, the mean share of what the best attack earns, or where that is not known, of alpha. */
    double value(LearnedAgent agent) {
        if (!general()) return earned(agent, points.get(0));
        double sum = 0;
        for (Point at : points) {
            double whole = study == null ? at.alpha : optimum(at).optimum().lower();
            sum += whole > 0 ? earned(agent, at) / whole : 1;
        }
        return sum / points.size();
    }

    double earned(LearnedAgent agent, Point at) {
        return study == null ? played(agent, at).mean() : study.value(told(agent, at), at.alpha, at.gamma);
    }

    private Arena.Estimate played(LearnedAgent agent, Point at) {
        return played(told(agent, at), at, EXAMINATION / points.size(), DICE);
    }

    private Arena.Estimate played(Agent agent, Point at, long steps, long dice) {
        var env = scenario.env(at.alpha, at.gamma);
        return Double.isInfinite(longest)
                ? Arena.evaluate(env, agent, steps, dice, n -> {})
                : Arena.evaluateWithin(longest / points.size(), steps, env, agent, dice);
    }

    /** What an agent earns there, with dice that no policy was chosen by. */
    Arena.Estimate verdict(LearnedAgent agent, Point at) {
        return played(told(agent, at), at, EXAMINATION, OTHER_DICE);
    }

    /** What each named policy earns there, with the same dice. */
    Map<String, Arena.Estimate> named(Point at) {
        var all = new LinkedHashMap<String, Arena.Estimate>();
        for (String name : Policies.names(scenario))
            all.put(name, played(Policies.named(scenario, name), at, EXAMINATION, OTHER_DICE));
        return all;
    }

    /** The named policy that earns most, on average over the points, as far as a few games tell. */
    String bestNamed() {
        String best = NONE;
        double most = Double.NEGATIVE_INFINITY;
        for (String name : Policies.names(scenario)) {
            double sum = 0;
            for (Point at : points)
                sum += played(Policies.named(scenario, name), at, FEW / points.size(), DICE)
                        .mean();
            if (sum > most) best = name;
            most = Math.max(most, sum);
        }
        return best;
    }

    private Agent told(LearnedAgent agent, Point at) {
        if (alpha.single()) return gamma.single() ? agent : agent.told((float) at.gamma);
        return gamma.single() ? agent.told((float) at.alpha) : agent.told((float) at.alpha, (float) at.gamma);
    }

    AgentFile file(LearnedAgent best, Training training) {
        return new AgentFile(scenario, alpha, gamma, scenario.mdp().actions(), best, training);
    }

    /** The best attack at a point; null where there is no table. */
    Result optimum(Point at) {
        if (study == null) return null;
        return optima.computeIfAbsent(at, p -> study.attack(p.alpha, p.gamma, EPSILON));
    }

    /** What would be the greatest {@link #value}; NaN where there is no table. */
    double most() {
        if (study == null) return Double.NaN;
        return general() ? 1 : optimum(points.get(0)).optimum().lower();
    }
}
