package org.undermine.env.live;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Tokens that drip in at a steady rate, one for each attempt to find work: how power is set on a machine that could do
 * more. It holds {@value #HELD_MILLIS} ms of them, so who could not run for longer than that loses some.
 */
final class Bucket {
    private static final int HELD_MILLIS = 50;
    private static final long NAP = TimeUnit.MILLISECONDS.toNanos(1);

    private final double perNano;
    private final double most;
    private double tokens;
    private long at = System.nanoTime();

    /** @param rate tokens a second, more than 0 */
    Bucket(double rate) {
        perNano = rate / TimeUnit.SECONDS.toNanos(1);
        most = Math.max(1, rate * HELD_MILLIS / TimeUnit.SECONDS.toMillis(1));
    }

    /** Takes all whole tokens there are; where there is none waits a moment, and may still return 0. */
    int take() {
        drip();
        if (tokens < 1) {
            LockSupport.parkNanos(Math.max(NAP, Math.min(50 * NAP, (long) ((1 - tokens) / perNano))));
            drip();
        }
        int taken = (int) Math.min(Integer.MAX_VALUE, tokens);
        tokens -= taken;
        return taken;
    }

    private void drip() {
        long now = System.nanoTime();
        tokens = Math.min(most, tokens + (now - at) * perNano);
        at = now;
    }
}
