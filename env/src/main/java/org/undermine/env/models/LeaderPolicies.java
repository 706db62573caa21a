package org.undermine.env.models;

import java.util.LinkedHashMap;
import java.util.Map;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Policy;

/** Policies on a {@link LeaderSchedule} that have a name. */
final class LeaderPolicies {
    private LeaderPolicies() {}

    /** A rule on own blocks, public blocks, and how many of the next slots are known to be own. */
    @FunctionalInterface
    private interface Rule {
        int wanted(int a, int h, int ownRun);
    }

    static Map<String, Policy> of(LeaderSchedule model) {
        var policies = new LinkedHashMap<String, Policy>();
        policies.put("honest", policy(model, (a, h, run) -> h > a ? LeaderSchedule.ADOPT : released(a, h)));
        policies.put("sm1", policy(model, (a, h, run) -> sm1(a, h)));
        policies.put("rewrite", policy(model, LeaderPolicies::rewrite));
        return policies;
    }

    private static int released(int a, int h) {
        return a > h ? LeaderSchedule.OVERRIDE : LeaderSchedule.WAIT;
    }

    /** Eyal and Sirer, FC 2014, algorithm 1. */
    private static int sm1(int a, int h) {
        if (h > a) return LeaderSchedule.ADOPT;
        if (a == h && h >= 1) return LeaderSchedule.MATCH;
        return a == h + 1 && h >= 1 ? LeaderSchedule.OVERRIDE : LeaderSchedule.WAIT;
    }

    /** Honest but for what is certain: slots known to be own replace as many public blocks as they can, less one. */
    private static int rewrite(int a, int h, int run) {
        if (a > h) return run > 0 ? LeaderSchedule.WAIT : LeaderSchedule.OVERRIDE;
        if (a == 0 && run >= 2) return LeaderSchedule.IDLE + run - 1;
        if (a + run > h) return LeaderSchedule.WAIT;
        return h > a ? LeaderSchedule.ADOPT : LeaderSchedule.WAIT;
    }

    /** What is wanted; of {@code back} the farthest that is legal, up to it. Else wait, override, adopt. */
    private static Policy policy(LeaderSchedule model, Rule rule) {
        int ownRun = model.features().stream().map(Feature::name).toList().indexOf("own run");
        return (observation, legal) -> {
            int run = ownRun < 0 ? 0 : (int) observation[ownRun];
            int wanted = rule.wanted((int) observation[0], (int) observation[1], run);
            wanted = Math.min(wanted, legal.length - 1);
            while (wanted > LeaderSchedule.IDLE && !legal[wanted]) wanted--;
            for (int action : new int[] {wanted, LeaderSchedule.WAIT, LeaderSchedule.OVERRIDE, LeaderSchedule.ADOPT})
                if (action != LeaderSchedule.IDLE && legal[action]) return action;
            throw new IllegalStateException("no action of the policy is legal");
        };
    }
}
