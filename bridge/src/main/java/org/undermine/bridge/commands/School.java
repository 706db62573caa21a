package org.undermine.bridge.commands;

import java.util.ArrayList;
import java.util.List;
import org.undermine.agents.Agent;
import org.undermine.agents.Arena;
import org.undermine.agents.exact.Fit;
import org.undermine.agents.exact.Result;
import org.undermine.agents.exact.Study;
import org.undermine.agents.learn.AgentFile;
import org.undermine.agents.learn.Learner;
import org.undermine.agents.learn.NetworkAgent;
import org.undermine.agents.learn.Ppo;
import org.undermine.agents.learn.Training;
import org.undermine.env.Env;
import org.undermine.env.Episodes.Learn;
import org.undermine.env.Rows;
import org.undermine.env.Scenario;
import org.undermine.env.Share;
import org.undermine.env.TableEnv;
import org.undermine.env.VectorEnv;

/** Where an agent is trained and examined: on a table where one fits, else by the rules with dice. */
final class School {
    private static final long EXAMINATION = 300_000; // steps with dice
    private static final long DICE = 1;
    private static final double EPSILON = 1e-6;

    private final Scenario scenario;
    private final double alpha;
    private final double gamma;
    private Study study; // null where the table would be too large
    private Result optimum; // found when first asked for

    School(Scenario scenario, double alpha, double gamma) {
        this.scenario = scenario;
        this.alpha = alpha;
        this.gamma = gamma;
    }

    void open(Console console) {
        Fit fit = Fit.of(scenario);
        study = fit.inPassing() ? Compiling.compile(scenario, fit, console) : null;
    }

    Scenario scenario() {
        return scenario;
    }

    double alpha() {
        return alpha;
    }

    double gamma() {
        return gamma;
    }

    Study study() {
        return study;
    }

    /** PPO on the table, which there must be. */
    Learner walking(int threads, long seed) {
        Rows rows = Rows.of(study.compiled());
        return Ppo.walking(rows, study.at(alpha, gamma), Ppo.Parameters.DEFAULT, threads, seed);
    }

    /** Walks on the table where there is one: the same process, faster. */
    VectorEnv environments(Learn learn, double horizon, int threads) {
        Scenario.Maker maker = scenario.maker();
        if (study != null) {
            Rows rows = Rows.of(study.compiled());
            maker = (a, g) -> new TableEnv(rows, a, g, scenario.objective());
        }
        return Ppo.environments(maker, share("alpha", alpha), share("gamma", gamma), learn, horizon, threads);
    }

    private static Share share(String name, double value) {
        return new Share(name, new double[] {value}, false);
    }

    List<Env> environments(int n) {
        var environments = new ArrayList<Env>();
        Scenario.Maker maker = scenario.maker();
        for (int i = 0; i < n; i++) environments.add(maker.env(alpha, gamma));
        return environments;
    }

    /** What an agent earns. */
    double value(Agent agent) {
        return study != null ? study.value(agent, alpha, gamma) : played(agent).mean();
    }

    Arena.Estimate played(Agent agent) {
        return Arena.evaluate(scenario.env(alpha, gamma), agent, EXAMINATION, DICE, n -> {});
    }

    AgentFile file(NetworkAgent best, Training training) {
        return new AgentFile(scenario, alpha, gamma, scenario.mdp().actions(), best, training);
    }

    /** The best attack; null where there is no table. */
    Result optimum() {
        if (study != null && optimum == null) optimum = study.attack(alpha, gamma, EPSILON);
        return optimum;
    }
}
