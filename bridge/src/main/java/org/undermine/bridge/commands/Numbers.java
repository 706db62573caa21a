package org.undermine.bridge.commands;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.undermine.agents.learn.Span;

/** Numbers as people type them. What is wrong is said in one line that names the value and what is allowed. */
final class Numbers {
    private static final int MOST = 100_000; // values in one list

    private Numbers() {}

    /** A share: a decimal or a fraction from 0 to 1. */
    static double share(String name, String typed) {
        double value = fraction(typed);
        if (value >= 0 && value <= 1) return value + 0.0; // -0 becomes 0
        throw refuse(name, typed, "0 to 1, as a decimal or a fraction");
    }

    /** Shares: one, several with commas between, or from:to:step. */
    static List<Double> shares(String name, String typed) {
        var values = new ArrayList<Double>();
        for (String part : typed.split(",", -1)) {
            String[] range = part.split(":", -1);
            if (range.length == 1) values.add(share(name, part));
            else if (range.length == 3) values.addAll(range(name, part, range));
            else throw refuse(name, typed, "a share, several with commas between, or from:to:step");
        }
        return values.stream().distinct().toList();
    }

    /** A share, or low:high. */
    static Span span(String name, String typed) {
        String[] ends = typed.split(":", -1);
        if (ends.length == 1) return Span.of(share(name, typed));
        if (ends.length != 2) throw refuse(name, typed, "a share or low:high, as in 0.2:0.45");
        double low = share(name, ends[0]);
        double high = share(name, ends[1]);
        if (low < high) return new Span(low, high);
        throw refuse(name, typed, "low:high, the lesser first, as in 0.2:0.45");
    }

    private static List<Double> range(String name, String typed, String[] range) {
        for (int i = 0; i < 2; i++) share(name, range[i]);
        return decimals(name, typed, range).stream()
                .map(BigDecimal::doubleValue)
                .toList();
    }

    /** Values as they would be typed one by one: several with {@code comma} between, or from:to:step. */
    static List<String> values(String name, String typed, String comma) {
        var values = new ArrayList<String>();
        for (String part : typed.split(comma, -1)) {
            String[] range = part.split(":", -1);
            if (range.length == 3)
                for (BigDecimal x : decimals(name, part, range))
                    values.add(x.stripTrailingZeros().toPlainString());
            else values.add(part.strip());
        }
        return values.stream().distinct().toList();
    }

    private static List<BigDecimal> decimals(String name, String typed, String[] range) {
        try {
            var from = new BigDecimal(range[0]);
            var to = new BigDecimal(range[1]);
            var step = new BigDecimal(range[2]); // decimals, so that 0.1:0.3:0.1 has three values
            if (step.signum() <= 0 || from.compareTo(to) > 0) throw new NumberFormatException();
            if (to.subtract(from).divide(step, 0, java.math.RoundingMode.DOWN).compareTo(new BigDecimal(MOST)) > 0)
                throw refuse(name, typed, "at most " + MOST + " values");
            var values = new ArrayList<BigDecimal>();
            for (var x = from; x.compareTo(to) <= 0; x = x.add(step)) values.add(x);
            return values;
        } catch (NumberFormatException e) {
            throw refuse(name, typed, "from:to:step in decimals, from <= to, step > 0");
        }
    }

    static double real(String name, String typed, double min, double max) {
        double value = fraction(typed);
        if (value >= min && value <= max) return value;
        throw refuse(name, typed, brief(min) + " to " + brief(max));
    }

    static long whole(String name, String typed, long min, long max) {
        try {
            long value = new BigDecimal(typed).longValueExact(); // 1e6 is a whole number too
            if (value >= min && value <= max) return value;
        } catch (ArithmeticException | NumberFormatException e) { // falls through to the one message
        }
        String range = max == Long.MAX_VALUE ? "from " + min : min + " to " + max;
        throw refuse(name, typed, "whole numbers" + (min == Long.MIN_VALUE ? " of 64 bits" : " " + range));
    }

    /** NaN where it is none. */
    private static double fraction(String typed) {
        try {
            int slash = typed.indexOf('/');
            if (slash < 0) return decimal(typed);
            return decimal(typed.substring(0, slash)) / decimal(typed.substring(slash + 1));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Java also reads hexadecimals, "Infinity" and "1d"; nobody types them on purpose. */
    private static double decimal(String typed) {
        return new BigDecimal(typed.strip()).doubleValue();
    }

    private static IllegalArgumentException refuse(String name, String typed, String allowed) {
        return new IllegalArgumentException(name + " is " + (typed.isEmpty() ? "''" : typed) + "; allowed: " + allowed);
    }

    /** As {@link #span} reads it. */
    static String brief(Span span) {
        return span.single() ? brief(span.low()) : brief(span.low()) + ":" + brief(span.high());
    }

    /** As short as it can be written and read back. */
    static String brief(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15
                ? Long.toString((long) x)
                : Double.toString(x).replace(".0E", "e").replace('E', 'e');
    }
}
