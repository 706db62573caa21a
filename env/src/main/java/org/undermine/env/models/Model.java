package org.undermine.env.models;

import java.util.List;
import java.util.Map;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Policy;

/** An attack on a system that is no block DAG, by a state of its own. */
public interface Model<S> extends Mdp<S> {
    /** The policies with a name, in the order to list them; {@code honest}, which is always there, comes first. */
    Map<String, Policy> policies();

    /**
     * The parameters that only payoffs depend on: linearly, upwards, and not at all what honest play earns. Each is a decimal
     * number. From which value on attacking pays can be asked of each.
     */
    default List<String> prizes() {
        return List.of();
    }
}
