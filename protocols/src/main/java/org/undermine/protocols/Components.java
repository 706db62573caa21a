package org.undermine.protocols;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The components of a protocol's record as its parameters, under their own names, with - for _.
 *
 * <p>An {@code int} is a number in the {@link Range} that it is annotated with. Without one it is from 1 to 128, and unless
 * typed the least that the constructor takes. An enum is a choice among its constants, in lower case and with - for
 * _; the first one unless typed. A {@code boolean} is false or true; false unless typed.
 */
record Components(String file, Constructor<?> constructor, List<Class<?>> types, List<Parameter> parameters) {

    /** Those of the one public record among {@code classes}. @throws IllegalArgumentException one line */
    static Components of(String file, List<Class<?>> classes) {
        Class<?> type = classes.stream()
                .filter(c -> c.getEnclosingClass() == null && Modifier.isPublic(c.getModifiers()))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(
                        file + ": no public record; a protocol is a public record that implements Protocol"));
        if (!type.isRecord())
            throw new IllegalArgumentException(
                    file + ": " + type.getSimpleName() + " is no record; a protocol is a public record");
        if (!Protocol.class.isAssignableFrom(type))
            throw new IllegalArgumentException(
                    file + ": " + type.getSimpleName() + " does not implement " + Protocol.class.getName());
        RecordComponent[] components = type.getRecordComponents();
        List<Class<?>> types = Arrays.stream(components)
                .<Class<?>>map(RecordComponent::getType)
                .toList();
        Constructor<?> constructor;
        try {
            constructor = type.getConstructor(types.toArray(Class[]::new));
        } catch (NoSuchMethodException e) {
            throw new AssertionError("a public record has a public constructor", e);
        }
        String refusal = null;
        for (int fallback = Range.MIN; fallback <= Range.MAX; fallback++) {
            var some = new Components(file, constructor, types, parameters(file, components, fallback));
            String why = some.refusal();
            if (why == null) return some;
            if (refusal == null) refusal = why;
        }
        throw new IllegalArgumentException(
                file + ": the values that hold unless typed must make rules, and they are refused: " + refusal);
    }

    private static List<Parameter> parameters(String file, RecordComponent[] components, int fallback) {
        return Arrays.stream(components).map(c -> parameter(file, c, fallback)).toList();
    }

    private static Parameter parameter(String file, RecordComponent c, int fallback) {
        String name = c.getName().replace('_', '-');
        Class<?> type = c.getType();
        Range range = c.getAnnotation(Range.class);
        String trouble = file + ": parameter " + name + " is ";
        if (range != null && type != int.class)
            throw new IllegalArgumentException(trouble + type.getSimpleName() + "; @Range is for an int");
        if (type == boolean.class) return Parameter.choice(name, "false", "true");
        if (type.isEnum() && type.getEnumConstants().length > 0)
            return Parameter.choice(name, words(type).toArray(String[]::new));
        if (type != int.class)
            throw new IllegalArgumentException(
                    trouble + type.getSimpleName() + "; allowed: int, boolean, an enum with constants");
        if (range == null) return Parameter.number(name, fallback, Range.MIN, Range.MAX);
        if (range.value() < range.min() || range.value() > range.max())
            throw new IllegalArgumentException(
                    trouble + range.value() + " unless typed; its @Range: " + range.min() + " to " + range.max());
        return Parameter.number(name, range.value(), range.min(), range.max());
    }

    private static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    /** What the constructor has against the values that hold unless typed; null if nothing. */
    private String refusal() {
        try {
            make(new Protocols.Entry(file, file, parameters, this::make).complete(Map.of()));
            return null;
        } catch (IllegalArgumentException e) {
            if (e.getCause() instanceof IllegalArgumentException) return e.getMessage();
            throw e;
        }
    }

    /** The rules, from a value for each parameter. @throws IllegalArgumentException what the constructor has against them */
    Protocol make(Map<String, Object> values) {
        Object[] arguments = IntStream.range(0, types.size())
                .mapToObj(
                        i -> argument(types.get(i), values.get(parameters.get(i).name())))
                .toArray();
        try {
            return (Protocol) constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused && refused.getMessage() != null)
                throw new IllegalArgumentException(refused.getMessage(), refused);
            throw failed(e.getCause());
        } catch (LinkageError e) { // a static field whose value could not be computed, among others
            throw failed(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("a public record can be made", e);
        }
    }

    private static Object argument(Class<?> type, Object value) {
        if (type == int.class) return value;
        return type == boolean.class
                ? Boolean.valueOf(value.toString())
                : type.getEnumConstants()[words(type).indexOf(value.toString())];
    }

    private IllegalArgumentException failed(Throwable thrown) {
        String where = SourceFile.blame(thrown);
        return new IllegalArgumentException(where == null ? file + ": " + thrown : where, thrown);
    }
}
