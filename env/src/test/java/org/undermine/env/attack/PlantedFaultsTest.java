package org.undermine.env.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.Protocols;
import org.undermine.protocols.Skeleton;

/** Copies of real protocols with one fault each: the contract names the rule at fault. */
class PlantedFaultsTest {
    private static final int POSITIONS = 2_000;

    @TempDir
    private Path folder;

    private Protocol protocol(String copied, String right, String wrong) throws IOException {
        String text = text(copied);
        assertTrue(text.contains(right), text);
        Path file = folder.resolve("Copy.java");
        Files.writeString(file, text.replace(right, wrong));
        var entry = Protocols.named(file.toString());
        return entry.make().apply(entry.complete(Map.of()));
    }

    private static String text(String copied) throws IOException {
        if (copied.equals("chain") || copied.equals("votes")) return Skeleton.of("Copy", copied.equals("votes"));
        Path source = Path.of("..", "protocols", "src", "main", "java", "org", "undermine", "protocols");
        return Files.readString(source.resolve(copied + ".java"))
                .replaceFirst("package org.undermine.protocols;", "import org.undermine.protocols.*;")
                .replaceAll("\\b" + copied + "\\b", "Copy");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a tie broken by number          | Nakamoto | prefer   | called",
                "a quorum by number              | votes    | mine     | called",
                "a block outside the view        | Nakamoto | mine     | which is not in the view",
                "a field that changes            | Nakamoto | prefer   | asked the same again",
                "progress that jumps high up     | Nakamoto | progress | where the root is",
                "progress that jumps by miner    | Nakamoto | progress | in honest play",
                "progress that jumps for uncles  | Ethereum | progress | in honest play it is 1 for 1",
                "a reward for orphans            | Ethereum | coinbase | the block and its ancestors",
                "a reward for strangers          | Nakamoto | coinbase | none of",
                "a reward for votes left out     | votes    | coinbase | the block and its ancestors",
                "a parent nobody knows           | Nakamoto | mine     | which is not in the view",
                "an endless loop                 | Nakamoto | prefer   | no answer within",
                "an exception in a rare state    | Nakamoto | prefer   | ArithmeticException"
            })
    void is_found(String fault, String copied, String rule, String says) throws IOException {
        String[] change = CHANGES.get(fault);
        Protocol protocol = protocol(copied, change[0], change[1]);
        var contract = new Contract(() -> protocol, POSITIONS);
        Breach breach = assertThrows(Broken.class, () -> contract.checks().forEach(Check::run))
                .breach();
        System.err.println(fault + "\n" + breach);
        assertEquals(rule, breach.rule(), breach.toString());
        assertTrue(breach.said().contains(says), breach.toString());
    }

    private static final Map<String, String[]> CHANGES = Map.ofEntries(
            change(
                    "a tie broken by number",
                    "v.height(block) > v.height(v.head())",
                    "v.height(block) + (block < v.head() ? 1 : 0) > v.height(v.head())"),
            change(
                    "a quorum by number              | votes    | mine     | called",
                "a block outside the view",
                    "return Draft.extending(v.head());",
                    "int top = 0; for (int b = 0; b <= v.known().last(); b++) top = Math.max(top, v.height(b));"
                            + " return Draft.extending(top < 0 ? 0 : v.head());"),
            change(
                    "a field that changes",
                    "@Override\n    public int prefer(View v, int block) {",
                    "private static int asked;\n @Override\n public int prefer(View v, int block) {"
                            + " if (++asked % 7 == 0) return v.head();"),
            change("progress that jumps high up", "return 1;", "return v.height(block) == 3 ? 10 : 1;"),
            change("progress that jumps by miner", "return 1;", "return v.miner(block);"),
            change(
                    "progress that jumps for uncles",
                    "return preference == Preference.HEIGHT ? 1 : proofs(v, block);",
                    "return v.parents(block).size() > 1 ? 10 : 1;"),
            change(
                    "a reward for orphans",
                    "payout.pay(v.miner(block), UNIT + named.size());",
                    "payout.pay(v.miner(block), UNIT + named.size());"
                            + " for (int o : v.children(v.predecessor(block)).without(block).stream().toArray())"
                            + " payout.pay(v.miner(o), 1);"),
            change(
                    "a reward for strangers          | Nakamoto | coinbase | none of",
                "a reward for votes left out",
                    "BlockSet parents = view.parents(block);",
                    "BlockSet parents = view.votes(view.predecessor(block));"),
            change("a parent nobody knows", "Draft.extending(v.head())", "Draft.extending(v.known().last() + 1)"),
            change(
                    "an endless loop",
                    "return v.height(block) > v.height(v.head()) ? block : v.head();",
                    "int b = block; while (v.height(b) > 0) b = v.children(b).isEmpty() ? v.predecessor(b) : b;"
                            + " return v.height(block) > v.height(v.head()) ? block : v.head();"),
            change(
                    "an exception in a rare state",
                    "return v.height(block) > v.height(v.head())",
                    "return v.height(block) > v.height(v.head()) / (v.children(0).size() == 4 ? 0 : 1)"));

    private static Map.Entry<String, String[]> change(String fault, String right, String wrong) {
        return Map.entry(fault, new String[] {right, wrong});
    }
}
