package org.undermine.agents.learn;

/** How long to train: until so many steps were taken, or so many seconds have passed; the other one is infinite. */
public record Budget(double steps, double seconds) {
    /** @throws IllegalArgumentException if one of them is not positive */
    public Budget {
        if (!(steps > 0)) throw new IllegalArgumentException("steps is " + steps + "; allowed: 1 or more");
        if (!(seconds > 0)) throw new IllegalArgumentException("seconds is " + seconds + "; allowed: more than 0");
    }

    /** Whatever the machine does meanwhile, the same seed then gives the same policy. */
    public static Budget steps(long steps) {
        return new Budget(steps, Double.POSITIVE_INFINITY);
    }

    public static Budget seconds(double seconds) {
        return new Budget(Double.POSITIVE_INFINITY, seconds);
    }

    boolean timed() {
        return Double.isFinite(seconds);
    }

    /** The share that is used up, from 0 to 1. */
    double spent(long stepsTaken, double secondsPassed) {
        return Math.min(1, Math.max(stepsTaken / steps, secondsPassed / seconds));
    }
}
