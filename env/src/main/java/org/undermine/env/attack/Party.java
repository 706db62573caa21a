package org.undermine.env.attack;

import org.undermine.protocols.View;

/** Who mines. Near defenders hear the attacker's released blocks before a defender's block that is in flight. */
enum Party {
    ATTACKER,
    NEAR,
    FAR;

    int miner() {
        return this == ATTACKER ? View.ATTACKER : View.DEFENDER;
    }
}
