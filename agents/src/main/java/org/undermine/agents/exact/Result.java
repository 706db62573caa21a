package org.undermine.agents.exact;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.undermine.agents.Version;
import org.undermine.env.Scenario;

/**
 * The answer to one question: how much can be gained by attacking, proved. {@link ResultFile} writes it down.
 *
 * @param optimum the best attack inside the truncated model
 * @param actions what the actions of its policy are called
 * @param ceiling the optimum of {@link Scenario#ceiling}, a bound for the attack without truncation; null where none is
 *     known or none is needed
 * @param honest revenue of honest play in the same model
 * @param method by which the policy was found
 * @param sweeps what finding the policy took, in sweeps over all outcomes of the table
 */
public record Result(
        Scenario scenario,
        double alpha,
        double gamma,
        double epsilon,
        Size model,
        Optimum optimum,
        List<String> actions,
        Optimum ceiling,
        double honest,
        Method method,
        double sweeps,
        double compileSeconds,
        double solveSeconds) {

    public record Size(int states, int choices, int outcomes, String digest) {}

    /** A proved bound for the attack without truncation, or NaN where none is known. */
    public double ceilingRatio() {
        return ceiling != null ? ceiling.upper() : scenario.plainCeiling(alpha);
    }

    /** The result without policy and certificate, as the command line prints it. */
    public ObjectNode summary() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("undermine", Version.UNDERMINE);
        json.put("protocol", scenario.protocol());
        scenario.parameters().forEach(json.putObject("parameters")::putPOJO);
        scenario.attack().forEach(json.putObject("attack")::putPOJO);
        json.put("alpha", alpha);
        json.put("gamma", gamma);
        json.put("epsilon", epsilon);
        json.putObject("model")
                .put("states", model.states())
                .put("choices", model.choices())
                .put("outcomes", model.outcomes())
                .put("digest", model.digest());
        json.putObject("optimum").put("lower", optimum.lower()).put("upper", optimum.upper());
        if (Double.isNaN(ceilingRatio())) json.putNull("ceiling");
        else json.put("ceiling", ceilingRatio());
        json.put("honest", honest);
        json.putObject("seconds").put("compile", compileSeconds).put("solve", solveSeconds);
        return json;
    }
}
