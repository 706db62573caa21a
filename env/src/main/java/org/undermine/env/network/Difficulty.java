package org.undermine.env.network;

/**
 * How long it takes to find a proof-of-work. Adjusted after each {@code epoch} units of progress so that, had the epoch's
 * blocks come at the new difficulty, a unit would have taken {@code interval} seconds.
 */
final class Difficulty {
    private final double interval;
    private final long epoch; // 0 if it is never adjusted
    private double seconds; // mean time between two proofs-of-work
    private double since;
    private long reached;

    Difficulty(double interval, long epoch) {
        this.interval = interval;
        this.epoch = epoch;
        seconds = interval;
    }

    double seconds() {
        return seconds;
    }

    /** The agreed history has come to {@code progress}. */
    void at(long progress, double now) {
        if (epoch == 0 || progress - reached < epoch) return;
        seconds *= interval * (progress - reached) / (now - since);
        since = now;
        reached = progress;
    }
}
