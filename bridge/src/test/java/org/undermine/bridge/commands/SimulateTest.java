package org.undermine.bridge.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks as people and programs type them. */
class SimulateTest {
    private static final int DEEPEST = 100; // blocks that a node may lose at once

    @TempDir
    private Path folder;

    @Test
    void a_report_says_what_each_node_earns() {
        String out = Typed.line("simulate nakamoto -t ring:4 -d exp:2 -n 2000 --shares .4,.3,.2,.1 --adjust 100"
                        + " --confirmations 2 --draw 5")
                .succeeded()
                .out();
        for (String part :
                List.of("nakamoto on ring:4, delay exp:2", "stale ", "efficiency ", "failures ", "n3 ", "root"))
            assertTrue(out.contains(part), out);
    }

    @Test
    void json_has_every_figure_of_an_attack() throws IOException {
        JsonNode json = Typed.line("simulate nakamoto -t gamma:0.5 -n 5000 --policy sm1 -a 0.4 --cutoff 10 --json")
                .json();
        assertEquals("sm1", json.at("/policy").asText());
        assertTrue(
                json.at("/gamma/low").asDouble() < 0.5 && json.at("/gamma/high").asDouble() > 0.5, json.toString());
        assertTrue(json.at("/races").asInt() > 100, json.toString());
        assertTrue(json.at("/exact").asDouble() > 0.4, json.toString());
        assertEquals(3, json.at("/nodes").size());
        double power = 0;
        for (JsonNode node : json.at("/nodes")) power += node.at("/power").asDouble();
        assertEquals(1, power, 1e-12);
        assertTrue(json.at("/nodes/0/attacker").asBoolean());
        assertTrue(json.at("/nodes/0/revenue/mean").asDouble() > 0.4, json.toString());
    }

    @Test
    void a_result_file_is_played_and_its_alpha_is_the_default() throws IOException {
        String file = folder.resolve("r.json").toString();
        Typed.run("attack", "nakamoto", "-a", "0.4", "-g", "0.5", "--cutoff", "6", "-o", file, "-q")
                .succeeded();
        JsonNode json = Typed.run("simulate", "nakamoto", "-t", "gamma:0.5", "-n", "3000", "-p", file, "--json")
                .json();
        assertEquals(0.4, json.at("/alpha").asDouble());
        assertEquals(6, json.at("/attack/cutoff").asInt());
        assertEquals(0, json.at("/restarts").asInt());
    }

    @Test
    void the_same_seed_writes_the_same_trace_to_the_byte() throws IOException {
        for (String what : List.of("nakamoto -p sm1 -a .4 -t clique:4", "tailstorm -t ring:5")) {
            byte[] once = trace(what, 1);
            assertEquals(new String(once), new String(trace(what, 1)));
            assertNotEquals(new String(once), new String(trace(what, 2)));
        }
    }

    private byte[] trace(String what, int seed) throws IOException {
        Path file = folder.resolve("trace");
        Typed.line("simulate " + what + " -d exp:0.5 -i 1 -n 200 --trace " + file + " -s " + seed)
                .succeeded();
        return Files.readAllBytes(file);
    }

    /** Counted a second time from what the trace says of heads. */
    @Test
    void confirmation_failures_are_those_of_the_trace() throws IOException {
        Path file = folder.resolve("trace");
        for (int confirmations = 1; confirmations <= 3; confirmations++) {
            JsonNode json = Typed.line("simulate nakamoto -t clique:5 -d exp:1 -i 1 -n 2000 --json --confirmations "
                            + confirmations + " --trace " + file)
                    .json();
            assertEquals(
                    rewritten(file, confirmations), json.at("/rewritten").asInt(), "confirmations " + confirmations);
            assertTrue(json.at("/rewritten").asInt() > 10, json.toString());
        }
    }

