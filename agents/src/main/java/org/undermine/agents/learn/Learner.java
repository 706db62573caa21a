package org.undermine.agents.learn;

/** An algorithm at work on its environments. One thread drives it. */
public interface Learner {
    /**
     * Takes some steps in the environments and learns from them.
     *
     * @param spent share of the budget that is used up, from 0 to 1, for what shrinks as time goes by
     * @throws IllegalArgumentException if training has diverged
     */
    void improve(double spent);

    /** Steps taken so far, over all environments. */
    long steps();

    /** The policy learnt so far; later improvements do not change it. */
    NetworkAgent policy();
}
