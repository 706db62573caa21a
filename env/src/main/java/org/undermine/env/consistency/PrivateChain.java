package org.undermine.env.consistency;

import java.util.random.RandomGenerator;

/**
 * The attack on Nakamoto's chain: a chain mined in secret, begun before the payment is made, is published after the payee has
 * waited for {@code seconds}, as soon as it is as long as the public one; ties are the attacker's. Every message among honest
 * nodes takes the whole delay, so that what they find within it adds nothing to their chain.
 */
final class PrivateChain implements Attack {
    private static final int BEFORE = 20; // proofs found while the attacker tries to be ahead at the start
    private static final double HOPELESS = 1e-5; // chance of catching up at which it gives up

    private final double delay;
    private final double seconds;
    private final double farthest;

    PrivateChain(Setting setting, double seconds) {
        delay = setting.delay();
        this.seconds = seconds;
        double honest = (1 - setting.alpha()) * setting.rate();
        double ratio = setting.alpha() * setting.rate() * (1 + honest * delay) / honest;
        farthest = ratio < 1 ? Math.log(HOPELESS) / Math.log(ratio) : Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean fails(Tilt tilt, RandomGenerator random) {
        if (farthest == Double.POSITIVE_INFINITY) return sure(tilt, random);
        tilt.start();
        double now = 0;
        double grown = Double.NEGATIVE_INFINITY;
        double start = 0;
        int lead = 0;
        for (int n = 0; ; n++) {
            tilt.draw(random);
            now += tilt.gap();
            if (n == BEFORE) start = now;
            boolean over = n > BEFORE && now - start >= seconds;
            if (over && lead >= 0) return true;
            if (over && -lead > farthest) return false;
            if (tilt.own()) lead++;
            else if (now - grown >= delay) {
                grown = now;
                lead = n < BEFORE ? Math.max(0, lead - 1) : lead - 1;
            }
        }
    }

    /** The secret chain grows at least as fast. */
    private static boolean sure(Tilt tilt, RandomGenerator random) {
        tilt.start();
        tilt.draw(random);
        return true;
    }
}
