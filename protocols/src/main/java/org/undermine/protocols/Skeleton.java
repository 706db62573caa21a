package org.undermine.protocols;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import javax.lang.model.SourceVersion;

/** The text of a protocol to begin with: commented rules that work as they are. */
public final class Skeleton {
    private static final String NAME = "Mine";

    private static final Set<String> NO_TYPES = Set.of("permits", "record", "sealed", "var", "yield");

    private Skeleton() {}

    /**
     * @param name of the record, and so of the file
     * @param votes whether blocks collect votes, or form a chain and nothing else
     * @throws IllegalArgumentException one line, if no Java type can have that name
     */
    public static String of(String name, boolean votes) {
        if (!SourceVersion.isName(name) || name.contains(".") || NO_TYPES.contains(name))
            throw new IllegalArgumentException("'" + name + "' is no name of a Java type; allowed: such as " + NAME);
        if (exists(Protocol.class.getPackageName(), name) || exists("java.lang", name))
            throw new IllegalArgumentException(name + " is the name of a type that rules use; choose another");
        try (InputStream text = Skeleton.class.getResourceAsStream(votes ? "votes.txt" : "chain.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("\\b" + NAME + "\\b", Matcher.quoteReplacement(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean exists(String pack, String type) {
        try {
            Class.forName(pack + "." + type, false, Skeleton.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) { // the latter where a name differs in case alone
            return false;
        }
    }
}
