package org.undermine.env.mdp;

/** What is done where this is seen. */
@FunctionalInterface
public interface Policy {
    /**
     * @param observation one number for each {@link Feature} of the process, within its range
     * @param legal one entry for each action; at least one is true
     * @return a legal action, the same one for the same arguments
     */
    int act(float[] observation, boolean[] legal);
}
