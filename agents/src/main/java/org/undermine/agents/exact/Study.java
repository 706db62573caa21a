package org.undermine.agents.exact;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import org.undermine.agents.Agent;
import org.undermine.agents.Policies;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.attack.Shadow;
import org.undermine.env.mdp.Compiler;
import org.undermine.env.mdp.Compiler.Compiled;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.Explorer;
import org.undermine.env.mdp.Objective;
import org.undermine.env.mdp.Policy;
import org.undermine.env.mdp.RatioMdp;

/** One scenario, compiled once and asked at any alpha and gamma. */
public final class Study {
    private static final double FINEST = 1e-10;
    private static final double SHARP = 1e-9; // how exactly a policy's revenue is proved, at least

    private final Scenario scenario;
    private final Compiled<?> compiled;
    private final double compileSeconds;
    private String digest; // found when first asked for, like the next
    private ExplicitMdp ceiling;
    private int[] honest;

    private Study(Scenario scenario, Compiled<?> compiled, double compileSeconds) {
        this.scenario = scenario;
        this.compiled = compiled;
        this.compileSeconds = compileSeconds;
    }

    /** @param statesExplored told now and then how far compilation has come; may throw to give up */
    public static Study of(Scenario scenario, IntConsumer statesExplored) {
        long start = System.nanoTime();
        var compiled = Compiler.compile(scenario.mdp(), statesExplored);
        return new Study(scenario, compiled, (System.nanoTime() - start) / 1e9);
    }

    /**
     * The same table by {@code threads} threads, and with far less memory, where the model can be explored so.
     *
     * @throws IllegalArgumentException one line, before memory runs out
     */
    public static Study of(Scenario scenario, int threads, IntConsumer statesExplored) {
        long start = System.nanoTime();
        var compiled = Explorer.compile(scenario.mdp(), threads, statesExplored);
        return new Study(scenario, compiled, (System.nanoTime() - start) / 1e9);
    }

    /** What {@code cache} has kept of an earlier one; null if nothing. */
    public static Study kept(Scenario scenario, ModelCache cache) {
        long start = System.nanoTime();
        var known = cache.find(scenario);
        return known == null ? null : new Study(scenario, known, (System.nanoTime() - start) / 1e9);
    }

    /**
     * The same from {@code cache}, or into it.
     *
     * @param trouble told in a few words if it could not be written there
     */
    public static Study of(
            Scenario scenario, int threads, ModelCache cache, IntConsumer statesExplored, Consumer<String> trouble) {
        Study known = kept(scenario, cache);
        if (known != null) return known;
        Study study = of(scenario, threads, statesExplored);
        try {
            cache.keep(scenario, study.compiled);
        } catch (IOException e) {
            trouble.accept(String.valueOf(e.getMessage()));
        }
        return study;
    }

    /** Compiles {@code scenario} unless that takes more than {@code most} states; then null. */
    public static Study small(Scenario scenario, int most) {
        class TooMany extends RuntimeException {
            private static final long serialVersionUID = 1;

            TooMany() {
                super(null, null, false, false);
            }
        }
        try {
            Study study = of(scenario, states -> {
                if (states > most) throw new TooMany();
            });
            return study.compiled.table().states() <= most ? study : null;
        } catch (TooMany e) {
            return null;
        }
    }

    public Scenario scenario() {
        return scenario;
    }

    /** The same table, asked about something else. */
    public Study withObjective(Objective objective) {
        var other = new Study(scenario.withObjective(objective), compiled, compileSeconds);
        other.digest = digest;
        return other;
    }

    public Compiled<?> compiled() {
        return compiled;
    }

