package org.undermine.agents.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.undermine.agents.explain.Condition.Relation;
import org.undermine.agents.explain.DecisionList.Line;
import org.undermine.env.mdp.Feature;

class DecisionListTest {
    private static final List<Feature> FEATURES =
            List.of(new Feature("a", 0, 9), new Feature("h", 0, 9), Feature.flag("relevant"));

    private static Condition count(Relation relation, double bound) {
        return new Condition(0, Condition.NOTHING, relation, bound);
    }

    private static Condition lead(Relation relation, double bound) {
        return new Condition(0, 1, relation, bound);
    }

    @Test
    void conditions_read_as_in_papers() {
        assertEquals("a >= 2", count(Relation.AT_LEAST, 2).text(FEATURES));
        assertEquals("a = 0", count(Relation.EQUAL, 0).text(FEATURES));
        assertEquals("a = h", lead(Relation.EQUAL, 0).text(FEATURES));
        assertEquals("a = h + 1", lead(Relation.EQUAL, 1).text(FEATURES));
        assertEquals("a > h", lead(Relation.AT_LEAST, 1).text(FEATURES));
        assertEquals("a <= h + 1", lead(Relation.AT_MOST, 1).text(FEATURES));
        assertEquals("h > a", lead(Relation.AT_MOST, -1).text(FEATURES));
        assertEquals("h <= a + 2", lead(Relation.AT_LEAST, -2).text(FEATURES));
        assertEquals("relevant", new Condition(2, Condition.NOTHING, Relation.AT_LEAST, 1).text(FEATURES));
        assertEquals("not relevant", new Condition(2, Condition.NOTHING, Relation.AT_MOST, 0).text(FEATURES));
    }

    @Test
    void the_first_line_that_applies_and_is_legal_decides() {
        var list = new DecisionList(
                List.of(
                        new Line(List.of(lead(Relation.AT_MOST, -1)), 0),
                        new Line(List.of(lead(Relation.EQUAL, 0), count(Relation.AT_LEAST, 1)), 2)),
                List.of(3, 1));
        assertEquals(0, list.act(new float[] {1, 2, 0}, new boolean[] {true, true, true, true}));
        assertEquals(2, list.act(new float[] {1, 1, 0}, new boolean[] {true, true, true, true}));
        assertEquals(3, list.act(new float[] {1, 1, 0}, new boolean[] {true, true, false, true}));
        assertEquals(3, list.act(new float[] {0, 0, 0}, new boolean[] {true, true, true, true}));
        assertEquals(1, list.act(new float[] {0, 0, 0}, new boolean[] {true, true, true, false}));
        assertEquals(2, list.act(new float[] {0, 0, 0}, new boolean[] {false, false, true, false}));
        assertEquals(5, list.shorter().size());
    }
}
