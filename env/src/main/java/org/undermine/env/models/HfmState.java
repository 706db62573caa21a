package org.undermine.env.models;

/** What matters of an attack on HFM. */
public sealed interface HfmState {
    /**
     * All agree on one tip, and a round begins.
     *
     * @param own whether the attacker's RAFT proposes
     * @param place where the next fraud goes, once requests have been made for it; else null
     * @param spent extra session requests made in this round
     * @param held how many of them fell where the fraud will be
     */
    record Round(boolean own, Place place, int spent, int held) implements HfmState {}

    /** A fraud that nobody has seen is on the tip, with so many confirmations; the infected block is the first. */
    record Hidden(int confirmations) implements HfmState {}

    /**
     * The fraud has been seen and reported. Two branches since the block before it; every honest miner leaves the bad one when
     * it has checked the report.
     *
     * @param bad public blocks of the bad branch, the infected one included
     * @param ownBad how many of them are the attacker's
     * @param good blocks of the good branch
     * @param ownGood how many of them are the attacker's
     * @param moved groups of honest power that have checked the report
     * @param withheld the attacker's hidden blocks on the bad branch
     * @param rival public blocks of the bad branch that the withheld ones compete with
     */
    record Race(int bad, int ownBad, int good, int ownGood, int moved, int withheld, int rival) implements HfmState {
        int hiddenHeight() {
            return bad - rival + withheld;
        }

        Race foundBad(boolean own) {
            return new Race(bad + 1, own ? ownBad + 1 : ownBad, good, ownGood, moved, withheld, beside());
        }

        private int beside() {
            return withheld > 0 ? rival + 1 : 0;
        }

        Race foundGood(boolean own) {
            return new Race(bad, ownBad, good + 1, own ? ownGood + 1 : ownGood, moved, withheld, rival);
        }

        Race withheldOne() {
            return new Race(bad, ownBad, good, ownGood, moved, withheld + 1, rival);
        }

        Race released() {
            return new Race(hiddenHeight(), ownBad + withheld, good, ownGood, moved, 0, 0);
        }

        Race movedBy(int more) {
            return new Race(bad, ownBad, good, ownGood, moved + more, withheld, rival);
        }
    }

    /** Honest power validates a flood and mines nothing, for so many ticks yet. */
    record Pause(int ticks) implements HfmState {}
}
