package org.undermine.env;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.undermine.env.mdp.Feature;

/**
 * An alpha or a gamma that may be drawn anew for each episode.
 *
 * @param values one value; or several, of which each episode gets one
 * @param range whether there are two values and each episode gets one between them
 */
public record Share(String name, double[] values, boolean range) {
    private static final int CELLS = 10; // parts of a range that keep a running ratio of their own

    public Share {
        if (values.length == 0)
            throw new IllegalArgumentException(name + " is an empty list; allowed: at least one value");
        for (double value : values)
            if (!(value >= 0 && value <= 1))
                throw new IllegalArgumentException(name + " is " + value + "; allowed: 0 to 1");
        if (range && values[0] > values[1])
            throw new IllegalArgumentException(
                    name + " is from " + values[0] + " to " + values[1] + "; allowed: the lesser first");
    }

    /** What is observed where these shares may be drawn: those that are not fixed come last. */
    public static List<Feature> observed(List<Feature> features, Share... shares) {
        var observed = new ArrayList<>(features);
        for (Share s : shares) if (!s.fixed()) observed.add(new Feature(s.name, s.low(), s.high()));
        return List.copyOf(observed);
    }

    public boolean fixed() {
        return values.length == 1;
    }

    public double low() {
        return java.util.Arrays.stream(values).min().orElseThrow();
    }

    public double high() {
        return java.util.Arrays.stream(values).max().orElseThrow();
    }

    double draw(RandomGenerator random) {
        if (fixed()) return values[0];
        if (range) return values[0] + (values[1] - values[0]) * random.nextDouble();
        return values[random.nextInt(values.length)];
    }

    /** How many running ratios there are to keep. */
    public int cells() {
        return range ? CELLS : values.length;
    }

    /** The running ratio that {@code drawn} belongs to. */
    public int cell(double drawn) {
        if (range) return high() == low() ? 0 : (int) Math.min(CELLS - 1, CELLS * (drawn - low()) / (high() - low()));
        int cell = 0;
        while (values[cell] != drawn) cell++;
        return cell;
    }
}
