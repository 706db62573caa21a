package org.undermine.agents;

/** Who decides: a policy that looks at what an environment shows. */
@FunctionalInterface
public interface Agent {
    /**
     * @param observation one number for each feature of the environment, within its range
     * @param legal one entry for each action; at least one is true
     * @return a legal action, the same one for the same arguments
     */
    int act(float[] observation, boolean[] legal);
}
