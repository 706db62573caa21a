package org.undermine.agents.learn;

import org.undermine.env.Share;

/** An alpha or a gamma that an agent is trained for: one, or all from the one to the other. */
public record Span(double low, double high) {
    /** @throws IllegalArgumentException if they are not 0 to 1, the lesser first */
    public Span {
        if (!(low >= 0 && low <= high && high <= 1))
            throw new IllegalArgumentException(
                    low + " to " + high + " is no range of shares; allowed: 0 to 1, the lesser first");
    }

    public static Span of(double share) {
        return new Span(share, share);
    }

    /** Whether there is only one. */
    public boolean single() {
        return low == high;
    }

    public boolean holds(double share) {
        return share >= low && share <= high;
    }

    /** So many of them at equal distances, the ends included; the only one where it is single. */
    public double[] spread(int count) {
        if (single()) return new double[] {low};
        double[] shares = new double[count];
        for (int i = 0; i < count; i++) shares[i] = i == count - 1 ? high : low + i * (high - low) / (count - 1);
        return shares;
    }

    /** What environments draw from: {@link #spread} of {@code count}. */
    public Share share(String name, int count) {
        return new Share(name, spread(count), false);
    }

    @Override
    public String toString() {
        return single() ? Double.toString(low) : low + " to " + high;
    }
}
