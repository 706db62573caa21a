package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.undermine.env.Scenario;

/** Ways to the same optimum, and their threads. */
class SolverTest {
    private static Study nakamoto(Map<String, Object> typed) {
        return Study.of(Scenario.of("nakamoto", typed), 2, states -> {});
    }

    /** Large enough that rows are shared out. */
    @Test
    void threads_find_the_same_to_the_last_bit() {
        var mdp =
                nakamoto(Map.of("space", "free", "own", "ignored", "cutoff", 8)).at(1.0 / 3, 0.5);
        try (var two = new Crew(2)) {
            assertTrue(Relay.of(mdp.table()).divides(two));
        }
        Optimum one = Solver.from(null, mdp, 1e-6, Method.AUTO, 1).optimum();
        for (int threads : new int[] {2, 3}) {
            Optimum same = Solver.from(null, mdp, 1e-6, Method.AUTO, threads).optimum();
            assertEquals(one.lower(), same.lower());
            assertEquals(one.upper(), same.upper());
            assertArrayEquals(one.policy(), same.policy());
            assertArrayEquals(one.below(), same.below());
            assertArrayEquals(one.above(), same.above());
        }
    }

    /** The value is of specs/nakamoto.md, from an independent program. */
    @ParameterizedTest
    @EnumSource
    void every_method_proves_fc16(Method method) throws Exception {
        Study study = nakamoto(Map.of("space", "fc16", "cutoff", 20));
        double known = 0.75427796860;
        Optimum found = study.attack(0.45, 0.5, 1e-6, null, method, 1).optimum();
        assertTrue(found.lower() <= known + 1e-10 && found.upper() >= known - 1e-10, method + " " + found);
        assertTrue(found.upper() - found.lower() <= 1e-6);
        var table = study.compiled().table();
        new Drift(table, 0.45, 0.5, study.scenario().objective()).atMostZero(found.upper(), found.above());
    }

    /** Cycles of about a million steps: evaluated directly they are no harder than short ones. */
    @Test
    void long_cycles_need_no_bisection() {
        var mdp = nakamoto(Map.of("space", "fc16", "cutoff", 30)).at(0.55, 0.5);
        var found = Solver.from(null, mdp, 1e-6);
        assertEquals(Method.MODIFIED_POLICY_ITERATION, found.method());
        var bracket =
                Solver.from(null, mdp, 1e-6, Method.RELATIVE_VALUE_ITERATION, 1).optimum();
        assertTrue(found.optimum().lower() <= bracket.upper()
                && bracket.lower() <= found.optimum().upper());
    }

    @Test
    void names_that_are_none_are_refused_with_those_that_are() {
        for (Method method : Method.values()) assertEquals(method, Method.named(method.toString()));
        var refused = assertThrows(IllegalArgumentException.class, () -> Method.named("simplex"));
        assertEquals("solver is simplex; allowed: " + Method.names(), refused.getMessage());
    }
}
