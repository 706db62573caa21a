package org.undermine.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {
    @Test
    void defaults_are_filled_in() {
        var s = Scenario.of("nakamoto", Map.of());
        assertEquals("withholding", s.space());
        assertEquals(30, s.cutoff());
        assertEquals("progress", s.objective().toString());
        assertEquals(
                "considered", Scenario.of("nakamoto", Map.of("space", "free")).own());
    }

    @Test
    void what_is_written_down_can_be_read_back() {
        var s = Scenario.of("nakamoto", Map.of("space", "free", "own", "ignored", "objective", "relative"));
        assertEquals(s, Scenario.of(s.protocol(), s.attack()));
    }

    @ParameterizedTest
    @CsvSource({
        "cutoff, 0",
        "cutoff, many",
        "cutoff, 99999999999",
        "space, fre",
        "objective, revenue",
        "own, ignored",
        "k, 2"
    })
    void bad_values_are_refused_by_name(String option, String value) {
        var e = assertThrows(IllegalArgumentException.class, () -> Scenario.of("nakamoto", Map.of(option, value)));
        assertEquals(1, e.getMessage().lines().count());
        assertEquals(true, e.getMessage().contains(option), e.getMessage());
    }
}
