package org.undermine.agents;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.undermine.agents.Rule.Move;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Policy;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Names;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.Uncles;

/**
 * The policies that papers name: a {@link Rule} each, and the way the attacker mines with it.
 *
 * <p>If what a rule wants is illegal the policy waits; if waiting is illegal it overrides, else adopts. In the free space
 * honest considers and releases everything, then continues. Where a proof secures several ledgers, starve-b is honest but
 * issues nothing for ledger b, sm1-starve-b does the same to SM1, and late-b issues it one proof late. No policy here cares how blocks are numbered.
 */
public final class Policies {
    private static final String FREE = "free";
    private static final String HONEST = "honest";
    private static final String CENSOR = "censor";

    /**
     * @param loss how it adopts: releasing the abandoned blocks, or discarding them
     * @param before the action that goes before all others where it is legal; empty if none does
     * @param ways how to mine or what to issue, as actions name it, the wanted way first; another means the same where it is
     *     not allowed
     */
    private record Named(Rule rule, Move loss, String before, String... ways) {
        Named(Rule rule, String... ways) {
            this(rule, Move.ADOPT, "", ways);
        }
    }

    private Policies() {}

    /** The policies that can be played in {@code scenario}. */
    public static List<String> names(Scenario scenario) {
        if (!scenario.modelPolicies().isEmpty())
            return List.copyOf(scenario.modelPolicies().keySet());
        if (!scenario.space().equals(FREE))
            return List.copyOf(rules(scenario.rules()).keySet());
        return censors(scenario) ? List.of(HONEST, CENSOR) : List.of(HONEST);
    }

    /** Whether the leader of a quorum proposes, and the attacker may leave own votes out of account. */
    private static boolean censors(Scenario scenario) {
        Protocol rules = scenario.rules();
        return rules.votes() && !rules.needsProof(Kind.BLOCK) && "ignored".equals(scenario.own());
    }

    /** The policies that can be played in some space of the protocol, those of the default space first. */
    public static List<String> names(String protocol) {
        var names = new LinkedHashSet<String>();
        for (String space : Scenario.spaces(protocol))
            names.addAll(names(Scenario.of(protocol, Map.of("space", space))));
        return List.copyOf(names);
    }

    /**
     * Where {@code policy} is played if {@code typed} is all that was said: where no space was named, in the first that has
     * it; where no cutoff was, in a window that holds it.
     */
    public static Scenario scenario(String protocol, Map<String, ?> typed, String policy) {
        Scenario scenario = Scenario.of(protocol, typed);
        if (typed.get("space") == null && !names(scenario).contains(policy))
            for (String space : Scenario.spaces(protocol)) {
                var there = new LinkedHashMap<String, Object>(typed);
                there.put("space", space);
                if (names(Scenario.of(protocol, Map.of("space", space))).contains(policy)) {
                    scenario = Scenario.of(protocol, there);
                    break;
                }
            }
        boolean wide = policy.equals(CENSOR) && typed.get("cutoff") == null;
        return wide ? scenario.withCutoff(Censor.window(scenario.rules().k())) : scenario;
    }

    /** @throws IllegalArgumentException with the nearest name where the scenario has no such policy */
    public static Agent named(Scenario scenario, String name) {
        if (!names(scenario).contains(name))
            throw new IllegalArgumentException(Names.unknown("policy", name, names(scenario)));
        Policy ofModel = scenario.modelPolicies().get(name);
        if (ofModel != null) return ofModel::act;
        Mdp<?> model = scenario.mdp();
        if (name.equals(CENSOR)) return new Censor(model, scenario.rules().k());
        if (scenario.space().equals(FREE)) return honestlyFree(model.actions());
        return onFork(model, scenario.rules().k(), rules(scenario.rules()).get(name));
    }

    private static Map<String, Named> rules(Protocol protocol) {
        var rules = new LinkedHashMap<String, Named>();
        if (protocol instanceof Uncles) {
            rules.put(HONEST, new Named(Rule.HONEST, "all uncles"));
            rules.put("selfish-release", new Named(Rule.MINOR_DELAY, "own uncles", "all uncles"));
            rules.put("selfish-discard", new Named(Rule.MINOR_DELAY, Move.DISCARD, "", "own uncles", "all uncles"));
            rules.put("fn19", new Named(Rule.FN19, "all uncles"));
        } else if (protocol.votes()) {
            rules.put(HONEST, new Named(Rule.HONEST, "proceed"));
            rules.put("get-ahead", new Named(Rule.GET_AHEAD, "proceed"));
            rules.put("minor-delay", new Named(Rule.MINOR_DELAY, "proceed"));
            rules.put("avoid-loss", new Named(Rule.AVOID_LOSS, "proceed"));
            if (!protocol.needsProof(Kind.SUMMARY)) rules.put("long-delay", new Named(Rule.LONG_DELAY, "proceed"));
        } else {
            rules.put(HONEST, new Named(Rule.HONEST, ""));
            rules.put("sm1", new Named(Rule.SM1, ""));
            rules.put("get-ahead", new Named(Rule.GET_AHEAD, ""));
            for (int b = 0; b < protocol.ledgers(); b++) {
                String without = "without " + b;
                rules.put("starve-" + b, new Named(Rule.HONEST, without, ""));
                rules.put("sm1-starve-" + b, new Named(Rule.SM1, without, ""));
                rules.put("late-" + b, new Named(Rule.HONEST, Move.ADOPT, "issue " + b, without, ""));
            }
        }
        return rules;
    }

    private static Agent onFork(Mdp<?> model, int k, Named policy) {
        List<String> features = model.features().stream().map(Feature::name).toList();
        int a = features.indexOf("a");
        int h = features.indexOf("h");
        int privateVotes = features.indexOf("private votes");
        int publicVotes = features.indexOf("public votes");
        int relevant = features.indexOf("relevant");
        int before = model.actions().indexOf(policy.before);
        var actions = new EnumMap<Move, int[]>(Move.class);
        for (Move m : Move.values()) actions.put(m, actions(model.actions(), m, policy));
        return (observation, legal) -> {
            if (before >= 0 && legal[before]) return before;
            int blocks = (int) observation[a];
            int theirs = (int) observation[h];
            var stand = new Rule.Stand(
                    blocks,
                    theirs,
                    blocks * k + (privateVotes < 0 ? 0 : (int) observation[privateVotes]),
                    theirs * k + (publicVotes < 0 ? 0 : (int) observation[publicVotes]),
                    observation[relevant] > 0);
            int wanted = first(actions.get(policy.rule.on(stand)), legal);
            if (wanted < 0) wanted = first(actions.get(Move.WAIT), legal);
            if (wanted < 0) wanted = first(actions.get(Move.OVERRIDE), legal);
            if (wanted < 0) wanted = first(actions.get(Move.ADOPT), legal);
            if (wanted < 0) throw new IllegalStateException("no action of the policy is legal");
            return wanted;
        };
    }

    /** To discard nothing is to adopt. */
    private static int[] actions(List<String> names, Move move, Named policy) {
        var actions = new ArrayList<Integer>();
        for (Move m : move == Move.ADOPT ? List.of(policy.loss, Move.ADOPT) : List.of(move))
            for (String way : policy.ways) {
                int action = names.indexOf((m.name().toLowerCase(Locale.ROOT) + " " + way).strip());
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
