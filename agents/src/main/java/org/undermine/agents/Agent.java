package org.undermine.agents;

import org.undermine.env.mdp.Policy;

/** Who decides: a policy that looks at what an environment shows. */
@FunctionalInterface
public interface Agent extends Policy {}
