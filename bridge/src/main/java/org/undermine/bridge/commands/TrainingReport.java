package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.undermine.agents.exact.Result;
import org.undermine.agents.learn.Trainer;
import org.undermine.agents.learn.Training;
import org.undermine.env.Scenario;

/** What an agent has learnt, beside the certified optimum where there is a table. */
final class TrainingReport {
    private static final double EPSILON = 1e-6;

    private final School school;
    private final String agent;
    private final long seed;
    private final Trainer.Outcome outcome;
    private final Result optimum; // null where there is no table

    TrainingReport(School school, String agent, long seed, Trainer.Outcome outcome) {
        this.school = school;
        this.agent = agent;
        this.seed = seed;
        this.outcome = outcome;
        optimum = school.optimum();
    }

    /** The share of what the best attack gains over honest play. */
    private double gained() {
        return (outcome.value() - optimum.honest()) / (optimum.optimum().lower() - optimum.honest());
    }

    ObjectNode json() {
        Scenario s = school.scenario();
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("protocol", s.protocol());
        s.parameters().forEach(node.putObject("parameters")::putPOJO);
        s.attack().forEach(node.putObject("attack")::putPOJO);
        node.put("alpha", school.alpha())
                .put("gamma", school.gamma())
                .put("agent", agent)
                .put("seed", seed);
        node.put("steps", outcome.steps()).put("seconds", outcome.seconds());
        if (optimum == null) {
            var played = school.played(outcome.best());
            node.putObject("revenue")
                    .put("mean", played.mean())
                    .put("low", played.low())
                    .put("high", played.high());
            node.putNull("exact").putNull("honest").putNull("optimum").putNull("gap");
        } else {
            node.put("exact", outcome.value()).put("honest", optimum.honest());
            node.putObject("optimum")
                    .put("lower", optimum.optimum().lower())
                    .put("upper", optimum.optimum().upper());
            node.put("gap", optimum.optimum().upper() - outcome.value());
        }
        ArrayNode curve = node.putArray("curve");
        for (Training.Point p : outcome.curve())
            curve.addObject()
                    .put("seconds", p.seconds())
                    .put("steps", p.steps())
                    .put("value", p.value());
        return node;
    }

    void print(Console console, String output) {
        console.print("%s: %s", agent, Report.name(school.scenario()));
        console.print(
                "alpha %s, gamma %s, seed %d", Numbers.brief(school.alpha()), Numbers.brief(school.gamma()), seed);
        console.print("%s steps in %s", Sizes.count(outcome.steps()), Sizes.seconds(outcome.seconds()));
        console.print("");
        if (optimum == null) {
            var played = school.played(outcome.best());
            console.print(
                    "  learnt        %.6f, from %.6f to %.6f with 99 %% confidence",
                    played.mean(), played.low(), played.high());
            console.print("  best attack   not known: the table would be too large");
        } else {
            double lower = optimum.optimum().lower();
            console.print("  learnt        %.6f  exactly", outcome.value());
            console.print("  best attack   %.6f  proved", lower);
            console.print("  honest play   %.6f", optimum.honest());
            if (lower - optimum.honest() > 2 * EPSILON)
                console.print("  learnt        %.1f %% of what the best attack gains", 100 * gained());
            console.print("  gap           %.2f %% of the best attack", 100 * (lower - outcome.value()) / lower);
        }
        if (console.quiet()) return;
        if (output == null) console.print("%nTo keep the agent, add -o FILE.");
        else
            console.print(
                    "%nThe agent is in %s:  undermine evaluate %s --policy %s",
                    output, school.scenario().protocol(), output);
    }
}
