package org.undermine.protocols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtocolsTest {
    @Test
    void a_typo_is_told_the_nearest_name() {
        var e = assertThrows(IllegalArgumentException.class, () -> Protocols.named("nakamotto"));
        assertTrue(e.getMessage().contains("nakamotto; did you mean nakamoto?"), e.getMessage());
    }

    @Test
    void an_unknown_parameter_is_refused() {
        var nakamoto = Protocols.named("nakamoto");
        assertThrows(IllegalArgumentException.class, () -> nakamoto.complete(Map.of("k", 3)));
        assertEquals(Map.of(), nakamoto.complete(Map.of()));
    }

    @Test
    void a_parameter_knows_its_range() {
        Parameter k = Parameter.number("k", 8, 1, 64);
        assertEquals(8, k.parse("8"));
        var e = assertThrows(IllegalArgumentException.class, () -> k.parse("65"));
        assertEquals("k is 65; allowed: 1 to 64", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> k.parse("two"));
        Parameter reward = Parameter.choice("reward", "constant", "block");
        assertEquals("block", reward.parse("block"));
        assertThrows(IllegalArgumentException.class, () -> reward.parse("1"));
        assertThrows(IllegalArgumentException.class, () -> reward.parse("0"));
    }

    @Test
    void a_parameter_may_be_a_number_or_a_word() {
        Parameter uncles = Parameter.numberOr("any", "uncles", "2", 0, 16);
        assertEquals("any", uncles.parse("any"));
        assertEquals(0, uncles.parse("0"));
        var e = assertThrows(IllegalArgumentException.class, () -> uncles.parse("17"));
        assertEquals("uncles is 17; allowed: 0 to 16 | any", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> uncles.parse("all"));
    }
}
