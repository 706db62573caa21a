package org.undermine.env.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.undermine.env.live.Event.Kind;

/** What is measured of stories told by hand; blocks are called by number, 0 is the genesis. */
class SurveyTest {
    private final List<Event> story = new ArrayList<>();

    private static Hash hash(int block) {
        return new Hash(0, 0, 7, block);
    }

    private void tell(Kind kind, String miner, int block, int other) {
        story.add(new Event(kind, miner, story.size(), hash(block), hash(other)));
    }

    private void found(String miner, int block, int on) {
        tell(Kind.FOUND, miner, block, on);
    }

    private Measurement measure() {
        var survey = new Survey("attacker");
        var told = new ArrayList<>(story);
        Collections.shuffle(told, new Random(1)); // pipes do not keep an order
        told.forEach(survey);
        assertEquals(story.stream().filter(e -> e.kind() == Kind.FOUND).count(), survey.found());
        return survey.measure();
    }

    //  0 <- 1 <- 2 <- 3     1, 2 and 3 by a, 4 by b too late
    //       1 <- 4
    @Test
    void honest_blocks_no_higher_than_public_ones_are_stale() {
        found("a", 1, 0);
        found("a", 2, 1);
        found("b", 4, 1);
        found("a", 3, 2);
        Measurement m = measure();
        assertEquals(1, m.stale());
        assertEquals(0.25, m.staleRate("attacker"));
        assertEquals(Map.of("a", 3), m.onChain());
        assertEquals(Map.of("a", 3, "b", 1), m.found());
        assertEquals(0, m.alpha().mean());
    }

    /** Two races are decided by honest miners, one each way; one is won by the attacker's next block and decides nothing. */
    @Test
    void gamma_is_the_share_of_races_decided_on_the_attackers_tip() {
        found("attacker", 1, 0);
        found("a", 2, 0);
        tell(Kind.MATCHED, "attacker", 1, 2);
        tell(Kind.RELEASED, "attacker", 1, 0);
        found("b", 3, 1); // on the attacker's
        found("attacker", 4, 3);
        found("a", 5, 3);
        tell(Kind.MATCHED, "attacker", 4, 5);
        tell(Kind.RELEASED, "attacker", 4, 0);
        found("a", 6, 5); // on its rival
        found("attacker", 7, 6);
        found("a", 8, 6);
        tell(Kind.MATCHED, "attacker", 7, 8);
        tell(Kind.RELEASED, "attacker", 7, 0);
        found("attacker", 9, 7);
        tell(Kind.RELEASED, "attacker", 9, 0); // higher: the race is over
        found("b", 10, 9);
        Measurement m = measure();
        assertEquals(3, m.races());
        assertEquals(0.5, m.gamma().mean());
        assertEquals(0.4, m.alpha().mean());
        assertEquals(0, m.stale());
        assertEquals(Map.of("a", 2, "attacker", 3, "b", 2), m.onChain()); // 1 3 5 6 7 9 10
        assertEquals(3 / 7.0, m.revenue().mean());
    }

    @Test
    void what_is_withheld_is_not_on_the_chain() {
        found("a", 1, 0);
        found("attacker", 2, 1);
        found("attacker", 3, 2);
        assertEquals(1, measure().height());
        tell(Kind.RELEASED, "attacker", 2, 0);
        assertEquals(2, measure().height());
    }

    /** Of independent blocks both intervals miss the true share about once in a hundred times. */
    @Test
    void intervals_hold_what_they_promise() {
        var random = new Random(3);
        int missedShare = 0;
        int missedBatches = 0;
        for (int run = 0; run < 2_000; run++) {
            boolean[] hits = new boolean[900];
            int count = 0;
            for (int i = 0; i < hits.length; i++) if (hits[i] = random.nextDouble() < 0.3) count++;
            if (!Interval.share(count, hits.length).contains(0.3)) missedShare++;
            if (!Interval.ofBatches(hits).contains(0.3)) missedBatches++;
        }
        assertTrue(missedShare > 5 && missedShare < 40, missedShare + " of 2000");
        assertTrue(missedBatches > 5 && missedBatches < 40, missedBatches + " of 2000");
    }
}
