package org.undermine.bridge.commands;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.undermine.env.live.Interval;
import org.undermine.env.live.LiveRun;
import org.undermine.env.live.Plan;
import org.undermine.env.live.Rules;
import org.undermine.env.live.Withholding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "live",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Plays a policy against real miners: processes of this machine that find real hashes and send blocks over UDP.",
            "Measures alpha, gamma and revenue, beside what the model predicts for this alpha and gamma; then plays honestly"
                    + " in the same place, as a baseline."
        })
final class LiveCommand implements Callable<Integer> {
    private static final String NAKAMOTO = "nakamoto";
    private static final String HONEST = "honest";

    @Option(
            names = {"-p", "--policy"},
            paramLabel = "POLICY",
            required = true,
            description = "honest, sm1, get-ahead, or a file: a result, whose alpha then is the default, or a trained"
                    + " agent, of nakamoto's withholding space")
    private String policy;

    @Option(
            names = {"-a", "--alpha"},
            paramLabel = "SHARE",
            description = "the attacker's share of all hashes tried, between 0 and 1")
    private String alpha;

    @Option(
            names = {"-g", "--gamma"},
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description =
                    "the share of honest miners to hear of the attacker's block first in a race; what it comes to is"
                            + " measured (default: 0.5)")
    private String gamma;

    @Option(
            names = {"-m", "--miners"},
            paramLabel = "N",
            defaultValue = "5",
            description = "honest miners, 1 to 100, of equal power (default: 5)")
    private String miners;

    @Option(
            names = {"-n", "--blocks"},
            paramLabel = "N",
            defaultValue = "2000",
            description = "blocks to find, from 100 (default: 2000)")
    private String blocks;

    @Option(
            names = "--baseline",
            paramLabel = "N",
            description = "blocks to find with honest play, 0 for none, else from 100 (default: half of --blocks)")
    private String baseline;

    @Option(
            names = "--target",
            paramLabel = "N",
            defaultValue = "2^248",
            description = "the greatest hash that is work enough (default: 2^248, 256 hashes a block)")
    private String target;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "5120",
            description = "hashes a second of all miners together (default: 5120, a block in 50 ms)")
    private String rate;

    @Option(
            names = "--delay",
            paramLabel = "MS",
            defaultValue = "3",
            description = "how late honest miners hear what is held back so that the attacker is first, 0 to 1000"
                    + " (default: 3)")
    private String delay;

    @Option(
            names = {"-s", "--seed"},
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "of who hears whom late, and of the work tried; no two runs are the same all the same (default: 1)")
    private String seed;

    @Mixin
    private Common common;

    private final Console console;

    LiveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        int count = (int) Numbers.whole("blocks", blocks, 100, 100_000_000);
        int honestly =
                baseline == null ? Math.max(100, count / 2) : (int) Numbers.whole("baseline", baseline, 0, count);
        Player player = Player.named(policy, Target.of(NAKAMOTO), console);
        new Withholding(player.scenario(), player::in, LiveRun.ATTACKER, event -> {}); // refused here or nowhere
        Plan plan = plan(player);
        var prediction = new Prediction(player);
        console.detail("%s", plan);
        LiveReport.Run attack = run(policy, plan, count);
        LiveReport.Run honest = honestly == 0 ? null : run(HONEST, plan, honestly);
        Interval predicted = prediction.of(attack.measurement());
        var report = new LiveReport(policy, plan, attack, predicted, honest);
        if (common.json) console.json(report.json());
        else report.print(console);
        return 0;
    }

    private Plan plan(Player player) {
        if (alpha == null && Double.isNaN(player.alpha()))
            throw new IllegalArgumentException(
                    "alpha is missing; type --alpha and the attacker's share, between 0 and 1");
        var rules = new Rules(MinerCommand.target(target));
        double hashes = Numbers.real("rate", rate, 1, 1e9);
        return new Plan(
                (int) Numbers.whole("miners", miners, 1, 100),
                alpha == null ? player.alpha() : Numbers.share("alpha", alpha),
                Numbers.share("gamma", gamma),
                rules.target().difficulty() / hashes * 1000,
                Numbers.real("delay", delay, 0, 1000),
                rules,
                Numbers.whole("seed", seed, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    private LiveReport.Run run(String name, Plan plan, int count) throws IOException {
        long start = System.nanoTime();
        try (var table = new LiveTable(console.screen());
                var run = new LiveRun(
                        plan, (part, events) -> new MinerProcess(part, part.attacks() ? name : null, events))) {
            run.await(count, survey -> {
                if (table.due())
                    table.show(name + ": " + survey.found() + " of " + count + " blocks", survey.measure());
            });
            run.end();
            return new LiveReport.Run(run.survey().measure(), run.accounts(), (System.nanoTime() - start) / 1e9);
        }
    }
}
