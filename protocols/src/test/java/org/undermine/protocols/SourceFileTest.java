package org.undermine.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SourceFileTest {
    private static final String RULES = """
            {
                public Draft mine(View v) { return Draft.extending(v.head()); }
                public int prefer(View v, int block) { return v.height(block) > v.height(v.head()) ? block : v.head(); }
                public int progress(View v, int block) { return 1; }
                public void coinbase(View v, int block, Payout payout) { payout.pay(v.miner(block), 1); }
            """;

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("Mine.java");
    }

    private String written(String text) throws IOException {
        return Files.writeString(file(), text).toString();
    }

    /** A chain with these components and with more in its body. */
    private String chain(String components, String body) throws IOException {
        return written("import org.undermine.protocols.*;\npublic record Mine(" + components + ") implements Protocol "
                + RULES + body + "\n}\n");
    }

    private static Protocol made(String name, Map<String, ?> typed) {
        var entry = Protocols.named(name);
        return entry.make().apply(entry.complete(typed));
    }

    private static String refusal(String name) {
        String line = assertThrows(IllegalArgumentException.class, () -> made(name, Map.of()))
                .getMessage();
        assertEquals(1, line.lines().count(), line);
        return line;
    }

    @Test
    void a_file_is_a_protocol_like_others() throws IOException {
        String name = chain("", "");
        var entry = Protocols.named(name);
        assertEquals(List.of(name, name, List.of()), List.of(entry.name(), entry.source(), entry.parameters()));
        Protocol rules = made(name, Map.of());
        var ledger = new Ledger(rules, 1);
        int block = ledger.append(rules.mine(ledger.view(View.DEFENDER, 0)), View.DEFENDER);
        assertEquals(block, rules.prefer(ledger.view(View.ATTACKER, 0), block));
        assertEquals(List.of("Mine.java"), left());
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    @Test
    void a_path_may_be_relative() throws IOException {
        String absolute = chain("", "");
        Path here = Path.of("").toAbsolutePath();
        String name = here.relativize(Path.of(absolute)).toString();
        assertEquals(name, Protocols.named(name).name());
        assertSame(made(absolute, Map.of()).getClass(), made(name, Map.of()).getClass());
    }

    @Test
    void components_are_parameters() throws IOException {
        String name = chain(
                "int n, @Range(min = 0, max = 9, value = 4) int max_votes, Scheme scheme, boolean strict",
                "enum Scheme { CONSTANT, TARGETED_DISCOUNT }");
        assertEquals(
                List.of(
                        Parameter.number("n", 1, 1, 128),
                        Parameter.number("max-votes", 4, 0, 9),
                        Parameter.choice("scheme", "constant", "targeted-discount"),
                        Parameter.choice("strict", "false", "true")),
                Protocols.named(name).parameters());
        assertEquals(
                "Mine[n=1, max_votes=4, scheme=CONSTANT, strict=false]",
                made(name, Map.of()).toString());
        Map<String, String> typed = Map.of("n", "7", "max-votes", "0", "scheme", "targeted-discount", "strict", "true");
        assertEquals(
                "Mine[n=7, max_votes=0, scheme=TARGETED_DISCOUNT, strict=true]",
                made(name, typed).toString());
        assertThrows(IllegalArgumentException.class, () -> made(name, Map.of("max-votes", 10)));
    }

    @Test
    void without_a_range_the_constructor_says_where_to_begin() throws IOException {
        String name = chain(
                "int k, int quorum",
                "public Mine { if (k < 3) throw new IllegalArgumentException(\"k >= 3, got k=\" + k); }");
        assertEquals("Mine[k=3, quorum=3]", made(name, Map.of()).toString());
        var refused = assertThrows(IllegalArgumentException.class, () -> made(name, Map.of("k", 2)));
        assertEquals("k >= 3, got k=2", refused.getMessage());
    }

    @Test
    void what_holds_unless_typed_must_make_rules() throws IOException {
        String line = refusal(chain(
                "@Range(value = 1) int k",
                "public Mine { if (k < 3) throw new IllegalArgumentException(\"k >= 3, got k=\" + k); }"));
        assertTrue(line.startsWith(file() + ": ") && line.endsWith("they are refused: k >= 3, got k=1"), line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "String scheme                            | parameter scheme is String; allowed: int, boolean, an enum",
                "Integer n                                | parameter n is Integer; allowed: int",
                "Empty e                                  | parameter e is Empty; allowed: int",
                "@Range(value = 1) boolean b              | parameter b is boolean; @Range is for an int",
                "@Range(min = 2, max = 4, value = 1) int k| parameter k is 1 unless typed; its @Range: 2 to 4"
            })
    void other_components_are_refused(String components, String says) throws IOException {
        String line = refusal(chain(components, "enum Empty { }"));
        assertTrue(line.startsWith(file() + ": " + says), line);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("\n\npublic record Mine() { int x = y; }", ":3: field declaration must be static"),
                Arguments.of("class A { int x = y; }", ":1: cannot find symbol; symbol: variable y; location: class A"),
                Arguments.of("class A {\n int x = y;\n int z = u + v; }", "class A (and 2 more errors)"),
                Arguments.of("class A {\n int x = y + z; }", "class A (and 1 more error)"),
                Arguments.of("import org.undermine.env.Scenario;", ":1: package org.undermine.env does not exist"),
                Arguments.of(
                        "public record Yours() {}", ":1: class Yours is public, should be declared in a file named"),
                Arguments.of("record Mine() {}", ": no public record; a protocol is a public record that implements"),
                Arguments.of("", ": no public record"),
                Arguments.of("public class Mine {}", ": Mine is no record"),
                Arguments.of("public record Mine() {}", ": Mine does not implement org.undermine.protocols.Protocol"));
    }

    @ParameterizedTest
    @MethodSource
    void wrong(String text, String says) throws IOException {
        String line = refusal(written(text));
        assertTrue(line.startsWith(file() + ":") && line.contains(says), line);
    }

    @Test
    void what_cannot_be_read_is_said() throws IOException {
        assertEquals("there is no file " + file() + " with a protocol's rules", refusal(file().toString()));
        Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe, 'x'});
        assertEquals(file() + " is no text in UTF-8", refusal(file().toString()));
        Path nested = Files.createDirectory(folder.resolve("Nested.java"));
        assertEquals(nested + " is a folder, not a protocol's file", refusal(nested.toString()));
        assertTrue(refusal("\0.java").contains("is no path of a file"));
        assertEquals("there is no file .java with a protocol's rules", refusal(".java"));
    }

    @Test
    void a_runtime_without_compiler_is_told_so() throws IOException {
        String name = chain("", "");
        var e = assertThrows(IllegalArgumentException.class, () -> SourceFile.entry(name, null));
        assertTrue(e.getMessage().startsWith(name + " cannot be compiled: a JDK is needed"), e.getMessage());
    }

    @Test
    void a_constructor_that_fails_is_named_by_its_line() throws IOException {
        assertEquals(
                file() + ":7: ArithmeticException: / by zero",
                refusal(chain("int k", "public Mine { k = 1 / (k - k); }")));
        assertEquals(
                file() + ":7: ArithmeticException: / by zero",
                refusal(chain("", "static final int BAD = 1 / Integer.parseInt(\"0\");")));
    }

    @Test
    void a_rule_that_fails_is_named_by_its_line() throws IOException {
        Protocol rules = made(chain("", "public int unit() {\n int[] none = {}; return none[1]; }"), Map.of());
        var thrown = assertThrows(ArrayIndexOutOfBoundsException.class, rules::unit);
        String where = file() + ":8: ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 0";
        assertEquals(where, SourceFile.blame(thrown));
        assertEquals(where, SourceFile.blame(new IllegalStateException("in a worker", thrown)));
        assertNull(SourceFile.blame(new IllegalStateException("elsewhere")));
    }

    @Test
    void a_content_is_compiled_once() throws IOException {
        String name = chain("", "");
        Class<?> first = made(name, Map.of()).getClass();
        assertSame(first, made(name, Map.of()).getClass());
        assertEquals(made(name, Map.of()), made(name, Map.of()));
        chain("int k", "");
        Class<?> second = made(name, Map.of()).getClass();
        assertNotSame(first, second);
        chain("", "");
        assertSame(first, made(name, Map.of()).getClass());
    }

    @Test
    void a_copy_of_a_protocol_that_is_here_is_the_copy() throws IOException {
        Path copy = folder.resolve("Nakamoto.java");
        Files.writeString(
                copy,
                "package org.undermine.protocols;\npublic record Nakamoto() implements Protocol " + RULES
                        + "public int k() { return Other.K; }\n}\nclass Other { static final Integer K = 5; }\n");
        Protocol rules = made(copy.toString(), Map.of());
        assertNotSame(Nakamoto.class, rules.getClass());
        assertEquals(5, rules.k());
    }

    @Test
    void this_java_has_a_compiler() {
        assertTrue(ToolProvider.getSystemJavaCompiler() != null, "the tests above need a JDK");
    }
}
