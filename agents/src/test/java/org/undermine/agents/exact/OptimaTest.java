package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.agents.Policies;
import org.undermine.env.Scenario;
import org.undermine.env.attack.AttackMdp;
import org.undermine.env.attack.FreeSpace;
import org.undermine.env.attack.Space;
import org.undermine.env.attack.WithholdingSpace;
import org.undermine.env.mdp.Compiler;
import org.undermine.env.mdp.Objective;
import org.undermine.protocols.Nakamoto;

/** Revenues found against revenues published, closed forms, and each other. */
class OptimaTest {
    private static final double THIRD = 1.0 / 3;
    private static final double[] ALPHAS = {0.2, THIRD, 0.4, 0.45};
    private static final double[] GAMMAS = {0, 0.5, 1};

    private static Study study(String space, int cutoff) {
        return study(space, cutoff, Map.of());
    }

    private static Study study(String space, int cutoff, Map<String, Object> more) {
        var typed = new java.util.HashMap<String, Object>(more);
        typed.put("space", space);
        typed.put("cutoff", cutoff);
        return Study.of(Scenario.of("nakamoto", typed), states -> {});
    }

    /** Sapirshtein, Sompolinsky, Zohar, FC 2016; digits beyond theirs recomputed, specs/nakamoto.md. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-9})
    void fc16_at_95_blocks_has_the_published_values(double epsilon) {
        Study fc16 = study("fc16", 95);
        double[][] published = {
            {THIRD, 0, 0.33705}, {0.35, 0, 0.37077337501}, {0.375, 0, 0.42600}, {0.4, 0, 0.48866356159},
            {0.425, 0, 0.56808}, {0.45, 0, 0.66894141445}, {0.475, 0, 0.80183668094}, {0.35, 0.5, 0.43017652681}
        };
        for (double[] p : published) {
            Result result = fc16.attack(p[0], p[1], epsilon);
            assertEquals(p[2], result.optimum().lower(), p[2] * 1e5 == Math.rint(p[2] * 1e5) ? 2e-5 : 1e-10);
            assertTrue(result.optimum().upper() - result.optimum().lower() <= epsilon);
            assertTrue(result.ceilingRatio() >= result.optimum().lower());
        }
    }

    /** Three models that share no transition code, twelve points, each compiled once. */
    @ParameterizedTest
    @ValueSource(ints = {8, 20})
    void three_models_agree_at_equal_fork_limits(int limit) {
        List<Study> models = List.of(study("fc16", limit), study("aft20", limit), study("withholding", limit));
        for (double alpha : ALPHAS)
            for (double gamma : GAMMAS) {
                var found = models.stream()
                        .map(m -> m.attack(alpha, gamma, 1e-9).optimum().lower())
                        .toList();
                assertEquals(found.get(0), found.get(1), 1e-10, alpha + " " + gamma);
                assertEquals(found.get(0), found.get(2), 1e-10, alpha + " " + gamma);
            }
    }

    /** 68 blocks: more than a machine word holds. */
    @Test
    void a_wide_window_follows_the_same_rules() {
        assertEquals(
                study("fc16", 33).attack(0.45, 0.5, 1e-9).optimum().lower(),
                study("withholding", 33).attack(0.45, 0.5, 1e-9).optimum().lower(),
                1e-10);
        assertThrows(
                IllegalArgumentException.class,
                () -> Scenario.of("nakamoto", Map.of("cutoff", 1_000_000)).env(0.4, 0.5));
    }

    @ParameterizedTest
    @CsvSource({
        "8, 0.333333333333333, 0.5, 0.38901121135", "20, 0.333333333333333, 0.5, 0.39183125056",
        "8, 0.45, 0.5, 0.69125883075", "20, 0.45, 0.5, 0.75427796860",
        "8, 0.4, 1, 0.65456170150", "20, 0.4, 1, 0.66657594749"
    })
    void withholding_has_the_known_values(int limit, double alpha, double gamma, double known) {
        assertEquals(
                known,
                study("withholding", limit).attack(alpha, gamma, 1e-9).optimum().lower(),
                1e-9);
    }

