package org.undermine.agents;

import java.util.List;
import org.undermine.env.Scenario;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Mdp;
import org.undermine.protocols.Names;

/**
 * The policies that papers name, as rules on a and h, the private and public blocks since the fork.
 *
 * <p>If what a rule wants is illegal the policy waits; if waiting is illegal it overrides, else adopts. In the free space
 * there is one policy, honest: consider and release everything, then continue.
 */
public final class Policies {
    private enum Move {
        ADOPT,
        OVERRIDE,
        MATCH,
        WAIT;

        private static final Move[] FALLBACK = {WAIT, OVERRIDE, ADOPT};
    }

    @FunctionalInterface
    private interface Rule {
        Move on(int a, int h);
    }

    private Policies() {}

    public static List<String> names(Scenario scenario) {
        return scenario.space().equals("free") ? List.of("honest") : List.of("honest", "sm1", "get-ahead");
    }

    /** @throws IllegalArgumentException with the nearest name where the scenario has no such policy */
    public static Agent named(Scenario scenario, String name) {
        if (!names(scenario).contains(name))
            throw new IllegalArgumentException(Names.unknown("policy", name, names(scenario)));
        Mdp<?> model = scenario.mdp();
        if (scenario.space().equals("free")) return honestlyFree(model.actions());
        return onFork(
                model,
                switch (name) {
                    case "honest" -> (a, h) -> h > a ? Move.ADOPT : Move.OVERRIDE;
                    case "get-ahead" -> (a, h) -> h > a ? Move.ADOPT : a > h ? Move.OVERRIDE : Move.WAIT;
                    default -> Policies::sm1;
                });
    }

    /** Eyal and Sirer, FC 2014, algorithm 1. */
    private static Move sm1(int a, int h) {
        if (h > a) return Move.ADOPT;
        if (a == h && h >= 1) return Move.MATCH;
        return a == h + 1 && h >= 1 ? Move.OVERRIDE : Move.WAIT;
    }

    private static Agent onFork(Mdp<?> model, Rule rule) {
        List<String> features = model.features().stream().map(Feature::name).toList();
        int a = features.indexOf("a");
        int h = features.indexOf("h");
        int[] action = new int[Move.values().length];
        for (Move m : Move.values())
            action[m.ordinal()] = model.actions().indexOf(m.name().toLowerCase(java.util.Locale.ROOT));
        return (observation, legal) -> {
            int wanted =
                    action[rule.on((int) observation[a], (int) observation[h]).ordinal()];
            if (legal[wanted]) return wanted;
            for (Move m : Move.FALLBACK) if (legal[action[m.ordinal()]]) return action[m.ordinal()];
            throw new IllegalStateException("no action is legal");
        };
    }

    /** Continue, action 0, comes last. */
    private static Agent honestlyFree(List<String> actions) {
        return (observation, legal) -> {
            for (int action = actions.size() - 1; action > 0; action--) if (legal[action]) return action;
            return 0;
        };
    }
}
