package org.undermine.agents.exact;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.undermine.agents.Policies;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Bounded;
import org.undermine.env.mdp.Compiler;
import org.undermine.env.mdp.Compiler.Compiled;
import org.undermine.env.mdp.ExplicitMdp;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Objective;
import org.undermine.env.mdp.RatioMdp;

/**
 * Believes nothing in a result file: compiles the model anew from the parameters, and verifies every bound by the potential
 * that comes with it, in arithmetic rounded against the claim.
 *
 * <p>The argument: if r - ratio * c + E h(next) - h is at most 0 for every choice of every state that can be reached, then
 * rewards - ratio * clocks, summed up along any play, stay below a constant; so no policy that makes progress has a
 * long-run ratio above. If it is at least 0 for the choice of a policy in every state the policy reaches, the policy's
 * long-run ratio is at least that. Shares no code with what solves.
 */
public final class Checker {
    /** A claim that does not hold, in one line. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }

    private static final double HONEST = 1e-9; // honest play's revenue is stated as a double, not as an interval

    private final JsonNode file;
    private final ArrayFile arrays; // beside it; null where there are none
    private final Scenario scenario;
    private final double alpha;
    private final double gamma;
    private Compiled<?> compiled;
    private final List<String> proved = new ArrayList<>();

    private Checker(JsonNode file, ArrayFile arrays) throws Refused {
        this.file = file;
        this.arrays = arrays;
        scenario = ResultFile.scenario(file);
        alpha = share("alpha");
        gamma = share("gamma");
    }

    /**
     * What has been proved, a sentence each.
     *
     * @throws IllegalArgumentException one line, if this is no result file
     */
    public static List<String> check(Path file) throws IOException, Refused {
        JsonNode json;
        ArrayFile arrays;
        try {
            json = ResultFile.read(file);
            arrays = ArrayFile.open(file, json);
        } catch (ResultFile.Changed e) {
            throw new Refused(e.getMessage());
        }
        try (arrays) {
            var checker = new Checker(json, arrays);
            checker.optimum();
            checker.ceiling();
            return checker.proved;
        }
    }

    private void optimum() throws IOException, Refused {
        compiled = Compiler.compile(scenario.mdp());
        Mdp<?> model = compiled.model();
        ExplicitMdp table = compiled.table();
        JsonNode size = file.path("model");
        require(
                table.digest().equals(size.path("digest").asText()),
                "the model compiled from the parameters is another one");
        require(
                table.states() == size.path("states").asInt()
                        && table.choices() == size.path("choices").asInt()
                        && table.outcomes() == size.path("outcomes").asInt(),
                "the model has not the size stated");
        require(actions(file.path("policy").path("actions")).equals(model.actions()), "the model's actions are others");
        double lower = number(file.path("optimum").path("lower"), "optimum.lower");
        double upper = number(file.path("optimum").path("upper"), "optimum.upper");
        double epsilon = number(file.path("epsilon"), "epsilon");
        require(upper - lower <= epsilon, "upper - lower is " + (upper - lower) + ", above epsilon " + epsilon);
        int[] policy = policy(table);
        var drift = new Drift(table, alpha, gamma, scenario.objective());
        drift.atLeastZero(lower, potential("below", table), policy);
        drift.atMostZero(upper, potential("above", table));
        double honest = number(file.path("honest"), "honest");
        RatioMdp mdp = table.at(alpha, gamma, scenario.objective());
        double value = HonestPlay.value(compiled, mdp, Policies.named(scenario, "honest"));
        require(Math.abs(honest - value) <= HONEST, "honest play earns " + value + ", not " + honest);
        proved.add("The policy in the file earns at least " + lower + " in this model.");
        proved.add("No policy earns more than " + upper + " in this model; honest play earns " + honest + ".");
    }

    private void ceiling() throws IOException, Refused {
        if (file.path("ceiling").isNull()) return;
        double ceiling = number(file.path("ceiling"), "ceiling");
        if (ceiling >= scenario.plainCeiling(alpha)) {
            if (scenario.declares(alpha)) declared();
        } else {
            require(scenario.hasCeiling(alpha), "no ceiling can be proved here");
            ExplicitMdp table = Compiler.compile(scenario.ceiling()).table();
            var drift = new Drift(table, alpha, gamma, scenario.objective());
            drift.atMostZero(ceiling, potential("ceiling", table));
        }
        proved.add("No attack of any length earns more than " + ceiling + ".");
    }

    /** What is declared for attacks of any length holds in every state that this model has. */
    private <S> void declared() throws Refused {
        verify(compiled, alpha, gamma, scenario.objective());
    }

    /** Verifies in every state what a {@link Bounded} process declares. */
    static <S> void verify(Compiled<S> compiled, double alpha, double gamma, Objective objective) throws Refused {
        var declaring = (Bounded<S>) compiled.model();
        verify(compiled, alpha, gamma, objective, declaring.bound(alpha, objective));
    }

    /** The same of another bound. */
    static <S> void verify(Compiled<S> compiled, double alpha, double gamma, Objective objective, double bound)
            throws Refused {
        var declaring = (Bounded<S>) compiled.model();
        double[] h = compiled.states().stream()
                .mapToDouble(s -> declaring.potential(s, bound))
                .toArray();
        new Drift(compiled.table(), alpha, gamma, objective).atMostZero(bound, h);
    }

    private double share(String name) throws Refused {
        double value = number(file.path(name), name);
        require(value >= 0 && value <= 1, name + " is " + value);
        return value;
    }

    private double[] potential(String name, ExplicitMdp table) throws IOException, Refused {
        JsonNode array = file.path("certificate").path(name);
        boolean here = arrays == null || array.isArray();
        double[] h = here ? numbers(array, "certificate." + name) : arrays.doubles(array);
        require(h.length == table.states(), "certificate." + name + " has not one number for each state");
        for (double x : h) require(Double.isFinite(x), "certificate." + name + " is no number somewhere");
        return h;
    }

    private static double[] numbers(JsonNode array, String name) throws Refused {
        double[] h = new double[array.size()];
        for (int s = 0; s < h.length; s++) h[s] = number(array.get(s), name + "[" + s + "]");
        return h;
    }

    private int[] policy(ExplicitMdp table) throws IOException, Refused {
        JsonNode array = file.path("policy").path("action");
        int[] choices = arrays == null || array.isArray() ? whole(array) : arrays.ints(array);
        require(choices.length == table.states(), "the policy has not one action for each state");
        for (int s = 0; s < choices.length; s++) {
            choices[s] = table.choice(s, choices[s]);
            require(choices[s] >= 0, "the policy's action in state " + s + " is not allowed there");
        }
        return choices;
    }

    private static int[] whole(JsonNode array) {
        int[] numbers = new int[array.size()];
        for (int s = 0; s < numbers.length; s++)
            numbers[s] = array.get(s).isInt() ? array.get(s).intValue() : -1;
        return numbers;
    }

    private static List<String> actions(JsonNode array) {
        var names = new ArrayList<String>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }

    private static double number(JsonNode node, String name) throws Refused {
        require(node.isNumber() && Double.isFinite(node.doubleValue()), name + " is missing or no number");
        return node.doubleValue();
    }

    static void require(boolean holds, String else_) throws Refused {
        if (!holds) throw new Refused(else_);
    }
}