    /** specs/attack-model.md, from an independent program. */
    @ParameterizedTest
    @CsvSource({
        "8,  0.37527900351, 0.54415155953, 0.61167085645",
        "10, 0.38382966966, 0.56523870345, 0.65456273695",
        "12, 0.38808831390, 0.58331728574, 0.68533999326"
    })
    void the_free_space_has_the_trial_values(int window, double third, double none, double half) {
        Study free = study("free", window);
        assertEquals(third, free.attack(THIRD, 0.5, 1e-9).optimum().lower(), 1e-9);
        assertEquals(none, free.attack(0.45, 0, 1e-9).optimum().lower(), 1e-9);
        assertEquals(half, free.attack(0.45, 0.5, 1e-9).optimum().lower(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 8})
    void considering_own_blocks_at_once_loses_nothing_on_nakamoto(int window) {
        Study ignored = study("free", window, Map.of("own", "ignored"));
        Study considered = study("free", window);
        for (double[] at : new double[][] {{THIRD, 0.5}, {0.45, 0}, {0.4, 1}})
            assertEquals(
                    considered.attack(at[0], at[1], 1e-9).optimum().lower(),
                    ignored.attack(at[0], at[1], 1e-9).optimum().lower(),
                    1e-10);
    }

    /** Tossing gamma at delivery overstates the optimum: 0.39198. */
    @Test
    void wider_windows_earn_more_but_never_as_much_as_fc16() {
        double narrower = 0;
        for (int window = 3; window <= 16; window++) {
            double optimum =
                    study("free", window).attack(THIRD, 0.5, 1e-8).optimum().upper();
            assertTrue(optimum >= narrower - 1e-8, "window " + window + ": " + optimum + " after " + narrower);
            narrower = optimum;
        }
        assertEquals(0.39106192, narrower, 1e-7);
        assertTrue(narrower < 0.391832);
    }

    @Test
    void merged_and_unmerged_models_have_the_same_optimum() {
        var spaces = new ArrayList<Space>(List.of(
                new WithholdingSpace(new Nakamoto(), 3, false), new WithholdingSpace(new Nakamoto(), 5, false)));
        for (int window = 3; window <= 6; window++) spaces.add(new FreeSpace(window, false));
        for (int window = 3; window <= 6; window++) spaces.add(new FreeSpace(window, true));
        for (Space space : spaces) {
            var merged = Compiler.compile(new AttackMdp(new Nakamoto(), space)).table();
            var unmerged =
                    Compiler.compile(AttackMdp.unmerged(new Nakamoto(), space)).table();
            assertTrue(merged.states() <= unmerged.states());
            for (double gamma : GAMMAS)
                assertEquals(
                        Solver.optimum(unmerged.at(0.4, gamma, Objective.PROGRESS), 1e-9)
                                .lower(),
                        Solver.optimum(merged.at(0.4, gamma, Objective.PROGRESS), 1e-9)
                                .lower(),
                        1e-10,
                        space + " gamma " + gamma);
        }
    }

    @Test
    void honest_play_earns_alpha_everywhere() {
        for (Study s : List.of(
                study("withholding", 2),
                study("withholding", 20),
                study("fc16", 20),
                study("aft20", 20),
                study("free", 3),
                study("free", 10),
                study("free", 6, Map.of("own", "ignored")),
                study("free", 8, Map.of("objective", "relative"))))
            for (double alpha : new double[] {0, 0.01, 0.2, THIRD, 0.5, 0.9, 1})
                for (double gamma : GAMMAS) {
                    double value = s.value(Policies.named(s.scenario(), "honest"), alpha, gamma);
                    assertEquals(alpha, value, 1e-14, s.scenario() + " " + gamma);
                }
    }

    /** Eyal and Sirer 2014, equation 8. */
    @Test
    void sm1_earns_its_closed_form() {
        Study withholding = study("withholding", 30);
        Study fc16 = study("fc16", 200);
        for (double a : new double[] {0.1, 0.15, 0.25, 0.3})
            for (double g : GAMMAS) {
                double closed =
                        (a * (1 - a) * (1 - a) * (4 * a + g * (1 - 2 * a)) - a * a * a) / (1 - a * (1 + (2 - a) * a));
                assertEquals(closed, fc16.value(Policies.named(fc16.scenario(), "sm1"), a, g), 1e-9, a + " " + g);
                if (a <= 0.15)
                    assertEquals(closed, withholding.value(Policies.named(withholding.scenario(), "sm1"), a, g), 1e-9);
            }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.25, THIRD, 0.4})
    void at_gamma_one_the_optimum_approaches_its_closed_form(double alpha) {
        double optimum = study("fc16", 95).attack(alpha, 1, 1e-9).optimum().lower();
        assertTrue(optimum <= alpha / (1 - alpha) + 1e-9);
        assertEquals(alpha / (1 - alpha), optimum, 1e-7);
    }

    @Test
    void ceilings_fall_towards_the_optimum_and_never_below() {
        double best = study("fc16", 150).attack(0.4, 0.5, 1e-9).optimum().lower();
        double before = 1;
        for (int limit : new int[] {40, 60, 90}) {
            double ceiling = study("fc16", limit).attack(0.4, 0.5, 1e-9).ceilingRatio();
            assertTrue(ceiling >= best && ceiling < before, limit + ": " + ceiling);
            before = ceiling;
        }
        assertEquals(best, before, 1e-5);
        assertEquals(1, study("fc16", 8).attack(0.5, 0.5, 1e-6).ceilingRatio());
        assertTrue(Double.isNaN(study("fc16", 8, Map.of("objective", "time"))
                .attack(0.3, 0.5, 1e-6)
                .ceilingRatio()));
    }

    @Test
    void without_power_nothing_is_earned_and_with_all_of_it_everything() {
        for (String space : List.of("withholding", "free", "fc16", "aft20"))
            for (double alpha : new double[] {0, 1}) {
                Optimum optimum = study(space, 6).attack(alpha, 0.5, 1e-9).optimum();
                assertEquals(alpha, optimum.lower());
                assertEquals(alpha, optimum.upper());
            }
    }

    @Test
    void more_than_half_of_the_power_is_solved_the_other_way() {
        for (double alpha : new double[] {0.5, 0.8, 0.99}) {
            Optimum fc16 = study("fc16", 9).attack(alpha, 0.5, 1e-7).optimum();
            Optimum withholding =
                    study("withholding", 9).attack(alpha, 0.5, 1e-7).optimum();
            assertTrue(fc16.lower() <= withholding.upper() && withholding.lower() <= fc16.upper());
            assertTrue(fc16.upper() - fc16.lower() <= 1e-7 && fc16.upper() <= 1);
        }
    }

    /** Before difficulty adjustment withholding only loses: nobody earns more than alpha a proof. */
    @Test
    void per_time_honest_play_is_best() {
        Optimum optimum = study("withholding", 12, Map.of("objective", "time"))
                .attack(0.4, 0.5, 1e-8)
                .optimum();
        assertEquals(0.4, optimum.lower(), 1e-8);
    }
}
