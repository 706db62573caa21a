package org.undermine.bridge.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.undermine.agents.Agent;
import org.undermine.agents.Policies;
import org.undermine.agents.exact.Fit;
import org.undermine.agents.exact.ResultFile;
import org.undermine.agents.exact.Study;
import org.undermine.agents.learn.AgentFile;
import org.undermine.agents.learn.Span;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.attack.Shadow;
import org.undermine.env.mdp.Policy;
import org.undermine.protocols.SourceFile;

/** A policy to be played: a named one, or that of a file. */
interface Player {
    Scenario scenario();

    /** The point it was made for; NaN where it was made for none. */
    double alpha();

    double gamma();

    /** The same, told where it plays, which what was trained for a range wants to know. */
    default Player at(double alpha, double gamma) {
        return this;
    }

    /** Where it can be played with dice. */
    default Env env(double alpha, double gamma) {
        return scenario().env(alpha, gamma);
    }

    /** @param env of {@link #env} */
    Agent in(Env env);

    /** To play on a network, where {@code shadow} is how it sees its attack. */
    Policy in(Shadow shadow);

    /** Its model as a table; null where that would be too large. */
    Study study();

    /** The action it takes in each state of {@code study}, its own. */
    int[] actions(Study study);

    /** What it earns exactly; null where that would take a table too large. */
    default Double exact(double alpha, double gamma) {
        Study study = study();
        return study == null ? null : study.value(at(alpha, gamma).actions(study), alpha, gamma);
    }

    static Player named(String name, Target target, Console console) throws IOException {
        Path file = Path.of(name);
        if (!Files.isRegularFile(file))
            return new Named(Policies.scenario(target.protocol(), target.typed(), name), name);
        return isZip(file) ? Trained.of(file, target) : Replayed.of(file, target, console);
    }

    /** The policy of a file, where it was made for. */
    static Player of(Path file, Console console) throws IOException {
        Scenario scenario = isZip(file)
                ? AgentFile.read(file).scenario()
                : ResultFile.policy(file).scenario();
        return named(file.toString(), Target.of(scenario.protocol()), console);
    }

    private static boolean isZip(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.read() == 'P' && in.read() == 'K';
        }
    }

    /** The scenario of a file; what is typed wins, and may then name another one. */
    private static Scenario scenario(Scenario ofFile, Target target) {
        Map<String, Object> typed = new LinkedHashMap<>(ofFile.parameters());
        typed.putAll(ofFile.attack());
        typed.putAll(target.typed());
        return Scenario.of(target.protocol(), typed);
    }

    record Named(Scenario scenario, Agent agent) implements Player {
        Named(Scenario scenario, String name) {
            this(scenario, Policies.named(scenario, name));
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
        public Env env(double alpha, double gamma) {
            return scenario.plainEnv(alpha, gamma);
        }

        @Override
        public Agent in(Env env) {
            return agent;
        }

        @Override
        public Policy in(Shadow shadow) {
            return agent;
        }

        @Override
        public Study study() {
            return Fit.passing(scenario);
        }

        @Override
        public int[] actions(Study study) {
            return study.actions(agent);
        }
    }

    /** The policy of a result file, on the model it was found for. */
    record Replayed(Study study, int[] actions, double alpha, double gamma) implements Player {
        static Replayed of(Path file, Target target, Console console) throws IOException {
            ResultFile.Policy policy = ResultFile.policy(file);
            Study study = Compiling.compile(Player.scenario(policy.scenario(), target), console);
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
        public Policy in(Shadow shadow) {
            return study.replay(actions, shadow);
        }

        @Override
        public int[] actions(Study study) {
            return actions;
        }
    }

    /**
     * The policy of an agent file, where there is as much to see and to do as in training, at any alpha and gamma or those of
     * the range it was trained for.
     */
    record Trained(Scenario scenario, AgentFile file, double alpha, double gamma) implements Player {
        static Trained of(Path file, Target target) throws IOException {
            AgentFile agent = AgentFile.read(file);
            String protocol = agent.scenario().protocol();
            if (!target.protocol().equals(protocol) && !SourceFile.isPath(protocol))
                throw new IllegalArgumentException(
                        file + " was trained on " + protocol + ", not on " + target.protocol());
            Scenario scenario = Player.scenario(agent.scenario(), target);
            if (!scenario.mdp().features().equals(agent.scenario().mdp().features()))
                throw new IllegalArgumentException(
                        file + " was trained to see another attack: " + Report.name(agent.scenario()));
            return new Trained(scenario, agent, only(agent.alpha()), only(agent.gamma()));
        }

        private static double only(Span trained) {
            return trained.single() ? trained.low() : Double.NaN;
        }

        @Override
        public Player at(double alpha, double gamma) {
            return new Trained(scenario, file, alpha, gamma);
        }

        @Override
        public Agent in(Env env) {
            return file.in(env, alpha, gamma);
        }

        @Override
        public Policy in(Shadow shadow) {
            return file.seeing(shadow.features(), shadow.actions(), alpha, gamma);
        }

        @Override
        public Study study() {
            return Fit.passing(scenario);
        }

        @Override
        public int[] actions(Study study) {
            var model = study.compiled().model();
            return study.actions(file.seeing(model.features(), model.actions(), alpha, gamma));
        }
    }
}
