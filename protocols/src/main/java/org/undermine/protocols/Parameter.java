package org.undermine.protocols;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One parameter of a protocol, named with its paper's letter.
 *
 * @param min the least number allowed; above max where no number is
 * @param values the words that are allowed; empty where there are none
 * @param digits how many may follow the decimal point; 0 for whole numbers
 * @param most how many numbers there may be, with commas between them; 1 where it is one number
 */
public record Parameter(String name, String fallback, int min, int max, List<String> values, int digits, int most) {
    private static final int LONGEST = 40; // characters, so that nobody's 1e999999999 is written out

    public Parameter(String name, String fallback, int min, int max, List<String> values) {
        this(name, fallback, min, max, values, 0, 1);
    }

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

    /** A number from min to max, or one of {@code words}, the first of which is the default. */
    public static Parameter wordOrNumber(String name, int min, int max, String... words) {
        return new Parameter(name, words[0], min, max, List.of(words));
    }

    /** A decimal number from min to max, read as a {@link BigDecimal}: exact. */
    public static Parameter decimal(String name, String fallback, int min, int max, int digits) {
        return new Parameter(name, fallback, min, max, List.of(), digits, 1);
    }

    /** One to {@code most} numbers from min to max, such as 3,1. */
    public static Parameter numbers(String name, String fallback, int min, int max, int most) {
        return new Parameter(name, fallback, min, max, List.of(), 0, most);
    }

    /** The same with another default. */
    public Parameter withFallback(String other) {
        return new Parameter(name, other, min, max, values, digits, most);
    }

    public String range() {
        var range = new ArrayList<String>();
        if (isList()) range.add("1 to " + most + " numbers from " + min + " to " + max + ", with commas between them");
        else if (hasNumbers()) range.add(min + " to " + max + (digits > 0 ? ", " + digits + " decimals" : ""));
        range.addAll(values);
        return String.join(" | ", range);
    }

    public boolean hasNumbers() {
        return min <= max;
    }

    public boolean isList() {
        return most > 1;
    }

    /** The value that {@code text} names; a list is text again, in one form. @throws IllegalArgumentException one line naming the value and the range */
    public Object parse(String text) {
        if (values.contains(text)) return text;
        try {
            if (digits > 0) return decimal(text);
            if (isList()) return list(text);
            int number = Integer.parseInt(text);
            if (min <= number && number <= max) return number;
        } catch (NumberFormatException e) { // falls through to the one message
        }
        throw new IllegalArgumentException(name + " is " + text + "; allowed: " + range());
    }

    /** In one way for each number, so that 0.50 is 0.5. */
    private BigDecimal decimal(String text) {
        if (text.length() > LONGEST) throw new NumberFormatException();
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        boolean inside =
                number.compareTo(BigDecimal.valueOf(min)) >= 0 && number.compareTo(BigDecimal.valueOf(max)) <= 0;
        if (!inside || number.scale() > digits) throw new NumberFormatException();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private String list(String text) {
        int[] numbers = integers(text);
        if (numbers.length > most) throw new NumberFormatException();
        for (int n : numbers) if (n < min || n > max) throw new NumberFormatException();
        return IntStream.of(numbers).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    /** The numbers of a list: 3,1 or, as other languages write lists, [3, 1]. @throws NumberFormatException if it is none */
    public static int[] integers(Object list) {
        String text = list.toString().strip();
        if (text.startsWith("[") && text.endsWith("]") || text.startsWith("(") && text.endsWith(")"))
            text = text.substring(1, text.length() - 1);
        return Stream.of(text.split(",", -1))
                .mapToInt(n -> Integer.parseInt(n.strip()))
                .toArray();
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
