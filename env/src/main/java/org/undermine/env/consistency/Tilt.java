package org.undermine.env.consistency;

import java.util.random.RandomGenerator;

/**
 * Proofs drawn from another law, under which failures are common, with the likelihood ratio that corrects for it: importance
 * sampling, unbiased whatever the other law is.
 */
final class Tilt {
    private static final double NEVER = 1e-6; // what can happen stays possible

    private final Setting setting;
    private final double close; // the true probability of a gap shorter than the delay
    private final double alpha;
    private final double closer;

    private double weight;
    private double gap;
    private boolean own;
    private int draws;
    private int owns;
    private int closes;

    /**
     * @param alpha the probability that a proof is the attacker's
     * @param closer the probability that a gap is shorter than the delay
     */
    Tilt(Setting setting, double alpha, double closer) {
        this.setting = setting;
        close = close(setting);
        this.alpha = inside(setting.alpha(), alpha);
        this.closer = inside(close, closer);
    }

    /** The probability that a gap is shorter than the delay. */
    static double close(Setting setting) {
        return -Math.expm1(-setting.rate() * setting.delay());
    }

    private static double inside(double truth, double tilted) {
        return truth == 0 || truth == 1 ? truth : Math.min(1 - NEVER, Math.max(NEVER, tilted));
    }

    /** Begins a run. */
    void start() {
        weight = 1;
        draws = owns = closes = 0;
    }

    /** Draws the next proof. */
    void draw(RandomGenerator random) {
        draws++;
        own = random.nextDouble() < alpha;
        weight *= own ? setting.alpha() / alpha : (1 - setting.alpha()) / (1 - alpha);
        boolean near = random.nextDouble() < closer;
        weight *= near ? close / closer : (1 - close) / (1 - closer);
        if (own) owns++;
        if (near) closes++;
        double u = random.nextDouble();
        gap = near ? -Math.log1p(-u * close) / setting.rate() : setting.delay() - Math.log1p(-u) / setting.rate();
    }

    /** Seconds since the proof before. */
    double gap() {
        return gap;
    }

    /** Whether the attacker found it. */
    boolean own() {
        return own;
    }

    /** How much likelier this run is than its draws make it. */
    double weight() {
        return weight;
    }

    int draws() {
        return draws;
    }

    int owns() {
        return owns;
    }

    int closes() {
        return closes;
    }
}
