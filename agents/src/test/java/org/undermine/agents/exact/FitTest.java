package org.undermine.agents.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.undermine.env.Scenario;

/** Sizes foretold, beside sizes found. */
class FitTest {
    @ParameterizedTest
    @CsvSource({
        "fc16, considered, 95",
        "aft20, considered, 60",
        "withholding, considered, 24",
        "free, considered, 12",
        "free, ignored, 7"
    })
    void is_near_the_truth(String space, String own, int cutoff) {
        Scenario scenario = Scenario.of("nakamoto", Map.of("space", space, "own", own, "cutoff", cutoff));
        int states = Study.of(scenario, n -> {}).compiled().table().states();
        assertEquals(1, Fit.of(scenario).states() / states, 0.3);
    }

    @Test
    void of_a_small_model_is_its_size() {
        Scenario scenario = Scenario.of("nakamoto", Map.of("space", "fc16", "cutoff", 5));
        assertEquals(
                Study.of(scenario, n -> {}).compiled().table().states(),
                Fit.of(scenario).states());
    }

    @Test
    void of_a_hopeless_model_is_found_in_no_time() {
        Fit fit = Fit.of(Scenario.of("nakamoto", Map.of("space", "free", "cutoff", Integer.MAX_VALUE)));
        assertTrue(fit.bytes() > 1e15);
    }
}
