package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.undermine.agents.Narration;
import org.undermine.agents.Playthrough;
import org.undermine.env.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "play",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Plays an attack and shows every step: the blocks, drawn; what the attacker sees, may do and does; what"
                    + " chance decides; what is paid.",
            "Without a policy it takes any legal action, all of them equally likely."
        })
final class PlayCommand implements Callable<Integer>, ProtocolCommand {
    private static final int MOST = 10_000;

    private final Target target = new Target();

    @Option(
            names = {"-p", "--policy"},
            paramLabel = "POLICY",
            description =
                    "honest, sm1, get-ahead, ... (see 'protocols'), or a file: a result, whose protocol, attack, alpha"
                            + " and gamma then are the defaults, or a trained agent")
    private String policy;

    @Mixin
    private Point point;

    @Option(
            names = {"-n", "--steps"},
            paramLabel = "N",
            defaultValue = "8",
            description = "decisions to show, 1 to 10000 (default: 8)")
    private String steps;

    @Mixin
    private Seed seed;

    @Mixin
    private Common common;

    private final Console console;

    PlayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Integer call() throws IOException {
        long count = Numbers.whole("steps", steps, 1, MOST);
        long dice = seed.value();
        Player player = policy == null ? null : Player.named(policy, target, console);
        Scenario scenario = player == null ? target.scenario() : player.scenario();
        double alpha = player == null ? point.alpha() : point.alpha(player.alpha());
        double gamma = player == null ? point.gamma() : point.gamma(player.gamma());
        var play = new Playthrough(
                scenario,
                alpha,
                gamma,
                dice,
                env -> player == null
                        ? Playthrough.anything(dice)
                        : player.at(alpha, gamma).in(env)::act);
        String command = Narration.command(scenario, alpha, gamma, policy, dice, count);
        if (common.json) {
            console.json(json(command, play, count));
        } else {
            console.print("%s", command);
            Narration.tell(play, count, line -> console.print("%s", line));
        }
        return 0;
    }

    private static ObjectNode json(String command, Playthrough play, long count) {
        var mapper = new ObjectMapper();
        ObjectNode node = mapper.createObjectNode().put("command", command);
        var steps = node.putArray("steps");
        for (long i = 0; i < count; i++) steps.add(mapper.valueToTree(play.next()));
        return node;
    }
}
