package org.undermine.env;

import org.undermine.env.mdp.Bookmark;

/** An environment that plays many attacks in turn: one is left and another gone on with. */
public interface Resumable extends Env {
    /** As {@link #reset(long)}, with shares for this attack alone. */
    void reset(long seed, double alpha, double gamma);

    /** Writes down where the attack stands; reward and progress of the last step are not kept. */
    void leave(Bookmark at);

    /** Goes on where an attack of the same {@link Scenario} was left. */
    void goOn(Bookmark at);

    /** The state of the random stream. */
    long random();

    /** What this environment calls the position: with the stream and the shares all that is to be known of it; -1 if it has no number. */
    default int place() {
        return -1;
    }

    /** Goes on from a {@link #place} of this environment, but for what {@link AttackEnv#cutoffs} counts. */
    default void goOn(int place, long random, double alpha, double gamma) {
        throw new IllegalStateException("place " + place + " where places have no numbers");
    }

    /** Whether it would do better to {@link #forget} its places. */
    default boolean tired() {
        return false;
    }

    /** Numbers of places are good no longer; the attack goes on. */
    default void forget() {}

    /** Writes 1 for each action that is {@link #legal}, else 0. */
    default void legal(byte[] into, int offset) {
        int n = actions().size();
        for (int action = 0; action < n; action++) into[offset + action] = (byte) (legal(action) ? 1 : 0);
    }
}
