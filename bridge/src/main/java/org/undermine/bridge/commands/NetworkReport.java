package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.undermine.agents.Batches.Ratio;
import org.undermine.agents.Survey;
import org.undermine.env.Scenario;
import org.undermine.env.network.Network;
import org.undermine.env.network.Outcome;

/** What came of a simulated network, for people or for programs. */
final class NetworkReport {
    private static final int NODES = 20; // more are left to --json

    private final Console console;
    private final Scenario scenario;
    private final Network network;
    private final String topology;
    private final String delay;
    private final String policy;
    private final long seed;

    /** @param policy null where all are honest */
    NetworkReport(
            Console console,
            Scenario scenario,
            Network network,
            String topology,
            String delay,
            String policy,
            long seed) {
        this.console = console;
        this.scenario = scenario;
        this.network = network;
        this.topology = topology;
        this.delay = delay;
        this.policy = policy;
        this.seed = seed;
    }

    /**
     * @param exact by the model, at the gamma that was realised; null where nobody knows
     * @param drawing null if it was not asked for
     */
    void give(Survey survey, Double exact, List<String> drawing, boolean json) {
        if (json) console.json(json(survey, exact, drawing));
        else print(survey, exact, drawing);
    }

    private void print(Survey survey, Double exact, List<String> drawing) {
        Outcome o = survey.outcome();
        console.print("%s on %s, delay %s", Report.rules(scenario), topology, delay);
        console.print(
                "%s proofs-of-work, one in %s s%s",
                Sizes.count(o.proofs()),
                Numbers.brief(network.interval()),
                network.epoch() == 0
                        ? ""
                        : ", adjusted to one unit of progress in as much after each " + Sizes.count(network.epoch())
                                + " of them");
        if (policy != null) attack(survey, exact);
        console.print("");
        console.print("  stale        %s of all proofs-of-work", interval(survey.stale()));
        console.print("  efficiency   %s units of progress for each proof-of-work", interval(survey.efficiency()));
        if (network.confirmations() > 0)
            console.print(
                    "  failures     %s for each block of the chain: %s blocks with %d confirmations were rewritten",
                    interval(survey.failures()), Sizes.count(o.rewritten()), network.confirmations());
        console.print("");
        console.print("  %-12s %8s  %s", "node", "power", "revenue, with 99 % confidence");
        double[] shares = network.shares();
        for (int i = 0; i < Math.min(NODES, shares.length); i++)
            console.print(
                    "  %-12s %8.4f  %s",
                    network.topology().nodes().get(i).name(),
                    shares[i],
                    interval(survey.revenue().get(i)));
        if (shares.length > NODES) console.print("  ... %d more; --json lists all", shares.length - NODES);
        if (drawing == null) return;
        console.print("");
        drawing.forEach(line -> console.print("%s", line));
    }

    private void attack(Survey survey, Double exact) {
        Outcome o = survey.outcome();
        int node = network.topology().attacker();
        console.print(
                "%s at node %s, alpha %s",
                policy,
                network.topology().nodes().get(node).name(),
                Numbers.brief(network.attacker().alpha()));
        console.print("");
        console.print("  attacker     %s", interval(survey.revenue().get(node)));
        if (exact != null) console.print("  by the model %.6f at the gamma realised", exact);
        console.print(
                "  gamma        %s",
                o.races() == 0
                        ? "none: there was no race"
                        : interval(survey.gamma()) + " in " + Sizes.count(o.races()) + " races");
        if (o.cutoffs() > 0)
            console.print(
                    "  at cutoff    %s of %s decisions; a larger --cutoff follows the attack further",
                    Sizes.count(o.cutoffs()), Sizes.count(o.decisions()));
        if (o.restarts() > 0)
            console.print("  surprised    %s times: what it took for settled was not", Sizes.count(o.restarts()));
    }

    private static String interval(Ratio ratio) {
        if (Double.isNaN(ratio.mean())) return "none: nothing was settled";
        return String.format(java.util.Locale.ROOT, "%.6f, from %.6f to %.6f", ratio.mean(), ratio.low(), ratio.high());
    }

    private ObjectNode json(Survey survey, Double exact, List<String> drawing) {
        Outcome o = survey.outcome();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("protocol", scenario.protocol());
        scenario.parameters().forEach(json.putObject("parameters")::putPOJO);
        json.put("topology", topology).put("delay", delay).put("interval", network.interval());
        json.put("adjust", network.epoch()).put("activations", o.proofs()).put("seed", seed);
        json.put("policy", policy);
        if (policy != null) {
            scenario.attack().forEach(json.putObject("attack")::putPOJO);
            json.put("alpha", network.attacker().alpha()).put("exact", exact);
            json.put("decisions", o.decisions()).put("cutoffs", o.cutoffs()).put("restarts", o.restarts());
        }
        json.put("time", o.seconds()).put("settled", o.decided()).put("progress", o.progress());
        ratio(json, "stale", survey.stale());
        ratio(json, "efficiency", survey.efficiency());
        ratio(json, "gamma", survey.gamma());
        json.put("races", o.races());
        if (network.confirmations() > 0) {
            json.put("confirmations", network.confirmations()).put("rewritten", o.rewritten());
            ratio(json, "failures", survey.failures());
        }
        double[] shares = network.shares();
        var nodes = json.putArray("nodes");
        for (int i = 0; i < shares.length; i++) {
            ObjectNode node = nodes.addObject();
            node.put("name", network.topology().nodes().get(i).name()).put("power", shares[i]);
            node.put("attacker", policy != null && i == network.topology().attacker());
            node.put("reward", o.rewards()[i]);
            ratio(node, "revenue", survey.revenue().get(i));
        }
        if (drawing != null) drawing.forEach(json.putArray("drawing")::add);
        return json;
    }

    private static void ratio(ObjectNode json, String name, Ratio ratio) {
        if (Double.isNaN(ratio.mean())) json.putNull(name);
        else
            json.putObject(name)
                    .put("mean", ratio.mean())
                    .put("low", ratio.low())
                    .put("high", ratio.high());
    }
}
