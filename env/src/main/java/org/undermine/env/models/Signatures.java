package org.undermine.env.models;

/** What a leader can sign in a slot of its own. */
enum Signatures {
    /** One block in all. */
    ONE(1),
    /** One block on each of two chains: its fork, and the public tip. */
    CHAIN(2),
    /** One block on every chain there is. */
    EVERY(Integer.MAX_VALUE);

    /** How many chains grow in one slot at most. */
    final int chains;

    Signatures(int chains) {
        this.chains = chains;
    }
}
