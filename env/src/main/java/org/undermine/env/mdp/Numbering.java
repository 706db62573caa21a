package org.undermine.env.mdp;

/** Tells states by number. */
public interface Numbering {
    /** The number of {@code state}; -1 if it has none. */
    int find(Object state);
}
