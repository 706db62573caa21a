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
}
