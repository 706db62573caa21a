package org.undermine.protocols.hfm;

/**
 * What a validator says of a range.
 *
 * @param reason null where the range is good
 * @param position of the first transaction rejected; -1 where the range is good
 * @param report evidence for others; null where there is none to give
 */
public record Verdict(Reason reason, int position, ErrorReport report) {
    static final Verdict GOOD = new Verdict(null, -1, null);

    public boolean good() {
        return reason == null;
    }

    @Override
    public String toString() {
        return good() ? "good" : "transaction at position " + position + " " + reason;
    }
}
