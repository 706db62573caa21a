package org.undermine.env.live;

/** A number measured, with its 99 % confidence interval; all NaN where nothing was seen of it. */
public record Interval(double mean, double low, double high) {
    private static final double NORMAL = 2.5758; // 99 %, two-sided
    private static final int BATCHES = 30;
    private static final double STUDENT = 2.7564; // of 29 degrees of freedom

    /** A share, of {@code of} independent trials of which {@code hits} succeeded: Wilson's interval. */
    static Interval share(long hits, long of) {
        if (of == 0) return new Interval(Double.NaN, Double.NaN, Double.NaN);
        double p = (double) hits / of;
        double z = NORMAL * NORMAL / of;
        double middle = (p + z / 2) / (1 + z);
        double half = NORMAL / (1 + z) * Math.sqrt(p * (1 - p) / of + z / 4 / of);
        return new Interval(p, Math.max(0, middle - half), Math.min(1, middle + half));
    }

    /** A share of a sequence whose neighbours depend on one another: from the means of {@value #BATCHES} batches. */
    static Interval ofBatches(boolean[] hits) {
        double[] means = new double[BATCHES];
        int from = 0;
        int all = 0;
        for (int b = 0; b < BATCHES; b++) {
            int to = (int) ((long) hits.length * (b + 1) / BATCHES);
            int count = 0;
            for (int i = from; i < to; i++) if (hits[i]) count++;
            means[b] = (double) count / Math.max(1, to - from);
            all += count;
            from = to;
        }
        if (hits.length < 2 * BATCHES) return new Interval((double) all / hits.length, Double.NaN, Double.NaN);
        double mean = (double) all / hits.length;
        double squares = 0;
        for (double m : means) squares += (m - mean) * (m - mean);
        double half = STUDENT * Math.sqrt(squares / (BATCHES - 1) / BATCHES);
        return new Interval(mean, mean - half, mean + half);
    }

    public boolean contains(double x) {
        return low <= x && x <= high;
    }
}
