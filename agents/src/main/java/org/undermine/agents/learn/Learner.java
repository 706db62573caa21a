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
    LearnedAgent policy();

    /** All that {@link #restore} needs between two improvements; empty for a learner that cannot be gone on with. */
    default byte[] state() {
        return new byte[0];
    }

    /**
     * Goes on where a learner of the same kind, with the same seed and the same environments, was.
     *
     * @throws IllegalArgumentException if the state is not that of such a learner
     */
    default void restore(byte[] state) {
        throw new IllegalArgumentException("this algorithm cannot go on with what another run has learnt");
    }
}
