package org.undermine.env.network;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** How many seconds a message takes on a link: always the same, or drawn anew for each message. */
public sealed interface Delay {
    double draw(RandomGenerator random);

    /** Whether there is nothing to draw. */
    boolean constant();

    record Constant(double seconds) implements Delay {
        public Constant {
            check(seconds);
        }

        @Override
        public double draw(RandomGenerator random) {
            return seconds;
        }

        @Override
        public boolean constant() {
            return true;
        }

        @Override
        public String toString() {
            return "const:" + seconds;
        }
    }

    /** Every delay from {@code low} to {@code high} seconds is as likely. */
    record Uniform(double low, double high) implements Delay {
        public Uniform {
            check(low);
            check(high);
            if (low > high)
                throw new IllegalArgumentException(
                        "delay is uniform:" + low + "," + high + "; allowed: the lesser first");
        }

        @Override
        public double draw(RandomGenerator random) {
            return low + (high - low) * random.nextDouble();
        }

        @Override
        public boolean constant() {
            return low == high;
        }

        @Override
        public String toString() {
            return "uniform:" + low + "," + high;
        }
    }

    /** Exponential, with a mean of {@code mean} seconds. */
    record Exponential(double mean) implements Delay {
        public Exponential {
            check(mean);
        }

        @Override
        public double draw(RandomGenerator random) {
            return mean * random.nextExponential();
        }

        @Override
        public boolean constant() {
            return mean == 0;
        }

        @Override
        public String toString() {
            return "exp:" + mean;
        }
    }

    private static void check(double seconds) {
        if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("delay is " + seconds + "; allowed: seconds from 0");
    }

    private static double number(String text) {
        return new java.math.BigDecimal(text.strip()).doubleValue(); // Java's doubles also read hexadecimals and "1d"
    }

    /**
     * Reads {@code const:2}, {@code uniform:1,3}, {@code exp:2}, or seconds alone.
     *
     * @throws IllegalArgumentException one line naming the value and what is allowed
     */
    static Delay parse(String text) {
        String typed = text.strip();
        int colon = typed.indexOf(':');
        String kind = colon < 0 ? "const" : typed.substring(0, colon).toLowerCase(Locale.ROOT);
        String[] numbers = typed.substring(colon + 1).split(",", -1);
        try {
            switch (kind) {
                case "const" -> {
                    if (numbers.length == 1) return new Constant(number(numbers[0]));
                }
                case "uniform" -> {
                    if (numbers.length == 2) return new Uniform(number(numbers[0]), number(numbers[1]));
                }
                case "exp" -> {
                    if (numbers.length == 1) return new Exponential(number(numbers[0]));
                }
                default -> {
                    // falls through to the one message
                }
            }
        } catch (NumberFormatException e) { // falls through to the one message
        }
        throw new IllegalArgumentException("delay is " + (text.isEmpty() ? "''" : text)
                + "; allowed: const:SECONDS, uniform:LOW,HIGH, exp:MEAN, with seconds from 0");
    }
}
