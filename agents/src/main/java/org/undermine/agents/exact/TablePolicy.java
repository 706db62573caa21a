package org.undermine.agents.exact;

import java.util.function.IntSupplier;
import org.undermine.agents.Agent;
import org.undermine.env.AttackEnv;
import org.undermine.env.Env;
import org.undermine.env.TableEnv;
import org.undermine.env.mdp.Compiler.Compiled;

/** Plays a table's policy in an environment of the same scenario, by looking its state up: observations may show less. */
record TablePolicy(IntSupplier state, int[] actions) implements Agent {
    static TablePolicy in(Env env, Compiled<?> compiled, int[] actions) {
        if (env instanceof TableEnv table) return new TablePolicy(table::state, actions);
        if (env instanceof AttackEnv attack)
            return new TablePolicy(() -> compiled.number().find(attack.state()), actions);
        throw new IllegalArgumentException(
                "no table's policy can be played in " + env.getClass().getSimpleName());
    }

    @Override
    public int act(float[] observation, boolean[] legal) {
        int s = state.getAsInt();
        if (s < 0) throw new IllegalStateException("the table does not know this state");
        return actions[s];
    }
}
