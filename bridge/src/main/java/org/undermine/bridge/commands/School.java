package org.undermine.bridge.commands;

import java.util.ArrayList;
import java.util.List;
import org.undermine.agents.Agent;
import org.undermine.agents.Arena;
import org.undermine.agents.exact.Fit;
import org.undermine.agents.exact.Study;
import org.undermine.agents.learn.AgentFile;
import org.undermine.agents.learn.Trainer;
import org.undermine.env.Env;
import org.undermine.env.Scenario;

/** Where an agent is trained and examined: on a table where one fits, else by the rules with dice. */
final class School {
    private static final long EXAMINATION = 300_000; // steps with dice
    private static final long DICE = 1;

    private final Scenario scenario;
    private final double alpha;
    private final double gamma;
    private Study study; // null where the table would be too large

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

    AgentFile file(Trainer.Outcome outcome, String name, long seed) {
        List<String> actions = scenario.mdp().actions();
        return new AgentFile(scenario, alpha, gamma, actions, outcome.best(), outcome.training(name, seed));
    }
}
