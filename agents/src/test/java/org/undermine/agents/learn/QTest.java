package org.undermine.agents.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.agents.exact.Study;
import org.undermine.env.Resumable;
import org.undermine.env.Rows;
import org.undermine.env.Scenario;
import org.undermine.env.TableEnv;

/** With what is promised of it, half a minute a seed: mvn -o test -pl protocols,env,agents -Dtest=QTest -DexcludedGroups= */
class QTest {
    private static final double ALPHA = 0.4;
    private static final double GAMMA = 0.5;

    private static Study study(String space, int cutoff) {
        return Study.of(Scenario.of("nakamoto", Map.of("space", space, "cutoff", cutoff)), n -> {});
    }

    private static Resumable walk(Study study) {
        return new TableEnv(
                Rows.of(study.compiled()), ALPHA, GAMMA, study.scenario().objective());
    }

    private static Q learn(Resumable env, long seed, double steps) {
        var q = new Q(env, Q.Parameters.DEFAULT, seed);
        while (q.steps() < steps) q.improve(q.steps() / steps);
        return q;
    }

    private static double gap(Study study, Q q) {
        double best = study.attack(ALPHA, GAMMA, 1e-8).optimum().lower();
        double earned = study.value(q.policy(), ALPHA, GAMMA);
        assertTrue(earned <= best + 1e-8, earned + " of " + best);
        return 1 - earned / best;
    }

    /** Where forks end after three blocks, the best of all policies is found. */
    @ParameterizedTest
    @CsvSource({"fc16, 1", "withholding, 3"})
    void finds_the_best_attack_of_a_small_model(String space, long seed) {
        Study study = study(space, 3);
        Q q = learn(walk(study), seed, 5e5);
        assertEquals(0, gap(study, q), 1e-4);
        assertEquals(study.attack(ALPHA, GAMMA, 1e-8).optimum().lower(), q.ratio(), 0.005);
    }

    /** What looks alike is one row then; the rules are played instead of the table. */
    @Test
    void learns_from_what_is_seen_where_states_have_no_numbers() {
        Study study = study("withholding", 3);
        Resumable env = study.scenario().maker().env(ALPHA, GAMMA);
        assertTrue(gap(study, learn(env, 1, 1e5)) < 0.05);
    }

    @Test
    void goes_on_as_if_it_had_never_stopped() {
        Study study = study("withholding", 5);
        Q whole = learn(walk(study), 7, 400_000);
        Q half = learn(walk(study), 7, 200_000);
        var other = new Q(walk(study), Q.Parameters.DEFAULT, 7);
        other.restore(half.state());
        while (other.steps() < whole.steps()) other.improve(0);
        assertArrayEquals(whole.state(), other.state());
        assertEquals(whole.policy(), other.policy());
        assertThrows(IllegalArgumentException.class, () -> other.restore(new byte[30]));
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void comes_within_a_thousandth_of_the_optimum(long seed) {
        Study study = study("withholding", 10);
        double gap = gap(study, learn(walk(study), seed, 1.5e8));
        System.out.println("seed " + seed + ": " + 100 * gap + " %");
        assertTrue(gap < 0.001, "seed " + seed + ": " + gap);
    }
}
