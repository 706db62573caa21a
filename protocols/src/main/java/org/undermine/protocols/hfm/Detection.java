package org.undermine.protocols.hfm;

/** The probability that one of m honest sessions, each on one of s ranges at random, sees a double spend. */
public enum Detection {
    /** Both spends lie in one range. */
    INSIDE {
        @Override
        double one(int s) {
            return 1.0 / s;
        }
    },
    /** They lie on both sides of a border, and ranges overlap: both neighbours see it. */
    BORDER {
        @Override
        double one(int s) {
            return Math.min(1, 2.0 / s);
        }
    },
    /** They lie in the two halves of a block, of each of which a session has one of s ranges, without overlap. */
    APART {
        @Override
        double one(int s) {
            return 1.0 / s / s;
        }
    };

    /** That a given session sees it. */
    abstract double one(int s);

    /** @param s from 1 */
    public double by(long m, int s) {
        double one = one(s);
        return one == 1 ? (m > 0 ? 1 : 0) : -Math.expm1(m * Math.log1p(-one));
    }
}
