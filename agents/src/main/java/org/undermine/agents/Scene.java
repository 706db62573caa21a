package org.undermine.agents;

import java.util.List;

/** What there is to tell of an attack beside what the attacker sees. */
interface Scene {
    /** How the attack stands. */
    List<String> drawing();

    /** A step is about to be taken. */
    void opens();

    /** What chance decided in the last step. */
    List<String> coins();

    /** What became of blocks in the last step. */
    List<String> events();
}
