package org.undermine.env.models;

import java.util.LinkedHashMap;
import java.util.Map;
import org.undermine.env.mdp.Policy;

/** The policies of {@link Hfm} that have a name: each a list of actions, of which the first that is legal is taken. */
final class HfmPolicies {
    private HfmPolicies() {}

    static Map<String, Policy> of(Hfm model) {
        Place place = model.rules().leastSeen();
        int infect = Hfm.INFECT + place.ordinal();
        var policies = new LinkedHashMap<String, Policy>();
        policies.put("honest", first(Hfm.PROPOSE, Hfm.MINE, Hfm.GIVE_UP));
        policies.put("fraud", first(infect, Hfm.MINE, Hfm.GIVE_UP)); // gives up once it is seen
        policies.put("fraud-persist", first(infect, Hfm.MINE, Hfm.MINE_BAD, Hfm.GIVE_UP));
        policies.put("fraud-split", first(infect, Hfm.MINE, Hfm.MINE_GOOD, Hfm.GIVE_UP));
        if (model.rules().grind() > 0 && place != Place.HOLE)
            policies.put("grind", first(Hfm.REQUEST + place.ordinal(), infect, Hfm.MINE, Hfm.GIVE_UP));
        if (model.rules().pause().ticks() > 0) policies.put("flood", first(Hfm.FLOOD, Hfm.MINE, Hfm.GIVE_UP));
        return policies;
    }

    private static Policy first(int... wanted) {
        return (observation, legal) -> {
            for (int action : wanted) if (legal[action]) return action;
            throw new IllegalStateException("no action of the policy is legal");
        };
    }
}
