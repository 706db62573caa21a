package org.undermine.env.network;

import org.undermine.protocols.Kind;

/** Who is told what happens on a network. Blocks go by their names, 1, 2, 3, ... as they are made; 0 is the first of all. */
public interface Observer {
    /** Nobody. */
    Observer NONE = new Observer() {};

    /**
     * A block is made.
     *
     * @param ledger of a parallel block; else 0
     * @param proof whether it took a proof-of-work
     * @param parents names, the predecessor first where there is one
     */
    default void made(
            double seconds, int node, long block, Kind kind, int ledger, boolean proof, long[] parents, long hash) {}

    /** The attacker releases a block. */
    default void released(double seconds, int node, long block) {}

    /** A block, and all its parents, have reached a node. */
    default void heard(double seconds, int node, long block) {}

    /** A node's head is another block than before. */
    default void preferred(double seconds, int node, long block) {}

    /** All agree on a block and on its past. Found out now and then, not as soon as it is so. */
    default void agreed(double seconds, long block) {}
}
