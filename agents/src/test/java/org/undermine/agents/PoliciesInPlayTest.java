package org.undermine.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.undermine.agents.exact.Study;
import org.undermine.env.AttackEnv;
import org.undermine.env.Scenario;
import org.undermine.env.attack.Chronicle;
import org.undermine.protocols.Parameter;
import org.undermine.protocols.Protocols;

/** What every named policy does in every registered protocol. */
class PoliciesInPlayTest {
    private static final double ALPHA = 0.4;
    private static final double[] GAMMAS = {0, 0.5};
    private static final long STEPS = 5_000;
    private static final double WIDER = 1.6; // 99 % intervals, of which some 200 are to hold at once

    /** The spaces of every protocol, small ones, for k = 2 and 3 where there is a k. */
    static Stream<Scenario> small() {
        return Protocols.all().stream().flatMap(entry -> small(entry, List.of(2, 3), false));
    }

    /** The same with every choice that the parameters leave. */
    static Stream<Scenario> smallest() {
        return Protocols.all().stream().flatMap(entry -> small(entry, List.of(2, 3), true));
    }

    private static Stream<Scenario> small(Protocols.Entry entry, List<Integer> ks, boolean everyChoice) {
        List<Map<String, Object>> typed = new ArrayList<>(List.of(Map.of()));
        for (Parameter p : entry.parameters()) {
            if (p.name().equals("k")) typed = times(typed, "k", ks);
            else if (everyChoice && !p.hasNumbers()) typed = times(typed, p.name(), p.values());
        }
        return typed.stream()
                .flatMap(t -> Stream.of("withholding", "free")
                        .filter(space -> Scenario.spaces(entry.name()).contains(space))
                        .map(space -> in(entry.name(), t, space)));
    }

    private static List<Map<String, Object>> times(List<Map<String, Object>> typed, String name, List<?> values) {
        var all = new ArrayList<Map<String, Object>>();
        for (var t : typed)
            for (Object value : values) {
                var more = new LinkedHashMap<>(t);
                more.put(name, value);
                all.add(more);
            }
        return all;
    }

    private static Scenario in(String protocol, Map<String, Object> typed, String space) {
        var more = new LinkedHashMap<>(typed);
        more.put("space", space);
        return Scenario.of(protocol, more);
    }

    /** The largest table of few states, up to a cutoff. */
    private static Study study(Scenario scenario, int cutoff, int states) {
        Study largest = null;
        for (int c = scenario.space().equals("free") ? 3 : 1; c <= cutoff; c++) {
            var study = compiled(scenario.withCutoff(c), largest == null ? Integer.MAX_VALUE : states);
            if (study == null) break;
            largest = study;
        }
        return largest;
    }

    private static Study compiled(Scenario scenario, int states) {
        try {
            return Study.of(scenario, explored -> {
                if (explored > states) throw new CancellationException();
            });
        } catch (CancellationException e) {
            return null;
        }
    }

    @ParameterizedTest
    @MethodSource("small")
    void dice_agree_with_the_exact_value(Scenario wide) {
        Study study = study(wide, wide.space().equals("free") ? 5 : 4, 4_000);
        Scenario scenario = study.scenario();
        for (String policy : Policies.names(scenario))
            for (double gamma : GAMMAS) {
                Agent agent = Policies.named(scenario, policy);
                double exact = study.value(agent, ALPHA, gamma);
                var dice = Arena.evaluate(scenario.plainEnv(ALPHA, gamma), agent, STEPS, 3, n -> {});
                assertTrue(
                        Math.abs(exact - dice.mean()) <= WIDER * (dice.high() - dice.mean()),
                        policy + " at gamma " + gamma + ": " + exact + " and " + dice);
            }
    }

    @ParameterizedTest
    @MethodSource("smallest")
    void honest_play_earns_alpha(Scenario scenario) {
        Study study = study(scenario, scenario.space().equals("free") ? 4 : 2, 4_000);
        Agent honest = Policies.named(study.scenario(), "honest");
        for (double gamma : GAMMAS)
            for (double alpha : new double[] {0.1, ALPHA, 0.7})
                assertEquals(alpha, study.value(honest, alpha, gamma), 1e-9, "gamma " + gamma);
    }

    /** A block that is found is sent with the next decision after which time passes. */
    @ParameterizedTest
    @MethodSource("small")
    void honest_play_withholds_nothing(Scenario scenario) {
        var env = (AttackEnv) scenario.env(ALPHA, 0.5);
        Agent honest = Policies.named(scenario, "honest");
        var chronicle = env.chronicle();
        float[] seen = new float[env.features().size()];
        boolean[] legal = new boolean[env.actions().size()];
        int append = env.features().stream().map(f -> f.name()).toList().indexOf("append");
        boolean free = scenario.space().equals("free");
        var continues = new TreeSet<Integer>();
        env.reset(5);
        for (int t = 0; t < 1_000; t++) {
            env.observe(seen, 0);
            env.legal(legal);
            int action = honest.act(seen, legal);
            env.step(action);
            env.observe(seen, 0);
            boolean appended = append >= 0 && seen[append] > 0;
            if (free ? action < 2 : !appended) continues.add(t);
        }
        int checked = 0;
        for (var block : chronicle.blocks()) {
            Integer next = continues.higher(block.found());
            if (block.miner() != Chronicle.Miner.ATTACKER || next == null) continue;
            assertTrue(block.released() >= 0 && block.released() <= next, scenario + ": " + block + " after " + next);
            checked++;
        }
        assertTrue(checked > 100, "only " + checked + " blocks");
    }
}
