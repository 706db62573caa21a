package org.undermine.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.undermine.env.Scenario;
import org.undermine.env.Systems;
import org.undermine.protocols.Kind;

/** Every protocol and space played once and kept as text, so that whatever changes a rule shows what it changes. */
class RecordingsTest {
    private static final Path FOLDER = Path.of("src/test/resources/recordings");
    private static final String REWRITE = "mvn test -pl protocols,env,agents -Dtest=RecordingsTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dundermine.record=true";
    private static final double ALPHA = 0.45;
    private static final double GAMMA = 0.5;
    private static final long SEED = 7;
    private static final int STEPS = 80;
    private static final int WIDTH = 120;

    /** What a protocol and space are played with: few votes a block, and windows that fill. */
    static Stream<Scenario> scenarios() {
        return Systems.all().stream()
                .flatMap(entry -> Scenario.spaces(entry.name()).stream()
                        .map(space -> Scenario.of(entry.name(), options(entry, space))));
    }

    private static Map<String, Object> options(Systems.Entry entry, String space) {
        boolean free = space.equals("free");
        var options = new HashMap<String, Object>(Map.of("space", space, "cutoff", free ? 8 : 5));
        if (entry.parameters().stream().anyMatch(p -> p.name().equals("k"))) options.put("k", free ? 2 : 3);
        return options;
    }

    private static String file(Scenario scenario) {
        return scenario.protocol() + "-" + scenario.space() + ".txt";
    }

    private static List<String> play(Scenario scenario) {
        var lines = new ArrayList<String>();
        lines.add(Narration.command(scenario, ALPHA, GAMMA, null, SEED, STEPS));
        var play = new Playthrough(scenario, ALPHA, GAMMA, SEED, env -> Playthrough.anything(SEED));
        Narration.tell(play, STEPS, lines::add);
        return lines;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void the_recording_is_what_happens(Scenario scenario) throws IOException {
        Path file = FOLDER.resolve(file(scenario));
        List<String> now = play(scenario);
        if (Boolean.getBoolean("undermine.record")) Files.write(file, now);
        assertTrue(Files.exists(file), "no recording " + file + "; this writes it: " + REWRITE);
        List<String> then = Files.readAllLines(file);
        for (int i = 0; i < Math.max(now.size(), then.size()); i++) {
            String was = i < then.size() ? then.get(i) : "(the end)";
            String is = i < now.size() ? now.get(i) : "(the end)";
            if (!was.equals(is))
                fail(file + ", line " + (i + 1) + " in " + step(now, i) + "\nwas: " + was + "\nis:  " + is
                        + "\nIf it should be, this rewrites the recordings: " + REWRITE);
        }
    }

    private static String step(List<String> lines, int at) {
        for (int i = Math.min(at, lines.size() - 1); i >= 0; i--)
            if (lines.get(i).startsWith("step ") || lines.get(i).startsWith("after ")) return lines.get(i);
        return "the head";
    }

    @Test
    void there_is_none_of_anything_else() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> there =
                    files.map(f -> f.getFileName().toString()).sorted().toList();
            assertEquals(scenarios().map(RecordingsTest::file).sorted().toList(), there);
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void it_fits_the_page_and_shows_what_there_is(Scenario scenario) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve(file(scenario)));
        for (String line : lines) {
            assertTrue(line.length() <= WIDTH || line.startsWith("undermine play"), line);
            assertTrue(line.chars().allMatch(c -> c >= ' ' && c <= '~'), line);
        }
        if (!scenario.hasBlocks()) return;
        String text = String.join("\n", lines);
        var shown = new ArrayList<>(List.of("withheld", "in flight", "agreed #", "sent #"));
        if (scenario.rules().prefers()) shown.addAll(List.of("lost #", "<- attacker"));
        String unit = scenario.rules().votes() ? "vote" : "block";
        shown.addAll(List.of("the attacker's " + unit, "a defender's " + unit));
        if (!scenario.rules().needsProof(Kind.SUMMARY)) shown.add("a summary");
        for (String what : shown) assertTrue(text.contains(what), file(scenario) + " never shows: " + what);
    }
}
