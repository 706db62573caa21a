package org.undermine.agents;

import java.util.List;
import org.undermine.env.TableEnv;

/** A model's attack: its state is all seen, so what is left to tell is how likely that was which happened. */
record TableScene(TableEnv env) implements Scene {
    @Override
    public List<String> drawing() {
        return List.of();
    }

    @Override
    public void opens() {}

    @Override
    public List<String> coins() {
        double p = env.probability();
        return p == 1 ? List.of() : List.of("what had probability " + Narration.decimal(p));
    }

    @Override
    public List<String> events() {
        return List.of();
    }
}
