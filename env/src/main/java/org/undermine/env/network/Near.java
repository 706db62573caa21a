package org.undermine.env.network;

import java.util.ArrayList;
import java.util.List;
import org.undermine.env.network.Topology.Link;
import org.undermine.env.network.Topology.Node;

/** An attacker that is near some of the defenders and far from the others, as in the attack model. */
record Near(double gamma, Delay delay) {
    private static final Delay NONE = new Delay.Constant(0);
    private static final int ATTACKER = 0;
    private static final int NEAR = 1;
    private static final int FAR = 2;

    // Where messages take equally long these decide: a block reaches the attacker (1), whose answer reaches near
    // defenders
    // (2) before they hear that block from one of their own (2.5) or another (3); far ones hear the answer last (1 +
    // 4).
    private static final double FIRST = 1;
    private static final double OWN = 2.5;
    private static final double OTHERS = 3;
    private static final double LAST = 4;

    Topology topology() {
        var links = new ArrayList<Link>();
        for (int i = NEAR; i <= FAR; i++) {
            links.add(new Link(i, ATTACKER, NONE, FIRST));
            for (int j = NEAR; j <= FAR; j++) links.add(new Link(i, j, delay, i == j ? OWN : OTHERS));
        }
        links.add(new Link(ATTACKER, NEAR, NONE, FIRST));
        links.add(new Link(ATTACKER, FAR, delay, LAST));
        return new Topology(
                List.of(
                        new Node("attacker", Double.NaN, true),
                        new Node("near", gamma, false),
                        new Node("far", 1 - gamma, false)),
                links);
    }
}
