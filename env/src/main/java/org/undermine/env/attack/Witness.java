package org.undermine.env.attack;

import org.undermine.protocols.BlockSet;

/** Who is told what happens in an attack, while the window still holds the blocks that it happens to. */
abstract class Witness {
    /** All begins anew. */
    abstract void clear();

    /** Deliveries and proposals are done; somebody is about to find a proof-of-work. */
    abstract void proof();

    /** @param proof whether {@code b} is a proof-of-work */
    abstract void appended(int b, boolean proof);

    /** The attacker sends {@code b}. */
    void sent(int b) {}

    /** All agree on {@code root} and its past; but for {@code kept}, nothing else matters any longer. */
    abstract void settled(int root, BlockSet kept);

    /** The window is about to call block {@code order[i]} block {@code i}, and to forget what is not among the first {@code count}. */
    abstract void renaming(int[] order, int count);
}
