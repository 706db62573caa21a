package org.undermine.agents.learn;

import java.util.Arrays;
import java.util.List;
import org.undermine.agents.Agent;
import org.undermine.env.mdp.Feature;

/** A policy as learners find it and agent files hold it. */
public sealed interface LearnedAgent extends Agent permits NetworkAgent, TableAgent {
    /** What it sees, in order. */
    List<Feature> features();

    /** How many actions it chooses from. */
    int actions();

    /** The same, where what it sees last is always this: the agent of a range at one point of it. */
    default Agent told(float... last) {
        return (observation, legal) -> {
            float[] all = Arrays.copyOf(observation, observation.length + last.length);
            System.arraycopy(last, 0, all, observation.length, last.length);
            return act(all, legal);
        };
    }
}
