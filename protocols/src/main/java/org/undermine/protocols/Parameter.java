package org.undermine.protocols;

import java.util.List;

/**
 * One parameter of a protocol, named with its paper's letter.
 *
 * @param values what is allowed where it is a choice of words; empty where it is a whole number from min to max
 */
public record Parameter(String name, String fallback, int min, int max, List<String> values) {
    public static Parameter number(String name, int fallback, int min, int max) {
        return new Parameter(name, Integer.toString(fallback), min, max, List.of());
    }

    public static Parameter choice(String name, String... values) {
        return new Parameter(name, values[0], 0, 0, List.of(values));
    }

    public String range() {
        return values.isEmpty() ? min + " to " + max : String.join(" | ", values);
    }

    /** The value that {@code text} names. @throws IllegalArgumentException one line naming the value and the range */
    public Object parse(String text) {
        if (values.contains(text)) return text;
        try {
            int number = Integer.parseInt(text);
            if (values.isEmpty() && min <= number && number <= max) return number;
        } catch (NumberFormatException e) { // falls through to the one message
        }
        throw new IllegalArgumentException(name + " is " + text + "; allowed: " + range());
    }

    /** Refuses values, one for each parameter in order, that {@link #parse} would. */
    static void check(List<Parameter> parameters, Object... values) {
        for (int i = 0; i < values.length; i++) parameters.get(i).parse(values[i].toString());
    }
}
