package org.undermine.env;

import java.util.List;
import org.undermine.env.mdp.Feature;

/**
 * One attack being carried out, step by step, in the manner of Gymnasium.
 *
 * <p>Reward and progress are the attacker's reward and the objective's clock of the last step; the attacker wants their
 * long-run ratio to be great. What a learner is paid is another thing: see {@link Episodes}.
 */
public interface Env {
    /** What an observation holds, in order. */
    List<Feature> features();

    /** What the actions are called; an action is its place in this list. */
    List<String> actions();

    /** Starts anew; the same seed and actions give the same steps. */
    void reset(long seed);

    /**
     * @throws IllegalArgumentException if {@code action} is not {@link #legal}
     * @throws IllegalStateException before the first reset, or if the episode is over
     */
    void step(int action);

    double reward();

    double progress();

    /** Whether {@code action} may be taken now. At least one may while the episode runs. */
    boolean legal(int action);

    /** Writes one number for each of {@link #features}, within its range, into {@code into} from {@code offset}. */
    void observe(float[] into, int offset);

    /** Writes {@link #legal} for each action. */
    default void legal(boolean[] into) {
        for (int action = 0; action < into.length; action++) into[action] = legal(action);
    }

    /** The one line that says why an action is refused. */
    default IllegalArgumentException refuse(int action) {
        var allowed = new StringBuilder();
        for (int a = 0; a < actions().size(); a++)
            if (legal(a))
                allowed.append(allowed.isEmpty() ? "" : ", ")
                        .append(a)
                        .append(" (" + actions().get(a) + ")");
        String name =
                action >= 0 && action < actions().size() ? " (" + actions().get(action) + ")" : "";
        return new IllegalArgumentException("action " + action + name + " is not legal now; allowed: " + allowed);
    }
}
