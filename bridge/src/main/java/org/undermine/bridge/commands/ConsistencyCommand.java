package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.undermine.env.consistency.Bound;
import org.undermine.env.consistency.Setting;
import org.undermine.env.consistency.Simulation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "consistency",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "How often B_k fails after one block: two honest nodes commit to conflicting blocks of k votes each. Beside it,"
                    + " Nakamoto with the same rate of proofs after the same time."
        })
final class ConsistencyCommand implements Callable<Integer> {
    private static final double LONGEST = 1e6;
    private static final int MOST_VOTES = 1_000;

    @Option(
            names = {"-k", "--k"},
            paramLabel = "N",
            defaultValue = "51",
            description = "votes per block, 1 to 1000 (default: 51)")
    private String k;

    @Option(
            names = {"-a", "--alpha"},
            paramLabel = "SHARES",
            defaultValue = "0.1,0.25,1/3",
            description =
                    "the attacker's share: one, several with commas between, or from:to:step (default: 0.1,0.25,1/3)")
    private String alphas;

    @Option(
            names = {"-d", "--delay"},
            paramLabel = "SECONDS",
            defaultValue = "0,1,2,4,8",
            description = "greatest delay of a message, one or several with commas between (default: 0,1,2,4,8)")
    private String delays;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "time in which k proofs are found in the mean (default: 600)")
    private String interval;

    @Option(
            names = {"-n", "--runs"},
            paramLabel = "N",
            defaultValue = "50000",
            description = "rounds simulated for each number, from 1000 (default: 50000)")
    private String runs;

    @Option(
            names = {"-s", "--seed"},
            paramLabel = "N",
            defaultValue = "0",
            description = "of the dice (default: 0)")
    private String seed;

    @Mixin
    private Common common;

    private final Console console;

    ConsistencyCommand(Console console) {
        this.console = console;
    }

    /** One line of the table. */
    private record Row(Setting setting, double bound, Simulation.Estimate parallel, Simulation.Estimate sequential) {}

    @Override
    public Integer call() {
        int votes = (int) Numbers.whole("k", k, 1, MOST_VOTES);
        double seconds = Numbers.real("interval", interval, 1e-3, LONGEST);
        long many = Numbers.whole("runs", runs, 1_000, 1_000_000_000L);
        long start = Numbers.whole("seed", seed, Long.MIN_VALUE, Long.MAX_VALUE);
        var settings = new ArrayList<Setting>();
        for (double delay : delays())
            for (double alpha : Numbers.shares("alpha", alphas))
                settings.add(new Setting(alpha, votes / seconds, delay));
        var rows = new ArrayList<Row>();
        try (var progress = console.progress("simulating", "runs", 2 * many * settings.size())) {
            for (Setting s : settings) {
                long done = 2 * many * rows.size();
                var parallel = Simulation.balancing(s, votes, many, start, n -> progress.at(done + n));
                var sequential = Simulation.privateChain(s, seconds, many, start, n -> progress.at(done + many + n));
                rows.add(new Row(s, Bound.of(s, votes), parallel, sequential));
            }
        }
        if (common.json) json(votes, seconds, start, rows);
        else print(votes, seconds, rows);
        return 0;
    }

    private List<Double> delays() {
        var values = new ArrayList<Double>();
        for (String part : delays.split(",", -1)) values.add(Numbers.real("delay", part, 0, LONGEST));
        return values.stream().distinct().toList();
    }

    private void print(int votes, double seconds, List<Row> rows) {
        console.print(
                "B_k, k = %d, %s s a block, and Nakamoto, %s s a block, after %s s",
                votes,
                Numbers.brief(seconds),
                String.format(Locale.ROOT, "%.3g", seconds / votes),
                Numbers.brief(seconds));
        console.print(
                "%n%-7s  %-6s  %-28s  %-9s  %s",
                "delay", "alpha", "B_k fails, simulated", "at most", "Nakamoto, simulated");
        for (Row r : rows)
            console.print(
                    "%-7s  %-6s  %-28s  %-9s  %s",
                    Numbers.brief(r.setting.delay()),
                    String.format(Locale.ROOT, "%.4g", r.setting.alpha()),
                    between(r.parallel),
                    String.format(Locale.ROOT, "%.3e", r.bound),
                    between(r.sequential));
        if (console.quiet()) return;
        console.print("%nSimulated: what one attack achieves, 99 %% interval. At most: proved for every attack.");
        console.print(
                "B_k fails: two honest nodes commit to conflicting blocks. Nakamoto: the chain of then is replaced, ever.");
    }

    private static String between(Simulation.Estimate e) {
        if (e.failures() == 0) return "none seen";
        return String.format(Locale.ROOT, "%.2e (%.2e to %.2e)", e.mean(), e.low(), e.high());
    }

    private void json(int votes, double seconds, long start, List<Row> rows) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("k", votes).put("interval", seconds).put("seed", start);
        var list = json.putArray("rows");
        for (Row r : rows) {
            ObjectNode row = list.addObject();
            row.put("delay", r.setting.delay()).put("alpha", r.setting.alpha());
            row.put("rate", r.setting.rate()).put("bound", r.bound);
            row.set("bk", json(r.parallel));
            row.set("nakamoto", json(r.sequential));
        }
        console.json(json);
    }

    private static ObjectNode json(Simulation.Estimate e) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("mean", e.mean())
                .put("low", e.low())
                .put("high", e.high())
                .put("runs", e.runs())
                .put("failures", e.failures());
    }
}
