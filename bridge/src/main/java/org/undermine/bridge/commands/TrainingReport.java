package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.undermine.agents.Arena;
import org.undermine.agents.exact.Result;
import org.undermine.agents.learn.Span;
import org.undermine.agents.learn.TableAgent;
import org.undermine.agents.learn.Trainer;
import org.undermine.agents.learn.Training;
import org.undermine.env.Scenario;

/** What an agent has learnt, beside the certified optimum where there is a table; at its point, or at points of its range. */
final class TrainingReport {
    private static final double EPSILON = 1e-6;

    private final School school;
    private final String agent;
    private final long seed;
    private final Trainer.Outcome outcome;

    TrainingReport(School school, String agent, long seed, Trainer.Outcome outcome) {
        this.school = school;
        this.agent = agent;
        this.seed = seed;
        this.outcome = outcome;
    }

    ObjectNode json() {
        Scenario s = school.scenario();
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("protocol", s.protocol());
        s.parameters().forEach(node.putObject("parameters")::putPOJO);
        s.attack().forEach(node.putObject("attack")::putPOJO);
        put(node, "alpha", school.alpha());
        put(node, "gamma", school.gamma());
        node.put("agent", agent).put("seed", seed);
        node.put("steps", outcome.steps()).put("seconds", outcome.seconds());
        if (!school.general()) earned(node, school.points().get(0));
        else {
            ArrayNode points = node.putArray("points");
            for (School.Point at : school.points())
                earned(points.addObject().put("alpha", at.alpha()).put("gamma", at.gamma()), at);
            node.put("share", outcome.value());
        }
        ArrayNode curve = node.putArray("curve");
        for (Training.Point p : outcome.curve())
            curve.addObject()
                    .put("seconds", p.seconds())
                    .put("steps", p.steps())
                    .put("value", p.value());
        return node;
    }

    private static void put(ObjectNode node, String name, Span span) {
        if (span.single()) node.put(name, span.low());
        else node.putArray(name).add(span.low()).add(span.high());
    }

    private static void put(ObjectNode node, Arena.Estimate played) {
        node.put("mean", played.mean()).put("low", played.low()).put("high", played.high());
    }

    private void earned(ObjectNode node, School.Point at) {
        Result optimum = school.optimum(at);
        if (optimum == null) {
            put(node.putObject("revenue"), school.verdict(outcome.best(), at));
            ObjectNode named = node.putObject("named");
            school.named(at).forEach((name, played) -> put(named.putObject(name), played));
            node.putNull("exact").putNull("honest").putNull("optimum").putNull("gap");
            return;
        }
        double exact = school.general() ? school.earned(outcome.best(), at) : outcome.value();
        node.put("exact", exact).put("honest", optimum.honest());
        node.putObject("optimum")
                .put("lower", optimum.optimum().lower())
                .put("upper", optimum.optimum().upper());
        node.put("gap", optimum.optimum().upper() - exact);
    }

    void print(Console console, String output) {
        console.print("%s: %s", agent, Report.name(school.scenario()));
        console.print(
                "alpha %s, gamma %s, seed %d", Numbers.brief(school.alpha()), Numbers.brief(school.gamma()), seed);
        console.print("%s steps in %s", Sizes.count(outcome.steps()), Sizes.seconds(outcome.seconds()));
        console.print("");
        if (school.general()) table(console);
        else single(console, school.points().get(0));
        if (console.quiet()) return;
        if (outcome.best() instanceof TableAgent table) console.print("%n%s", known(table));
        if (output == null) console.print("%nTo keep the agent, add -o FILE.");
        else
            console.print(
                    "%nThe agent is in %s:  undermine evaluate %s --policy %s%s",
                    output, school.scenario().protocol(), output, school.general() ? " --alpha A --gamma G" : "");
    }

    private String known(TableAgent table) {
        String known = "The table knows " + Sizes.count(table.rows()) + " observations";
        if (school.study() == null) return known + "; states that look alike were learnt as one.";
        int states = school.study().compiled().table().states();
        return known + ", of a model of " + Sizes.count(states) + " states; where states look alike it does the same.";
    }

    private void single(Console console, School.Point at) {
        Result optimum = school.optimum(at);
        if (optimum == null) {
            print(console, "learnt", school.verdict(outcome.best(), at));
            console.print("  best attack   not known: the table would be too large");
            school.named(at).forEach((name, played) -> print(console, name, played));
            return;
        }
        double lower = optimum.optimum().lower();
        console.print("  learnt        %.6f  exactly", outcome.value());
        console.print("  best attack   %.6f  proved", lower);
        console.print("  honest play   %.6f", optimum.honest());
        if (lower - optimum.honest() > 2 * EPSILON)
            console.print(
                    "  learnt        %.1f %% of what the best attack gains",
                    100 * (outcome.value() - optimum.honest()) / (lower - optimum.honest()));
        console.print("  gap           %.2f %% of the best attack", 100 * (lower - outcome.value()) / lower);
    }

    private static void print(Console console, String name, Arena.Estimate played) {
        console.print(
                "  %-13s %.6f, from %.6f to %.6f with 99 %% confidence",
                name, played.mean(), played.low(), played.high());
    }

    private void table(Console console) {
        boolean exact = school.study() != null;
        console.print(
                "   alpha   gamma    learnt   %s", exact ? "best attack     honest      gap" : "99 %% confidence");
        for (School.Point at : school.points()) {
            String where = String.format(Locale.ROOT, "  %.4f  %.4f", at.alpha(), at.gamma());
            if (!exact) {
                var played = school.verdict(outcome.best(), at);
                console.print("%s  %.6f   %.6f to %.6f", where, played.mean(), played.low(), played.high());
                continue;
            }
            Result optimum = school.optimum(at);
            double lower = optimum.optimum().lower();
            double earned = school.earned(outcome.best(), at);
            console.print(
                    "%s  %.6f      %.6f   %.6f  %5.2f %%",
                    where,
                    earned,
                    lower,
                    optimum.honest(),
                    lower == 0 ? 0 : Math.max(0, 100 * (lower - earned) / lower));
        }
        if (exact) console.print("%n  mean gap      %.2f %% of the best attack", 100 * (1 - outcome.value()));
    }
}
