package org.undermine.env.live;

/**
 * What a miner tells whoever measures: more than the wire shows, since some blocks are never sent.
 *
 * @param nanos {@link System#nanoTime} when it happened, which all processes of a machine share
 * @param other FOUND: the block it extends. MATCHED: the rival tip of the same height, which came first. Else null
 */
public record Event(Kind kind, String miner, long nanos, Hash block, Hash other) {
    public enum Kind {
        FOUND,
        /** A block that was withheld is sent. */
        RELEASED,
        /** A block that was withheld is sent into a race; it is released, too. */
        MATCHED
    }

    static Event now(Kind kind, String miner, Hash block, Hash other) {
        return new Event(kind, miner, System.nanoTime(), block, other);
    }
}
