package org.undermine.env.network;

import java.util.function.Function;
import org.undermine.env.attack.Shadow;
import org.undermine.env.attack.Space;
import org.undermine.env.mdp.Policy;

/**
 * One node's plan.
 *
 * @param space what it may do and what it sees
 * @param policy what it does then, made for an attack that is about to begin
 * @param alpha its share of all mining power, 0 to 1
 */
public record Attacker(Space space, Function<Shadow, Policy> policy, double alpha) {
    /** @throws IllegalArgumentException one line, if alpha is no share */
    public Attacker {
        if (!(alpha >= 0 && alpha <= 1)) throw new IllegalArgumentException("alpha is " + alpha + "; allowed: 0 to 1");
    }

    /** A policy that looks at observations alone. */
    public static Attacker of(Space space, Policy policy, double alpha) {
        return new Attacker(space, shadow -> policy, alpha);
    }
}
