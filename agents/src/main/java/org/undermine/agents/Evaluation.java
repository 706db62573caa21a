package org.undermine.agents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.undermine.env.Scenario;

/**
 * What a policy was found to earn.
 *
 * @param policy its name, or that of its file
 * @param exact its exact revenue; null where no table fits
 */
public record Evaluation(
        Scenario scenario,
        double alpha,
        double gamma,
        String policy,
        long seed,
        Arena.Estimate revenue,
        Double exact,
        double seconds) {

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("protocol", scenario.protocol());
        scenario.parameters().forEach(json.putObject("parameters")::putPOJO);
        scenario.attack().forEach(json.putObject("attack")::putPOJO);
        json.put("alpha", alpha).put("gamma", gamma).put("policy", policy);
        json.put("steps", revenue.steps()).put("seed", seed).put("cutoffs", revenue.cutoffs());
        json.putObject("revenue")
                .put("mean", revenue.mean())
                .put("low", revenue.low())
                .put("high", revenue.high());
        return json.put("exact", exact).put("seconds", seconds);
    }
}
