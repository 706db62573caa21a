package org.undermine.protocols;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One parameter of a protocol, named with its paper's letter.
 *
 * @param min the least whole number allowed; above max where no number is
 * @param values the words that are allowed; empty where there are none
 */
public record Parameter(String name, String fallback, int min, int max, List<String> values) {
    public static Parameter number(String name, int fallback, int min, int max) {
        return new Parameter(name, Integer.toString(fallback), min, max, List.of());
    }

    public static Parameter choice(String name, String... values) {
        return new Parameter(name, values[0], 1, 0, List.of(values));
    }

    /** A number from min to max, or {@code word}. */
    public static Parameter numberOr(String word, String name, String fallback, int min, int max) {
        return new Parameter(name, fallback, min, max, List.of(word));
    }

    public String range() {
        var range = new ArrayList<String>();
        if (hasNumbers()) range.add(min + " to " + max);
        range.addAll(values);
        return String.join(" | ", range);
    }

    public boolean hasNumbers() {
        return min <= max;
    }

    /** The value that {@code text} names. @throws IllegalArgumentException one line naming the value and the range */
    public Object parse(String text) {
        if (values.contains(text)) return text;
        try {
            int number = Integer.parseInt(text);
            if (min <= number && number <= max) return number;
        } catch (NumberFormatException e) { // falls through to the one message
        }
        throw new IllegalArgumentException(name + " is " + text + "; allowed: " + range());
    }

    /**
     * Every parameter's value, from what was typed and the defaults.
     *
     * @throws IllegalArgumentException one line, if {@code owner} has no such parameter or a value is out of its range
     */
    public static Map<String, Object> complete(String owner, List<Parameter> parameters, Map<String, ?> typed) {
        List<String> names = parameters.stream().map(Parameter::name).toList();
        for (String name : typed.keySet())
            if (!names.contains(name))
                throw new IllegalArgumentException(owner + " has no parameter " + name + "; it has: "
                        + (names.isEmpty() ? "none" : String.join(", ", names)));
        var complete = new LinkedHashMap<String, Object>();
        for (Parameter p : parameters) {
            Object value = typed.get(p.name);
            complete.put(p.name, p.parse(value == null ? p.fallback : value.toString()));
        }
        return complete;
    }

    /** Refuses values, one for each parameter in order, that {@link #parse} would. */
    static void check(List<Parameter> parameters, Object... values) {
        for (int i = 0; i < values.length; i++) parameters.get(i).parse(values[i].toString());
    }
}
