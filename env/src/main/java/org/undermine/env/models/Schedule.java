package org.undermine.env.models;

import static org.undermine.env.mdp.Probability.ALPHA;
import static org.undermine.env.mdp.Probability.NOT_ALPHA;
import static org.undermine.env.mdp.Probability.ONE;

import org.undermine.env.mdp.Probability;

/**
 * What is known of the slots to come: the rest of the present interval, then intervals ahead.
 *
 * @param left slots that the present leader still has
 * @param own whether that leader is the attacker; false where none are left
 * @param seen the intervals after this one, the next one first, each true if it is the attacker's: bits from the lowest
 */
record Schedule(int left, boolean own, int seen) {
    /** How many slots make an interval, and how many intervals everybody sees ahead of the present one. */
    record Rules(int lookahead, int interval) {
        /** How many slots ahead are seen at most. */
        int foreseen() {
            return lookahead * interval + interval - 1;
        }
    }

    /** One way to go on: the next slot's leader, and what is known after it. */
    record Slot(Probability probability, boolean own, Schedule next) {}

    /** Whether the next slot's leader is the one of the slot before. */
    boolean sameLeader() {
        return left > 0;
    }

    boolean nextIsOwn(Rules rules) {
        return left > 0 ? own : rules.lookahead > 0 && (seen & 1) == 1;
    }

    /** Whether the next slot may be the attacker's, for all that is known. */
    boolean nextMayBeOwn(Rules rules) {
        return nextIsOwn(rules) || left == 0 && rules.lookahead == 0;
    }

    /** How many of the next slots are known to be the attacker's, without a gap. */
    int ownRun(Rules rules) {
        if (left > 0 && !own) return 0;
        int ahead = Math.min(rules.lookahead, Integer.numberOfTrailingZeros(~seen));
        return left + ahead * rules.interval;
    }

    /** The next slot; where an interval begins, one more is drawn and seen. */
    Slot[] slots(Rules rules) {
        if (left > 0) return new Slot[] {new Slot(ONE, own, of(left - 1, own, seen))};
        return new Slot[] {begin(rules, true, ALPHA), begin(rules, false, NOT_ALPHA)};
    }

    private Slot begin(Rules rules, boolean drawn, Probability probability) {
        int queue = seen | (drawn ? 1 << rules.lookahead : 0);
        boolean leader = (queue & 1) == 1;
        return new Slot(probability, leader, of(rules.interval - 1, leader, queue >> 1));
    }

    private static Schedule of(int left, boolean own, int seen) {
        return new Schedule(left, left > 0 && own, seen);
    }
}
