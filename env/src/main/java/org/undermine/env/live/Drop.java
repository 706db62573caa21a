package org.undermine.env.live;

/** Why a datagram came to nothing. */
public enum Drop {
    /** More than {@value Wire#MOST_BYTES} bytes. */
    TOO_LARGE("too large"),
    /** No UTF-8, no JSON object, or one that is nested or spelt out beyond all measure. */
    NOT_JSON("not JSON"),
    /** A field that is missing, of the wrong type, no hexadecimals, no base64, or of the wrong length. */
    NOT_A_BLOCK("not a block"),
    NO_WORK("without work"),
    /** Here already, or kept aside already. */
    KNOWN("known already"),
    /** It extends a block too far below the tip. */
    STALE("stale"),
    /** There is a genesis already. */
    OTHER_GENESIS("another genesis"),
    /** Kept aside until its parent came, which did not while so many others came. */
    ORPHAN("without a parent"),
    /** More came than could be looked at. */
    FLOOD("in a flood");

    private final String words;

    Drop(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
