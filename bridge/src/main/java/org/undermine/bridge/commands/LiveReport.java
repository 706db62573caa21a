package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.undermine.env.live.Account;
import org.undermine.env.live.Interval;
import org.undermine.env.live.LiveRun;
import org.undermine.env.live.Measurement;
import org.undermine.env.live.Plan;

/**
 * What came of a policy on the wire, for people and for programs.
 *
 * @param predicted what the model says, for alpha and gamma as they were measured
 * @param honest the baseline; null if there was none
 */
record LiveReport(String policy, Plan plan, Run attack, Interval predicted, Run honest) {
    /** @param seconds from the start of the first miner to the end of the last */
    record Run(Measurement measurement, Map<String, Account> accounts, double seconds) {
        double staleRate() {
            return measurement.staleRate(LiveRun.ATTACKER);
        }
    }

    void print(Console console) {
        Measurement m = attack.measurement;
        console.print(
                "%s on the wire: %s of the hashes against %d honest miners, a block in %.0f ms",
                policy, Numbers.brief(plan.alpha()), plan.honest(), plan.intervalMillis());
        console.print("%d blocks found in %.0f s, %d on the chain", m.blocks(), attack.seconds, m.height());
        console.print("");
        console.print("  alpha      %s", line(m.alpha()));
        console.print("  gamma      %s  %d races", line(m.gamma()), m.races());
        console.print("  revenue    %s", line(m.revenue()));
        console.print("  predicted  %s  exactly, for this alpha and gamma; of 99 %% of runs as long", line(predicted));
        if (honest != null)
            console.print(
                    "  honest     %s  of %d blocks with alpha %.4f",
                    line(honest.measurement.revenue()),
                    honest.measurement.blocks(),
                    honest.measurement.alpha().mean());
        console.print(
                "  stale      %.2f %% of honest blocks, by accident; %d times the wire left the model",
                100 * attack.staleRate(), attack.accounts.get(LiveRun.ATTACKER).departures());
        if (console.quiet()) return;
        console.print("");
        LiveTable.miners(m).forEach(l -> console.print("%s", l));
    }

    private static String line(Interval i) {
        if (Double.isNaN(i.mean())) return "not seen                  ";
        if (Double.isNaN(i.low())) return String.format(Locale.ROOT, "%.4f  from too few blocks", i.mean());
        return String.format(Locale.ROOT, "%.4f  %.4f to %.4f", i.mean(), i.low(), i.high());
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("policy", policy);
        json.putObject("plan")
                .put("miners", plan.honest())
                .put("alpha", plan.alpha())
                .put("gamma", plan.gamma())
                .put("interval", plan.intervalMillis())
                .put("delay", plan.delayMillis())
                .put("target", "0x" + plan.rules().target())
                .put("seed", plan.seed());
        put(json.putObject("measured"), attack);
        put(json.putObject("predicted"), predicted);
        if (honest != null) put(json.putObject("honest"), honest);
        return json;
    }

    private static void put(ObjectNode json, Run run) {
        Measurement m = run.measurement;
        put(json.putObject("alpha"), m.alpha());
        put(json.putObject("gamma"), m.gamma());
        put(json.putObject("revenue"), m.revenue());
        json.put("races", m.races()).put("blocks", m.blocks()).put("height", m.height());
        json.put("stale", run.staleRate()).put("seconds", run.seconds);
        ObjectNode miners = json.putObject("miners");
        run.accounts.forEach((name, account) -> {
            ObjectNode miner = miners.putObject(name)
                    .put("found", m.found().getOrDefault(name, 0))
                    .put("onChain", m.onChain().getOrDefault(name, 0));
            miner.setAll((ObjectNode) MinerLines.account(account).path("account"));
        });
    }

    private static void put(ObjectNode json, Interval i) {
        json.put("mean", orNull(i.mean())).put("low", orNull(i.low())).put("high", orNull(i.high()));
    }

    private static Double orNull(double x) {
        return Double.isNaN(x) ? null : x;
    }
}
