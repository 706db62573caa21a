package org.undermine.env.models;

import java.util.Map;
import org.undermine.env.mdp.Mdp;
import org.undermine.env.mdp.Policy;

/** An attack on a system that is no block DAG, by a state of its own. */
public interface Model<S> extends Mdp<S> {
    /** The policies with a name, in the order to list them; {@code honest}, which is always there, comes first. */
    Map<String, Policy> policies();
}