    /** The model with numbers in it. */
    public RatioMdp at(double alpha, double gamma) {
        share("alpha", alpha);
        share("gamma", gamma);
        return compiled.table().at(alpha, gamma, scenario.objective());
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1))
            throw new IllegalArgumentException(name + " is " + value + "; allowed: 0 to 1");
    }

    /**
     * The best attack, with proofs.
     *
     * @param epsilon the greatest width of the interval proved, from 1e-10 to 1
     */
    public Result attack(double alpha, double gamma, double epsilon) {
        return attack(alpha, gamma, epsilon, null);
    }

    /**
     * The same, looked for from a policy on: the better it is, the fewer {@link Result#sweeps} are needed.
     *
     * @param start the action of each state; null for none
     */
    public Result attack(double alpha, double gamma, double epsilon, int[] start) {
        return attack(alpha, gamma, epsilon, start, Method.AUTO, 1);
    }

    /**
     * The same by a method that is asked for, and by {@code threads} threads, which find the same to the last bit.
     *
     * @throws IllegalArgumentException one line, if there is no proof of that width by {@code method}
     */
    public Result attack(double alpha, double gamma, double epsilon, int[] start, Method method, int threads) {
        allowed(epsilon);
        long begin = System.nanoTime();
        RatioMdp mdp = at(alpha, gamma);
        Solver.Solved solved = Solver.from(start == null ? null : choices(start), mdp, epsilon, method, threads);
        return result(alpha, gamma, epsilon, solved.optimum(), solved, begin);
    }

    /**
     * What a policy earns, with proofs: the lower bound is this policy's revenue, the upper one is the best attack's.
     * However much the policy leaves to be gained, that is the {@code epsilon} of the result.
     *
     * @param actions the action of each state
     * @param epsilon how much wider than that the interval proved may be, from 1e-10 to 1
     */
    public Result proof(int[] actions, double alpha, double gamma, double epsilon) {
        allowed(epsilon);
        long begin = System.nanoTime();
        RatioMdp mdp = at(alpha, gamma);
        int[] choices = choices(actions);
        Solver.Solved best = Solver.from(choices, mdp, epsilon);
        Bound earned = Solver.earned(mdp, choices, Math.min(epsilon, SHARP));
        double upper = best.optimum().upper();
        var between = new Optimum(
                earned.ratio(),
                upper,
                actions,
                earned.potential(),
                best.optimum().above());
        return result(alpha, gamma, epsilon, between, best, begin);
    }

    private static void allowed(double epsilon) {
        if (!(epsilon >= FINEST && epsilon <= 1))
            throw new IllegalArgumentException("epsilon is " + epsilon + "; allowed: " + FINEST + " to 1");
    }

    /** What honest play earns. */
    double honest(double alpha, double gamma) {
        int[] choices = honest();
        return PolicyValue.of(at(alpha, gamma), s -> choices[s]);
    }

    /** The choice of each state that takes the given action. */
    int[] choices(int[] actions) {
        var choice = PolicyValue.choice(compiled.table(), actions);
        int[] choices = new int[actions.length];
        for (int s = 0; s < choices.length; s++) choices[s] = choice.applyAsInt(s);
        return choices;
    }

    private Result result(double alpha, double gamma, double epsilon, Optimum optimum, Solver.Solved by, long begin) {
        Optimum ceiling = ceiling(alpha, gamma, epsilon);
        double honest = honest(alpha, gamma);
        double solveSeconds = (System.nanoTime() - begin) / 1e9;
        return new Result(
                scenario,
                alpha,
                gamma,
                Math.max(epsilon, optimum.upper() - optimum.lower()),
                size(),
                optimum,
                compiled.model().actions(),
                ceiling,
                honest,
                by.method(),
                by.sweeps(),
                compileSeconds,
                solveSeconds);
    }

    /** The choice of honest play in each state that it comes to. Models are asked by one thread at a time. */
    private synchronized int[] honest() {
        if (honest == null) {
            int[] choices = new int[compiled.table().states()];
            reached(PolicyValue.choice(compiled, Policies.named(scenario, "honest")), choices);
            honest = choices;
        }
        return honest;
    }

    /** Of the table, see {@link ExplicitMdp#digest}. */
    public synchronized String digest() {
        if (digest == null) digest = compiled.table().digest();
        return digest;
    }

    private Result.Size size() {
        return new Result.Size(
                compiled.table().states(),
                compiled.table().choices(),
                compiled.table().outcomes(),
                digest());
    }

    private Optimum ceiling(double alpha, double gamma, double epsilon) {
        if (!scenario.hasCeiling(alpha)) return null;
        return Solver.optimum(ceiling().at(alpha, gamma, scenario.objective()), epsilon);
    }

    private synchronized ExplicitMdp ceiling() {
        if (ceiling == null) ceiling = Compiler.compile(scenario.ceiling()).table();
        return ceiling;
    }

    /** The action that an agent takes in each state. Where it does not come and has nothing to say, the first allowed. */
    public int[] actions(Agent agent) {
        ExplicitMdp table = compiled.table();
        var choice = PolicyValue.choice(compiled, agent);
        int[] choices = new int[table.states()];
        BitSet reached = reached(choice, choices);
        for (int s = reached.nextClearBit(0); s < choices.length; s = reached.nextClearBit(s + 1)) {
            try {
                choices[s] = choice.applyAsInt(s);
            } catch (IllegalStateException e) {
                choices[s] = table.firstChoice()[s];
            }
        }
        return Arrays.stream(choices).map(c -> table.action()[c]).toArray();
    }

    /** The states that a policy can reach at any alpha and gamma, whose choices are written down. */
    private BitSet reached(IntUnaryOperator choice, int[] choices) {
        ExplicitMdp table = compiled.table();
        var reached = new BitSet(choices.length);
        int[] open = new int[choices.length];
        int left = 1;
        reached.set(0);
        while (left > 0) {
            int s = open[--left];
            int c = choices[s] = choice.applyAsInt(s);
            for (int o = table.firstOutcome()[c]; o < table.firstOutcome()[c + 1]; o++) {
                int t = table.target()[o];
                if (reached.get(t)) continue;
                reached.set(t);
                open[left++] = t;
            }
        }
        return reached;
    }

    /** What a policy earns in the long run, exactly but for rounding. */
    public double value(Agent agent, double alpha, double gamma) {
        return PolicyValue.of(at(alpha, gamma), PolicyValue.choice(compiled, agent));
    }

    /** An agent that plays the policy of a result in {@code env}, an environment of the same scenario. */
    public Agent replay(int[] actions, Env env) {
        return TablePolicy.in(env, compiled, actions);
    }

    /**
     * The same for an attacker on a network. Where the network leads to what no attack of this model knows, it plays
     * honestly.
     */
    public Policy replay(int[] actions, Shadow shadow) {
        Agent honest = Policies.named(scenario, "honest");
        return (observation, legal) -> {
            int s = compiled.number().find(shadow.state());
            return s < 0 ? honest.act(observation, legal) : actions[s];
        };
    }

    /**
     * The policy of a result file, if it is for this model.
     *
     * @throws IllegalArgumentException one line, if it is not
     */
    public int[] actions(ResultFile.Policy policy) {
        if (!policy.digest().equals(size().digest())
                || policy.actions().length != compiled.table().states())
            throw new IllegalArgumentException("the result file is for another model: " + policy.scenario());
        return policy.actions();
    }

    /** What the policy that takes the given action of each state earns in the long run. */
    public double value(int[] actions, double alpha, double gamma) {
        return PolicyValue.of(at(alpha, gamma), PolicyValue.choice(compiled.table(), actions));
    }

    /** The long-run share of steps spent in each state under the policy that takes the given action of each state. */
    public double[] visits(int[] actions, double alpha, double gamma) {
        return PolicyValue.visits(at(alpha, gamma), PolicyValue.choice(compiled.table(), actions));
    }

    /**
     * What each choice of the table loses against the policy that takes the given action of each state: by how much revenue
     * falls for each share of steps in which it is made instead. Negative where it gains. Where cycles are too long to tell,
     * all that the policy earns.
     */
    public double[] losses(int[] actions, double alpha, double gamma) {
        return PolicyValue.losses(at(alpha, gamma), choices(actions));
    }
}
