package org.undermine.env.consistency;

import java.util.random.RandomGenerator;

/** One attack on consistency, played once. */
@FunctionalInterface
interface Attack {
    /** Whether it succeeds. Starts {@code tilt} and draws proofs from it until that is known. */
    boolean fails(Tilt tilt, RandomGenerator random);
}
