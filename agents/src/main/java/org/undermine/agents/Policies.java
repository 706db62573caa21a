package org.undermine.agents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.undermine.agents.Rule.Move;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Mdp;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Names;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.Uncles;

/**
 * The policies that papers name: a {@link Rule} each, and the way the attacker mines with it.
 *
 * <p>If what a rule wants is illegal the policy waits; if waiting is illegal it overrides, else adopts. In the free space
 * honest considers and releases everything, then continues.
 */
public final class Policies {
    private static final String FREE = "free";
    private static final Move[] FALLBACK = {Move.WAIT, Move.OVERRIDE, Move.ADOPT};

    /** @param ways how to mine, as actions name it, the wanted way first; another means the same where it is not allowed */
    private record Named(Rule rule, String... ways) {}

    private Policies() {}

    public static List<String> names(Scenario scenario) {
        if (scenario.space().equals(FREE)) return List.of("honest");
        return List.copyOf(rules(scenario.rules()).keySet());
    }

    /** @throws IllegalArgumentException with the nearest name where the scenario has no such policy */
    public static Agent named(Scenario scenario, String name) {
        if (!names(scenario).contains(name))
            throw new IllegalArgumentException(Names.unknown("policy", name, names(scenario)));
        Mdp<?> model = scenario.mdp();
        if (scenario.space().equals(FREE)) return honestlyFree(model.actions());
        return onFork(model, scenario.rules().k(), rules(scenario.rules()).get(name));
    }

    private static Map<String, Named> rules(Protocol protocol) {
        var rules = new LinkedHashMap<String, Named>();
        if (protocol instanceof Uncles) {
            rules.put("honest", new Named(Rule.HONEST, "all uncles"));
            rules.put("selfish-release", new Named(Rule.selfish(Move.ADOPT), "own uncles", "all uncles"));
            rules.put("selfish-discard", new Named(Rule.selfish(Move.DISCARD), "own uncles", "all uncles"));
            rules.put("fn19", new Named(Rule.FN19, "all uncles"));
        } else if (protocol.votes()) {
            rules.put("honest", new Named(Rule.HONEST, "proceed"));
            rules.put("get-ahead", new Named(Rule.GET_AHEAD, "proceed"));
            rules.put("minor-delay", new Named(Rule.MINOR_DELAY, "proceed"));
            rules.put("avoid-loss", new Named(Rule.AVOID_LOSS, "proceed"));
            if (!protocol.needsProof(Kind.SUMMARY)) rules.put("long-delay", new Named(Rule.LONG_DELAY, "proceed"));
        } else {
            rules.put("honest", new Named(Rule.HONEST, ""));
            rules.put("sm1", new Named(Rule.SM1, ""));
            rules.put("get-ahead", new Named(Rule.GET_AHEAD, ""));
        }
        return rules;
    }

    private static Agent onFork(Mdp<?> model, int k, Named policy) {
        List<String> features = model.features().stream().map(Feature::name).toList();
        int a = features.indexOf("a");
        int h = features.indexOf("h");
        int privateVotes = features.indexOf("private votes");
        int publicVotes = features.indexOf("public votes");
        int[] network = {features.indexOf("relevant"), features.indexOf("active")};
        int[][] actions = new int[Move.values().length][];
        for (Move m : Move.values()) actions[m.ordinal()] = actions(model.actions(), m, policy.ways);
        return (observation, legal) -> {
            int blocks = (int) observation[a];
            int theirs = (int) observation[h];
            var stand = new Rule.Stand(
                    blocks,
                    theirs,
                    blocks * k + (privateVotes < 0 ? 0 : (int) observation[privateVotes]),
                    theirs * k + (publicVotes < 0 ? 0 : (int) observation[publicVotes]),
                    network[0] >= 0 && observation[network[0]] + observation[network[1]] > 0);
            int wanted = first(actions[policy.rule.on(stand).ordinal()], legal);
            for (int i = 0; wanted < 0 && i < FALLBACK.length; i++)
                wanted = first(actions[FALLBACK[i].ordinal()], legal);
            if (wanted < 0) throw new IllegalStateException("no action of the policy is legal");
            return wanted;
        };
    }

    private static int[] actions(List<String> names, Move move, String... ways) {
        var actions = new ArrayList<Integer>();
        for (String way : ways) {
            int action = names.indexOf((move.name().toLowerCase(Locale.ROOT) + " " + way).strip());
            if (action >= 0) actions.add(action);
        }
        return actions.stream().mapToInt(i -> i).toArray();
    }

    private static int first(int[] actions, boolean[] legal) {
        for (int action : actions) if (legal[action]) return action;
        return -1;
    }

    /** Continue, action 0, comes last. */
    private static Agent honestlyFree(List<String> actions) {
        return (observation, legal) -> {
            for (int action = actions.size() - 1; action > 0; action--) if (legal[action]) return action;
            return 0;
        };
    }
}
