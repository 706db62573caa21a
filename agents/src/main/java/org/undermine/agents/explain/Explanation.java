package org.undermine.agents.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.undermine.agents.Arena.Estimate;
import org.undermine.agents.explain.DecisionList.Line;
import org.undermine.env.mdp.Feature;

/**
 * A policy told in a few lines, and how much of it they tell.
 *
 * @param features what conditions are about
 * @param actions what can be done
 * @param shares of each line, {@code otherwise} last
 * @param agreement the share of the policy's steps in which the list does the same
 * @param revenue of the list
 * @param original revenue of the policy
 * @param within the part of the policy's revenue that the list was allowed to lose; with dice, the part of its own steps in
 *     which it was allowed to do otherwise
 * @param reached whether the list is as good as {@code within} demands
 * @param untold the share of the policy's steps that no list over these features tells: where states look alike, the policy
 *     does one thing in some and another in others
 */
public record Explanation(
        List<Feature> features,
        List<String> actions,
        DecisionList list,
        List<Share> shares,
        double agreement,
        Revenue revenue,
        Revenue original,
        double within,
        boolean reached,
        double untold) {
    /**
     * What a line stands for, where the list plays.
     *
     * @param steps the share of steps in which it decides
     * @param revenue the share of the attacker's reward that these steps pay
     * @param worth how much less the list earns without it; NaN for the last line, and with dice
     */
    public record Share(double steps, double revenue, double worth) {}

    /** What is earned in the long run. @param dice null where it is exact */
    public record Revenue(double value, Estimate dice) {
        private ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            if (dice == null) return json.put("exact", value);
            return json.putNull("exact")
                    .put("mean", dice.mean())
                    .put("low", dice.low())
                    .put("high", dice.high());
        }
    }

    /** Line by line, without numbers: "if h > a: adopt". */
    public List<String> text() {
        var text = new ArrayList<String>();
        for (Line line : list.lines())
            text.add("if " + (line.conditions().isEmpty() ? "legal" : String.join(" and ", conditions(line))) + ": "
                    + actions.get(line.action()));
        text.add((list.lines().isEmpty() ? "always " : "else ") + otherwise());
        return text;
    }

    private String otherwise() {
        return list.otherwise().stream().map(actions::get).collect(Collectors.joining(", or "));
    }

    private List<String> conditions(Line line) {
        return line.conditions().stream().map(c -> c.text(features)).toList();
    }

    /** {@code lines}: if, action, steps, revenue, worth; {@code agreement}; {@code list} and {@code policy}: what they earn. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode lines = json.putArray("lines");
        for (int i = 0; i < shares.size(); i++) {
            boolean last = i == list.lines().size();
            ObjectNode line = lines.addObject();
            ArrayNode conditions = line.putArray("if");
            if (!last) conditions(list.lines().get(i)).forEach(conditions::add);
            line.put(
                    "action",
                    last ? otherwise() : actions.get(list.lines().get(i).action()));
            Share share = shares.get(i);
            line.put("steps", share.steps()).put("revenue", share.revenue());
            line.put("worth", Double.isNaN(share.worth()) ? null : share.worth());
        }
        json.put("agreement", agreement)
                .put("within", within)
                .put("reached", reached)
                .put("untold", untold);
        json.set("list", revenue.json());
        json.set("policy", original.json());
        return json;
    }
}
