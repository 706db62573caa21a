package org.undermine.env.models;

import java.util.LinkedHashMap;
import java.util.Map;
import org.undermine.env.mdp.Policy;

/**
 * The named policies on separate chains.
 *
 * <p>Honest releases every block at once and points its power at the chains as often as honest miners do: a miner at
 * equilibrium, to whom no chain pays more than another. By progress it earns exactly alpha. Dearest is as honest, but mines
 * the chain with the highest price alone: off the equilibrium hopping pays without any attack. SM1 (Eyal and Sirer, FC 2014, algorithm 1) works on one chain only and takes the others as they
 * come.
 */
final class ChainPolicies {
    private static final int NONE = -1;
    private static final int EACH = 5; // features of a chain: a, h, lead, relevant, active

    private final SeparateChains model;
    private final int only; // the chain to mine; NONE if any
    private final boolean selfish; // whether SM1 is played on it

    private ChainPolicies(SeparateChains model, int only, boolean selfish) {
        this.model = model;
        this.only = only;
        this.selfish = selfish;
    }

    static Map<String, Policy> of(SeparateChains model) {
        var policies = new LinkedHashMap<String, Policy>();
        policies.put("honest", new ChainPolicies(model, NONE, false)::act);
        policies.put("dearest", new ChainPolicies(model, model.dearest(), false)::act);
        policies.put("sm1-strongest", new ChainPolicies(model, model.strongest(), true)::act);
        policies.put("sm1-weakest", new ChainPolicies(model, model.weakest(), true)::act);
        return policies;
    }

    private int act(float[] seen, boolean[] legal) {
        for (int b = 0; b < model.powers().size(); b++) {
            int a = (int) seen[EACH * b];
            int h = (int) seen[EACH * b + 1];
            int wanted = selfish && b == only ? sm1(b, a, h) : h > a ? model.adopt(b) : model.override(b);
            if (wanted != NONE && legal[wanted]) return wanted;
        }
        int mine = only == NONE ? model.mineAny() : model.mine(only);
        if (legal[mine]) return mine;
        for (int b = 0; b < model.powers().size(); b++) { // a fork is at the cutoff
            if (legal[model.override(b)]) return model.override(b);
            if (legal[model.adopt(b)]) return model.adopt(b);
        }
        throw new IllegalStateException("no action of the policy is legal");
    }

    private int sm1(int b, int a, int h) {
        if (h > a) return model.adopt(b);
        if (a == h && h >= 1) return model.match(b);
        return a == h + 1 && h >= 1 ? model.override(b) : NONE;
    }
}
