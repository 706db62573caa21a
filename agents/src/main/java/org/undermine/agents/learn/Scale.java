package org.undermine.agents.learn;

/**
 * Between values as rewards add up to them and the numbers around 0 that a network learns.
 *
 * @param mean what the network calls 0
 * @param deviation what it calls 1; positive
 */
record Scale(double mean, double deviation) {
    /** The least deviation that is told from none. */
    static final double LEAST = 1e-3;

    static final Scale UNIT = new Scale(0, 1);

    double narrow(double value) {
        return (value - mean) / deviation;
    }

    double wide(double output) {
        return mean + deviation * output;
    }
}