    private static int rewritten(Path trace, int confirmations) throws IOException {
        var parent = new HashMap<Long, Long>();
        var head = new HashMap<String, Long>();
        Set<Long> rewritten = new HashSet<>();
        for (String line : Files.readAllLines(trace)) {
            JsonNode event = new ObjectMapper().readTree(line);
            long block = event.path("block").asLong();
            if (event.path("event").asText().equals("made"))
                parent.put(block, event.at("/parents/0").asLong());
            if (!event.path("event").asText().equals("preferred")) continue;
            Long old = head.put(event.path("node").asText(), block);
            List<Long> kept = chain(parent, block, 2 * DEEPEST);
            List<Long> lost = old == null ? List.of() : chain(parent, old, DEEPEST);
            for (int depth = 0; depth < lost.size(); depth++) // depth 0 has one confirmation
            if (depth + 1 >= confirmations && !kept.contains(lost.get(depth))) rewritten.add(lost.get(depth));
        }
        return rewritten.size();
    }

    /** The head first. */
    private static List<Long> chain(Map<Long, Long> parent, long head, int most) {
        return Stream.iterate(head, b -> b > 0, parent::get).limit(most).toList();
    }

    @Test
    void a_topology_that_is_written_is_read_back() throws IOException {
        Path file = folder.resolve("t.graphml");
        JsonNode once = Typed.line("simulate nakamoto -t random:6,3 -d exp:1 -i 10 -n 500 --json --graphml " + file)
                .json();
        JsonNode again = Typed.line("simulate nakamoto -t " + file + " -i 10 -n 500 --json")
                .json();
        assertEquals(once.at("/nodes"), again.at("/nodes"));
        assertEquals(once.at("/stale"), again.at("/stale"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nakamoto -t star:3                           | topology is star:3; allowed: two-agents, clique:N",
                "nakamoto -t gamma:2                          | topology is gamma:2.0; allowed: gamma from 0 to 1",
                "nakamoto -t random:5,3                       | topology is random:5,3; allowed: a degree",
                "nakamoto -t nowhere.graphml                  | there is no file nowhere.graphml",
                "nakamoto -d const:-2                         | delay is -2.0; allowed: seconds from 0",
                "nakamoto -d norm:2                           | delay is norm:2; allowed: const:SECONDS",
                "nakamoto -i 0                                | interval is 0; allowed: ",
                "nakamoto -n 99                               | activations is 99; allowed: whole numbers from 100",
                "nakamoto -t ring:3 --shares .5,.5            | 2 shares for 3 honest nodes; allowed: one for each",
                "nakamoto -t ring:3 --shares .5,.5,.5         | shares of the honest nodes add up to 1.5; allowed: 1",
                "nakamoto -t ring:3 --shares .5,.6,-.1        | shares is -.1; allowed: 0 to 1",
                "nakamoto -a .3                               | alpha is .3, but nobody attacks; type --policy, too",
                "nakamoto -p sm1                              | alpha is missing",
                "nakamoto -p sm2 -a .3                        | did you mean sm1?",
                "nakamoto -p sm1 -a 1.3                       | alpha is 1.3; allowed: 0 to 1",
                "nakamoto -p sm1 -a .3 --space fc16           | space is fc16, which has no blocks",
                "ghostdag --confirmations 2                   | confirmations is 2; allowed: 0, for this protocol has no chain",
                "nakamoto --adjust -1                         | adjust is -1; allowed: whole numbers from 0",
                "nakamoto -d const:1e6 -i 1 -n 1e5            | nodes disagree on more than 4096 blocks",
                "nakamoto --trace /nowhere/t                  | cannot write /nowhere/t: there is no folder"
            })
    void bad_input_is_one_line(String line, String says) {
        String refusal = Typed.line("simulate " + line).refusal(2);
        assertTrue(refusal.contains(says), refusal);
    }

    @Test
    void bad_files_are_one_line_and_nothing_is_written() throws IOException {
        Path file = folder.resolve("t.graphml");
        Path trace = folder.resolve("trace");
        for (var content : Map.of(
                        "<graphml", "t.graphml: not GraphML, line 1",
                        "<graphml><graph><node id='a'/><node id='b'/></graph></graphml>",
                                "the topology is not connected: nothing gets from a to b")
                .entrySet()) {
            Files.writeString(file, content.getKey());
            String refusal = Typed.line("simulate nakamoto -t " + file + " --trace " + trace)
                    .refusal(2);
            assertTrue(refusal.contains(content.getValue()), refusal);
        }
        Typed.line("simulate nakamoto -d const:1e6 -i 1 -n 1e5 --trace " + trace)
                .refusal(2);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
    }
}
