package org.undermine.env.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.undermine.env.mdp.Probability;

class ChanceTest {
    /** What follows depends on what was tossed before, as in an attack. */
    private static String rule(Chance chance) {
        if (chance.alpha()) return "a" + chance.oneOf(3);
        return chance.gamma() ? "n" : "f" + chance.oneOf(1) + chance.alpha();
    }

    @Test
    void every_way_is_tried_once_with_its_probability() {
        var found = new HashMap<String, Probability>();
        var every = new Chance.Every();
        boolean more;
        do {
            String outcome = rule(every);
            assertEquals(null, found.put(outcome, every.probability()));
            more = every.another();
        } while (more);
        assertEquals(6, found.size());
        assertEquals(Probability.ALPHA.oneOf(3), found.get("a2"));
        assertEquals(Probability.NOT_ALPHA.gamma(true), found.get("n"));
        assertEquals(1, found.values().stream().mapToDouble(p -> p.at(0.3, 0.8)).sum(), 1e-15);
        assertEquals(0.7 * 0.2 * 0.3, found.get("f0true").at(0.3, 0.8), 1e-15);
    }

    @Test
    void dice_show_each_outcome_as_often_as_its_probability_says() {
        var dice = new Chance.Dice(0.3, 0.8, new SplittableRandom(11));
        var count = new HashMap<String, Integer>();
        int rolls = 1_000_000;
        for (int i = 0; i < rolls; i++) count.merge(rule(dice), 1, Integer::sum);
        assertEquals(0.1, count.get("a1") / (double) rolls, 0.002);
        assertEquals(0.56, count.get("n") / (double) rolls, 0.002);
        assertEquals(0.042, count.get("f0true") / (double) rolls, 0.001);
    }
}
