package org.undermine.bridge.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.undermine.agents.Batches;
import org.undermine.agents.Survey;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Objective.Aim;
import org.undermine.env.network.Attacker;
import org.undermine.env.network.Delay;
import org.undermine.env.network.GraphMl;
import org.undermine.env.network.Network;
import org.undermine.env.network.Observer;
import org.undermine.env.network.Topologies;
import org.undermine.env.network.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "simulate",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Simulates a network of honest nodes, and of one attacker if a policy is given: what each earns, how many"
                    + " proofs-of-work go stale, which gamma the attacker has, with 99 %% intervals.",
            "The attacker takes the place of the first node, or of the one that a GraphML file marks."
        })
final class SimulateCommand implements Callable<Integer>, ProtocolCommand {
    private final Target target = new Target();

    @Option(
            names = {"-t", "--topology"},
            paramLabel = "TOPOLOGY",
            defaultValue = "clique:10",
            description = Topologies.ALLOWED + " (default: clique:10)")
    private String topology;

    @Option(
            names = {"-d", "--delay"},
            paramLabel = "DELAY",
            defaultValue = "const:0",
            description = "seconds a message takes on a link: const:2, uniform:1,3, exp:2 (default: const:0)")
    private String delay;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "mean time between two activations: proofs-of-work (default: 600)")
    private String interval;

    @Option(
            names = {"-n", "--activations"},
            paramLabel = "N",
            defaultValue = "1e6",
            description = "proofs-of-work to be found, from 100 (default: 1e6)")
    private String activations;

    @Option(
            names = {"-p", "--policy"},
            paramLabel = "POLICY",
            description = "of the attacker: honest, sm1, get-ahead, ... (see 'protocols'), or a file: a result or a"
                    + " trained agent; without a policy all are honest")
    private String policy;

    @Option(
            names = {"-a", "--alpha"},
            paramLabel = "SHARE",
            description = "the attacker's share of all mining power, 0 to 1: 0.35, 1/3")
    private String alpha;

    @Option(
            names = "--shares",
            paramLabel = "SHARES",
            description = "of the honest mining power, one for each honest node, with commas between (default: a"
                    + " file's, else equal ones)")
    private String shares;

    @Option(
            names = "--adjust",
            paramLabel = "N",
            defaultValue = "0",
            description = "adjusts the difficulty after each N units of progress (default: never)")
    private String adjust;

    @Option(
            names = "--confirmations",
            paramLabel = "N",
            defaultValue = "0",
            description = "counts blocks with N confirmations, themselves included, that a node's chain then loses"
                    + " (default: nobody counts)")
    private String confirmations;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "also writes what happens, one JSON object a line; long: use few activations")
    private String trace;

    @Option(names = "--graphml", paramLabel = "FILE", description = "also writes the topology as GraphML")
    private String graphml;

    @Option(
            names = "--draw",
            paramLabel = "N",
            defaultValue = "0",
            description = "then goes on for N proofs-of-work, 1 to 1000, and draws them")
    private String draw;

    @Mixin
    private Seed seed;

    @Mixin
    private Common common;

    private final Console console;

    SimulateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Integer call() throws IOException {
        long proofs = Numbers.whole("activations", activations, Batches.COUNT, Long.MAX_VALUE);
        int drawn = (int) Numbers.whole("draw", draw, 0, 1000);
        Player player = policy == null ? null : Player.named(policy, target, console);
        Scenario scenario = player == null ? target.scenario() : player.scenario();
        Network network = network(scenario, player);
        Path lines = OutputFile.of(trace);
        Path graph = OutputFile.of(graphml);
        if (graph != null) OutputFile.write(graph, GraphMl.write(network.topology()));
        var report = new NetworkReport(console, scenario, network, topology, delay, policy, seed.value());
        try (var progress = console.progress("simulating", "proofs", proofs);
                var tracing = lines == null ? null : new TraceFile(lines, network.topology())) {
            Observer observer = tracing == null ? Observer.NONE : tracing;
            var simulation = network.simulate(seed.value(), observer);
            Survey survey = Survey.of(simulation, proofs, scenario.objective(), progress::at);
            Double exact = exact(player, network, survey);
            List<String> drawing = drawn == 0 ? null : simulation.drawing(drawn);
            if (tracing != null) tracing.complete();
            report.give(survey, exact, drawing, common.json);
        }
        return 0;
    }

    private Network network(Scenario scenario, Player player) throws IOException {
        if (!scenario.hasBlocks())
            throw new IllegalArgumentException(
                    "space is " + scenario.space() + ", which has no blocks; allowed: " + "withholding, free");
        Aim aim = scenario.objective().aim();
        if (aim == Aim.ORPHANED || aim == Aim.DOUBLE_SPEND)
            throw new IllegalArgumentException(
                    "objective is " + aim + "; allowed here: progress, relative, time, blocks");
        if (player == null && alpha != null)
            throw new IllegalArgumentException("alpha is " + alpha + ", but nobody attacks; type --policy, too");
        Topology linked = Topologies.parse(topology, Delay.parse(delay), seed.value());
        if (shares != null)
            linked = linked.withShares(
                    player != null,
                    Stream.of(shares.split(",", -1))
                            .mapToDouble(s -> Numbers.share("shares", s))
                            .toArray());
        return new Network(
                scenario.rules(),
                linked,
                player == null ? null : new Attacker(scenario.attackSpace(), player::in, alpha(player)),
                Numbers.real("interval", interval, 1e-9, 1e12),
                Numbers.whole("adjust", adjust, 0, Long.MAX_VALUE),
                (int) Numbers.whole("confirmations", confirmations, 0, 1000),
                "one".equals(scenario.defenders()));
    }

    private double alpha(Player player) {
        if (alpha != null) return Numbers.share("alpha", alpha);
        if (!Double.isNaN(player.alpha())) return player.alpha();
        throw new IllegalArgumentException("alpha is missing; type --alpha and the attacker's share, 0 to 1");
    }

    /** What the policy earns by the model at the gamma that was realised; null where there was none or no table fits. */
    private static Double exact(Player player, Network network, Survey survey) {
        double gamma = survey.gamma().mean();
        if (player == null || Double.isNaN(gamma)) return null;
        return player.exact(network.attacker().alpha(), gamma);
    }
}
