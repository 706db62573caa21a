package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.undermine.env.Scenario;

/** Optima of protocols with votes, beside those of other protocols and of the trials in the attack model's description. */
class VoteOptimaTest {
    private static double optimum(String protocol, Map<String, ?> typed, double alpha, double gamma) {
        return Study.of(Scenario.of(protocol, typed), n -> {})
                .attack(alpha, gamma, 1e-10)
                .optimum()
                .lower();
    }

    @ParameterizedTest
    @CsvSource({
        "simple-parallel, withholding, 8, 8", "tree-parallel, withholding, 8, 8",
        "dag-parallel, withholding, 8, 8", "tailstorm, withholding, 8, 8",
        "simple-parallel, free, 8, 8", "tree-parallel, free, 8, 8",
        "dag-parallel, free, 8, 8", "tailstorm, free, 9, 5"
    })
    void one_proof_a_block_is_nakamoto(String protocol, String space, int cutoff, int nakamotos) {
        for (double[] at : new double[][] {{1 / 3., 0}, {1 / 3., 0.5}, {0.45, 0.5}, {0.45, 1}})
            assertEquals(
                    optimum("nakamoto", Map.of("space", space, "cutoff", nakamotos, "own", "considered"), at[0], at[1]),
                    optimum(
                            protocol,
                            Map.of("k", 1, "space", space, "cutoff", cutoff, "own", "considered"),
                            at[0],
                            at[1]),
                    1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "6, 0, 0.35407407407",
        "6, 0.5, 0.36404424422",
        "8, 0, 0.36018630736",
        "8, 0.5, 0.37470408233",
    })
    void two_proofs_a_block_with_votes_in_star_or_tree_are_one_and_the_trials(int window, double gamma, double trial) {
        for (String protocol : new String[] {"simple-parallel", "tree-parallel"})
            assertEquals(
                    trial,
                    optimum(
                            protocol,
                            Map.of("k", 2, "space", "free", "own", "considered", "cutoff", window),
                            1 / 3.,
                            gamma),
                    1e-9);
    }

    @ParameterizedTest
    @CsvSource({
        "tailstorm, 2, 4, 0, 0.52903955", "tailstorm, 2, 4, 0.5, 0.56738773", "tailstorm, 2, 4, 1, 0.65111626",
        "tailstorm, 3, 5, 0, 0.56136258", "tailstorm, 3, 5, 0.5, 0.59514346", "tailstorm, 3, 5, 1, 0.67336632"
    })
    void tailstorm_is_the_trials(String protocol, int k, int limit, double gamma, double trial) {
        assertEquals(trial, optimum(protocol, Map.of("k", k, "cutoff", limit), 0.45, gamma), 1e-8);
    }

    /** The trial's limits 4 and 6 to 9 are up to 6e-4 above: see the package of the attack. */
    @ParameterizedTest
    @CsvSource({"3, 0.56335", "5, 0.68740"})
    void parallel_is_the_trials_at_odd_limits(int limit, double trial) {
        assertEquals(trial, optimum("parallel", Map.of("k", 2, "cutoff", limit), 0.45, 0), 5e-6);
    }

    /** A withheld fork of n proofs a side, the block before it and the proof that ends it; parallel's blocks come on top. */
    @ParameterizedTest
    @CsvSource({"nakamoto, 1, 3, 7", "simple-parallel, 2, 2, 5", "simple-parallel, 3, 2, 5", "parallel, 2, 2, 6"})
    void whoever_chooses_block_by_block_earns_no_less(String protocol, int k, int limit, int window) {
        for (double[] at : new double[][] {{0.2, 1}, {1 / 3., 0.5}, {0.45, 0}, {0.6, 0}}) {
            var withholding = new HashMap<String, Object>(Map.of("space", "withholding", "cutoff", limit));
            var free = new HashMap<String, Object>(Map.of("space", "free", "cutoff", window));
            for (var typed : List.of(withholding, free)) if (!protocol.equals("nakamoto")) typed.put("k", k);
            double least = optimum(protocol, withholding, at[0], at[1]);
            double most = optimum(protocol, free, at[0], at[1]);
            assertTrue(least <= most + 1e-9, least + " > " + most + " at alpha " + at[0] + ", gamma " + at[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nakamoto", "parallel", "simple-parallel", "tree-parallel", "dag-parallel", "tailstorm"})
    void optima_rise_with_share_and_connection(String protocol) {
        Study study = Study.of(Scenario.of(protocol, Map.of("space", "withholding", "cutoff", 4)), n -> {});
        double[][] optima = new double[8][3];
        for (int a = 0; a < optima.length; a++)
            for (int g = 0; g < optima[a].length; g++) {
                optima[a][g] = study.attack(a / 10., g / 2., 1e-9).optimum().lower();
                if (a > 0)
                    assertTrue(optima[a][g] >= optima[a - 1][g] - 1e-9, "alpha " + a / 10. + ", gamma " + g / 2.);
                if (g > 0)
                    assertTrue(optima[a][g] >= optima[a][g - 1] - 1e-9, "alpha " + a / 10. + ", gamma " + g / 2.);
            }
    }
}
