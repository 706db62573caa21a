package org.undermine.bridge.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.undermine.agents.Agent;
import org.undermine.agents.Policies;
import org.undermine.agents.exact.ResultFile;
import org.undermine.agents.exact.Study;
import org.undermine.env.Env;
import org.undermine.env.Scenario;

/** A policy to be played: a named one, or that of a file. */
interface Player {
    double TABLE = 300_000; // states that are compiled in a few seconds

    Scenario scenario();

    /** The point it was made for; NaN where it was made for none. */
    double alpha();

    double gamma();

    Agent in(Env env);

    /** What it earns exactly; null where that would take a table too large. */
    Double exact(double alpha, double gamma);

    static Player named(String name, Target target, Console console) throws IOException {
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) return new Named(target.scenario(), name, console);
        return Replayed.of(file, target, console);
    }

    /** The model as a table, if it is small enough to be made in passing. */
    private static Study table(Scenario scenario, Console console) {
        var fit = org.undermine.agents.exact.Fit.of(scenario);
        return fit.states() <= TABLE ? Models.compile(scenario, fit, console) : null;
    }

    record Named(Scenario scenario, Agent agent, Console console) implements Player {
        Named(Scenario scenario, String name, Console console) {
            this(scenario, Policies.named(scenario, name), console);
        }

        @Override
        public double alpha() {
            return Double.NaN;
        }

        @Override
        public double gamma() {
            return 0.5;
        }

        @Override
        public Agent in(Env env) {
            return agent;
        }

        @Override
        public Double exact(double alpha, double gamma) {
            Study study = table(scenario, console);
            return study == null ? null : study.value(agent, alpha, gamma);
        }
    }

    /** The policy of a result file, on the model it was found for. */
    record Replayed(Study study, int[] actions, double alpha, double gamma) implements Player {
        static Replayed of(Path file, Target target, Console console) throws IOException {
            ResultFile.Policy policy = ResultFile.policy(file);
            Map<String, Object> typed = new LinkedHashMap<>(policy.scenario().parameters());
            typed.putAll(policy.scenario().attack());
            typed.putAll(target.typed()); // what is typed wins, and may then name another model
            Study study = Models.compile(Scenario.of(target.protocol(), typed), console);
            return new Replayed(study, study.actions(policy), policy.alpha(), policy.gamma());
        }

        @Override
        public Scenario scenario() {
            return study.scenario();
        }

        @Override
        public Agent in(Env env) {
            return study.replay(actions, env);
        }

        @Override
        public Double exact(double alpha, double gamma) {
            return study.value(actions, alpha, gamma);
        }
    }
}
