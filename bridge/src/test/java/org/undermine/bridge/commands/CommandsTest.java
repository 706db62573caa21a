package org.undermine.bridge.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.env.Systems;
import org.undermine.protocols.Parameter;
import org.undermine.protocols.Protocols;

/** Commands as people and programs type them. */
class CommandsTest {
    @TempDir
    private Path folder;

    @Test
    void help_lists_every_command() {
        String help = Typed.run("--help").succeeded().out();
        for (String command : List.of(
                "protocols",
                "attack",
                "break-even",
                "sweep",
                "check",
                "evaluate",
                "explain",
                "export",
                "solve",
                "play",
                "simulate",
                "train",
                "consistency",
                "bench",
                "new",
                "verify",
                "live",
                "miner",
                "gateway",
                "notebook",
                "python",
                "test")) assertTrue(help.contains("\n  " + command + " "), command);
        assertEquals(help, Typed.run().succeeded().out());
    }

    @Test
    void help_of_a_protocol_lists_its_options_with_their_ranges() {
        for (var entry : Protocols.all()) {
            String help =
                    Typed.run("attack", entry.name(), "--help").succeeded().out();
            for (Parameter p : entry.parameters()) {
                assertTrue(help.contains("--" + p.name()), help);
                assertTrue(help.contains(p.range() + " (default: " + p.fallback() + ")"), help);
            }
        }
        String help = Typed.run("attack", "nakamoto", "--help").out();
        for (String text : List.of("withholding, free, fc16, aft20", "withholding 30", "fc16 95", "from 1"))
            assertTrue(help.replaceAll("\\s+", " ").contains(text), help);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "protocols",
                "attack",
                "break-even",
                "sweep",
                "check",
                "evaluate",
                "explain",
                "play",
                "simulate",
                "train",
                "bench",
                "new",
                "verify",
                "live",
                "miner",
                "gateway"
            })
    void help_says_nothing_on_standard_error(String command) {
        Typed typed = Typed.run(command, "--help").succeeded();
        assertEquals("", typed.err());
        assertTrue(typed.out().startsWith("Usage: undermine " + command));
    }

    @Test
    void protocols_are_listed_for_programs() throws IOException {
        JsonNode list = Typed.line("protocols --json").json();
        assertEquals(Systems.all().size(), list.size());
        JsonNode nakamoto = list.get(0);
        assertEquals(List.of("name", "parameters", "spaces", "policies", "ceiling", "source"), names(nakamoto));
        assertEquals("nakamoto", nakamoto.path("name").asText());
        assertTrue(nakamoto.path("ceiling").isBoolean());
    }

    @ParameterizedTest
    @CsvSource({
        "attack nakamoto --alpha 0.35 --gamma 0 --space fc16 --cutoff 30",
        "attack --gamma 0 --cutoff=30 -a0.35 --space fc16 nakamoto"
    })
    void an_attack_is_one_object(String line) throws IOException {
        JsonNode result = Typed.line(line + " --json").json();
        for (String name : List.of(
                "undermine",
                "protocol",
                "parameters",
                "attack",
                "alpha",
                "gamma",
                "model",
                "optimum",
                "ceiling",
                "honest",
                "seconds")) assertTrue(result.has(name), name);
        assertFalse(result.has("policy"));
        double lower = result.at("/optimum/lower").asDouble();
        double upper = result.at("/optimum/upper").asDouble();
        assertTrue(lower <= upper && upper - lower <= 1e-6);
        assertTrue(lower > 0.3700 && upper < 0.37078); // FC 2016, table 2, without truncation: 0.37077
        assertTrue(result.path("ceiling").asDouble() >= lower);
    }

    @Test
    void a_fraction_is_a_share() throws IOException {
        JsonNode result = Typed.line("attack nakamoto --alpha 1/3 --gamma 1/2 --cutoff 4 --json")
                .json();
        assertEquals(1 / 3.0, result.path("alpha").doubleValue());
        assertEquals(0.5, result.path("gamma").doubleValue());
    }

    @Test
    void people_are_told_what_an_attack_looks_like() {
        String told = Typed.line("attack nakamoto --alpha 0.4 --gamma 0.5 --space fc16 --cutoff 20")
                .succeeded()
                .out();
        for (String text :
                List.of("best attack", "proved", "ceiling", "honest play", "gain", "adopt", "a    0", "check FILE"))
            assertTrue(told.contains(text), told);
        assertTrue(told.lines().count() < 40 && told.lines().allMatch(line -> line.length() <= 130), told);
    }

    @Test
    void where_nothing_pays_it_says_so() {
        String told = Typed.line("attack nakamoto --alpha 0.2 --gamma 0 --space fc16 --cutoff 10 -q")
                .succeeded()
                .out();
        assertTrue(told.contains("gain          none"), told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"withholding", "fc16", "free"})
    void a_written_result_is_checked_and_played(String space) throws IOException {
        String file = folder.resolve("r.json").toString();
        JsonNode attack = Typed.line(
                        "attack nakamoto -a .4 -g .5 --cutoff 6 --space " + space + " -o " + file + " --json")
                .json();
        assertEquals(List.of("r.json"), left());
        JsonNode check = Typed.run("check", file, "--json").json();
        assertTrue(check.path("holds").asBoolean() && !check.path("proved").isEmpty());
        JsonNode played = Typed.line("evaluate nakamoto --policy " + file + " --steps 200000 --json")
                .json();
        assertEquals(0.4, played.path("alpha").asDouble());
        assertEquals(attack.path("attack"), played.path("attack"));
        assertEquals(
                attack.at("/optimum/lower").asDouble(), played.path("exact").asDouble(), 1e-9);
        assertTrue(played.at("/revenue/low").asDouble() < played.path("exact").asDouble()
                && played.path("exact").asDouble() < played.at("/revenue/high").asDouble());
    }

    @Test
    void a_result_for_another_model_is_not_played() {
        String file = folder.resolve("r.json").toString();
        Typed.line("attack nakamoto -a .4 --cutoff 5 -o " + file).succeeded();
        String refusal =
                Typed.line("evaluate nakamoto --cutoff 6 --policy " + file).refusal(2);
        assertTrue(refusal.contains("another model"), refusal);
    }

    @Test
    void an_edited_result_is_refused() throws IOException {
        Path file = folder.resolve("r.json");
        Typed.line("attack nakamoto -a .4 --cutoff 5 -o " + file).succeeded();
        Files.writeString(file, Files.readString(file).replace("\"alpha\":0.4", "\"alpha\":0.3"));
        Typed typed = Typed.run("check", file.toString());
        assertTrue(typed.status() == 1 || typed.status() == 2);
        assertEquals(1, typed.err().lines().count());
    }

    @Test
    void the_same_seed_plays_the_same_game() throws IOException {
        String line = "evaluate nakamoto --policy sm1 -a .4 --cutoff 10 --steps 50000 --json --seed ";
        JsonNode one = Typed.line(line + 7).json();
        assertEquals(
                List.of(
                        "protocol",
                        "parameters",
                        "attack",
                        "alpha",
                        "gamma",
                        "policy",
                        "steps",
                        "seed",
                        "cutoffs",
                        "revenue",
                        "exact",
                        "seconds"),
                names(one));
        assertEquals(one.path("revenue"), Typed.line(line + 7).json().path("revenue"));
        assertFalse(one.path("revenue").equals(Typed.line(line + 8).json().path("revenue")));
    }

    @Test
    void a_trained_agent_is_kept_and_played() throws IOException {
        String file = folder.resolve("a.zip").toString();
        JsonNode trained = Typed.line("train nakamoto -a .45 --space fc16 --cutoff 6 --steps 20000 --json -o " + file)
                .json();
        assertEquals(List.of("a.zip"), left());
        double exact = trained.path("exact").asDouble();
        assertTrue(exact <= trained.at("/optimum/upper").asDouble());
        assertEquals(
                trained.at("/optimum/upper").asDouble() - exact,
                trained.path("gap").asDouble());
        JsonNode played = Typed.line("evaluate nakamoto --steps 10000 --json --policy " + file)
                .json();
        assertEquals(exact, played.path("exact").asDouble(), 1e-9);
        assertEquals(trained.path("attack"), played.path("attack"));
        String refusal =
                Typed.line("evaluate nakamoto --space free --policy " + file).refusal(2);
        assertTrue(refusal.contains("was trained to see another attack: nakamoto, fc16"), refusal);
    }

    @Test
    void only_the_same_training_is_resumed() throws IOException {
        String file = folder.resolve("q.zip").toString();
        Typed.line("train nakamoto -a .4 --cutoff 4 --agent q --steps 20000 -q -o " + file)
                .succeeded();
        String line = "train nakamoto -q --steps 20000 --resume " + file;
        byte[] before = Files.readAllBytes(Path.of(file));
        for (String other : List.of("-g .4 --cutoff 4", "", "--cutoff 4 --agent ppo"))
            assertTrue(
                    Typed.line((line + " " + other).strip()).refusal(2).contains("; only that can be resumed"), other);
        Typed.line(line + " --cutoff 4").succeeded();
        assertArrayEquals(before, Files.readAllBytes(Path.of(file)), "nothing was left to do");
    }

    @Test
    void one_agent_is_trained_for_a_range() throws IOException {
        String file = folder.resolve("g.zip").toString();
        JsonNode trained = Typed.line("train nakamoto -a .3:.45 -g 0:1 --cutoff 4 --steps 60000 --json -o " + file)
                .json();
        assertEquals(12, trained.path("points").size());
        double share = 0;
        for (JsonNode point : trained.path("points"))
            share += point.path("exact").asDouble()
                    / point.at("/optimum/lower").asDouble()
                    / trained.path("points").size();
        assertEquals(trained.path("share").asDouble(), share, 1e-9);
        JsonNode last = trained.path("points").get(11);
        String at = " -a " + last.path("alpha").asText() + " -g "
                + last.path("gamma").asText();
        JsonNode played = Typed.line("evaluate nakamoto -n 1000 --json --policy " + file + at)
                .json();
        assertEquals(last.path("exact").asDouble(), played.path("exact").asDouble(), 1e-9);
        Typed.line("explain -q " + file + at).succeeded();
        Typed.line("attack nakamoto -q --start " + file + at).succeeded();
        String evaluate = "evaluate nakamoto --policy " + file;
        assertTrue(Typed.line(evaluate).refusal(2).contains("alpha is missing"));
        assertTrue(Typed.line(evaluate + " -a .4").refusal(2).contains("gamma is missing"));
        assertTrue(Typed.line(evaluate + " -a .2 -g 0").refusal(2).endsWith("the agent was trained for 0.3 to 0.45"));
    }

    @Test
    void a_named_policy_becomes_a_proof_that_a_search_can_start_from() throws IOException {
        String file = folder.resolve("sm1.json").toString();
        JsonNode played = Typed.line("evaluate nakamoto --policy sm1 -a .4 --cutoff 12 --width .05 --json -o " + file)
                .json();
        double lower = played.at("/optimum/lower").asDouble();
        assertEquals(played.path("exact").asDouble(), lower, 1e-8);
        assertTrue(played.at("/revenue/high").asDouble()
                        - played.at("/revenue/low").asDouble()
                <= 0.05);
        String proved = Typed.line("check " + file).succeeded().out();
        assertTrue(proved.contains("earns at least " + lower + " in this model"), proved);
        JsonNode found = Typed.line("attack nakamoto --json --start " + file).json();
        assertEquals(0.4, found.path("alpha").asDouble());
        assertEquals(played.path("attack"), found.path("attack"));
        assertTrue(found.at("/optimum/lower").asDouble() > lower
                && found.at("/optimum/lower").asDouble()
                        <= played.at("/optimum/upper").asDouble());
        assertEquals(file, found.at("/start/policy").asText());
        assertTrue(found.at("/start/sweeps").asDouble() > 0
                && found.at("/start/saved").isNumber());
        String told = Typed.line("attack nakamoto --start " + file).succeeded().out();
        assertTrue(told.contains(" sweeps from " + file), told);
    }

    @Test
    void a_policy_is_explained_and_agents_of_other_protocols_are_refused() throws IOException {
        String sm1 = folder.resolve("sm1.json").toString();
        Typed.line("evaluate nakamoto --policy sm1 -a .4 --cutoff 8 -n 1000 -o " + sm1)
                .succeeded();
        JsonNode told = Typed.line("explain --json " + sm1).json();
        assertEquals(told.at("/policy/exact").asDouble(), told.at("/list/exact").asDouble(), 1e-3);
        assertTrue(told.path("reached").asBoolean()
                && told.at("/optimum/upper").asDouble()
                        > told.at("/policy/exact").asDouble());
        assertEquals(
                "wait, or override",
                told.path("lines")
                        .get(told.path("lines").size() - 1)
                        .path("action")
                        .asText());
        String text = Typed.line("explain " + sm1).succeeded().out();
        assertTrue(text.contains("if h > a: adopt") && text.contains("best attack"), text);

        String agent = folder.resolve("a.zip").toString();
        Typed.line("train nakamoto -a .45 --cutoff 6 --steps 6000 -q -o " + agent)
                .succeeded();
        JsonNode learned = Typed.line("explain --json --lines 30 " + agent).json();
        assertEquals(0, learned.path("untold").asDouble(), 1e-9);
        assertTrue(learned.path("reached").asBoolean(), learned.toString());
        JsonNode dice = Typed.line("evaluate nakamoto --json -n 1000 -o " + sm1 + " --policy " + agent)
                .json();
        assertEquals(dice.path("exact").asDouble(), learned.at("/policy/exact").asDouble(), 1e-9);
        Typed.line("check " + sm1).succeeded();
        Typed.line("attack nakamoto -q --start " + agent).succeeded();
        String refusal =
                Typed.line("evaluate ethereum-byzantium --policy " + agent).refusal(2);
        assertTrue(refusal.endsWith("was trained on nakamoto, not on ethereum-byzantium"), refusal);
    }

    private static List<String> names(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }
}
