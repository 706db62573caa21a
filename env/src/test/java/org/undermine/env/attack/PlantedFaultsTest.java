package org.undermine.env.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.undermine.protocols.Protocols;
import org.undermine.protocols.Skeleton;

/** Copies of real protocols with one fault each: the contract names the rule at fault, and a small state that shows it. */
class PlantedFaultsTest {
    private static final int POSITIONS = 2_000;

    @TempDir
    private Path folder;

    /**
     * @param copied a protocol's class, or a skeleton
     * @param rule that is named
     * @param blocks of the state that is shown, at the most
     * @param says is said, among other things
     */
    record Fault(String name, String copied, String right, String wrong, String rule, int blocks, String says) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault(
                        "ties broken by number",
                        "Nakamoto",
                        "v.height(block) > v.height(v.head())",
                        "v.height(block) + (block < v.head() ? 1 : 0) > v.height(v.head())",
                        "prefer",
                        3,
                        "with block 1 called 2, block 2 called 1 it is to be block 2, and is block 1"),
                new Fault(
                        "a quorum by number",
                        "votes",
                        "view.smallest(votes.minus(own), k - 1 - own.size())",
                        "BlockSet.of(votes.minus(own).first())",
                        "mine",
                        4,
                        "A number is only a name"),
                new Fault(
                        "a block outside the view",
                        "Nakamoto",
                        "return Draft.extending(v.head());",
                        "int top = 0; for (int b = 0; b <= v.known().last(); b++) top = Math.max(top, v.height(b));"
                                + "return Draft.extending(v.head());",
                        "mine",
                        3,
                        "far defenders: the rule asks about block 1, which is not in the view"),
                new Fault(
                        "a field that changes",
                        "Nakamoto",
                        "@Override\n    public int prefer(View v, int block) {",
                        "private static int asked;\n @Override public int prefer(View v, int block) {"
                                + "if (++asked % 7 == 0) return v.head();",
                        "prefer",
                        2,
                        "and asked the same again"),
                new Fault(
                        "progress that jumps with height",
                        "Nakamoto",
                        "return 1;",
                        "return v.height(block) == 3 ? 10 : 1;",
                        "progress",
                        4,
                        "not to depend on where the root is"),
                new Fault(
                        "progress that depends on who mined",
                        "Nakamoto",
                        "return 1;",
                        "return v.miner(block);",
                        "progress",
                        2,
                        "answered 2 for 1 proofs-of-work in honest play, after 1 for 1"),
                new Fault(
                        "progress that jumps with uncles",
                        "Ethereum",
                        "return preference == Preference.HEIGHT ? 1 : proofs(v, block);",
                        "return v.parents(block).size() > 1 ? 10 : 1;",
                        "progress",
                        4,
                        "answered 10 for a block that brings 2 proofs-of-work into the chain; in honest play it is 1 for 1"),
                new Fault(
                        "a reward for orphans",
                        "Ethereum",
                        "payout.pay(v.miner(block), UNIT + named.size());",
                        "payout.pay(v.miner(block), UNIT); BlockSet all = v.children(v.predecessor(block));"
                                + "for (int o = all.first(); o >= 0; o = all.next(o)) payout.pay(v.miner(o), 1);",
                        "coinbase",
                        3,
                        "where only the block and its ancestors are known"),
                new Fault(
                        "a reward for votes left out",
                        "votes",
                        "BlockSet parents = view.parents(block);",
                        "BlockSet parents = view.votes(view.predecessor(block));",
                        "coinbase",
                        4,
                        "where only the block and its ancestors are known"),
                new Fault(
                        "a reward for strangers",
                        "Nakamoto",
                        "payout.pay(v.miner(block), 1)",
                        "payout.pay(View.DEFENDER, 1)",
                        "coinbase",
                        2,
                        "pays 1 to a defender, who mined none of the block and its ancestors"),
                new Fault(
                        "an unknown parent",
                        "Nakamoto",
                        "Draft.extending(v.head())",
                        "Draft.extending(v.known().last() + 1)",
                        "mine",
                        1,
                        "answered a block on parent 1, which is not in the view"),
                new Fault(
                        "an endless loop",
                        "Nakamoto",
                        "return v.height(block) >",
                        "for (int b = block; v.height(b) > 1; ) b = v.children(b).isEmpty() ? b : v.predecessor(b);"
                                + "return v.height(block) >",
                        "prefer",
                        3,
                        "no answer within 5 seconds; an endless loop?"),
                new Fault(
                        "an exception in a rare state",
                        "Nakamoto",
                        "return v.height(block) >",
                        "return v.height(block) / (v.children(0).size() == 4 ? 0 : 1) >",
                        "prefer",
                        5,
                        "Copy.java:19: ArithmeticException: / by zero"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void are_found(Fault fault) throws IOException {
        String text = text(fault.copied);
        assertTrue(text.contains(fault.right), text);
        Path file = folder.resolve("Copy.java");
        Files.writeString(file, text.replace(fault.right, fault.wrong));
        var entry = Protocols.named(file.toString());
        var contract = new Contract(() -> entry.make().apply(entry.complete(Map.of())), POSITIONS);
        Breach breach = assertThrows(Broken.class, () -> contract.checks().forEach(Check::run))
                .breach();
        assertEquals(fault.rule, breach.rule(), breach.toString());
        assertTrue(breach.said().contains(fault.says), breach.toString());
        assertTrue(breach.blocks() <= fault.blocks, breach.toString());
    }

    private static String text(String copied) throws IOException {
        if (copied.equals("votes")) return Skeleton.of("Copy", true);
        Path source = Path.of("..", "protocols", "src", "main", "java", "org", "undermine", "protocols");
        return Files.readString(source.resolve(copied + ".java"))
                .replaceFirst("package org.undermine.protocols;", "import org.undermine.protocols.*;")
                .replaceAll("\\b" + copied + "\\b", "Copy");
    }
}
