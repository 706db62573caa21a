package org.undermine.protocols.hfm;

/** Why what a miner was served is rejected. */
public enum Reason {
    /** Not served at all. */
    MISSING("is not served", false),
    /** A proof with fewer siblings than the block's number of transactions asks for. */
    TRUNCATED("has a proof that is too short", false),
    OVERSIZED("has a proof that is too long", false),
    /** The proof leads to another root. */
    WRONG_ROOT("has a proof of another root", false),
    /** The proof leads to the root once its siblings are put on the sides that the position asks for. */
    SIDES_SWAPPED("has a proof with sides swapped", false),
    /** Proved to be in the block, but elsewhere. */
    WRONG_POSITION("is proved to stand elsewhere", false),
    /** May not follow the transaction before it. */
    OUT_OF_ORDER("may not follow the one before it", true),
    /** Spends a coin that another transaction of the block spends. */
    SPENT_TWICE("spends a coin that another one spends", true),
    /** Spends a coin that an earlier block spent. */
    SPENT_BEFORE("spends a coin that was spent before", true),
    NOT_THE_OWNER("spends a coin of another owner", true);

    private final String text;
    private final boolean provable;

    Reason(String text, boolean provable) {
        this.text = text;
        this.provable = provable;
    }

    /** Whether others can check it by themselves. Bad proofs are not: anybody can make one up, so they blame who served them. */
    public boolean provable() {
        return provable;
    }

    /** To be read after "transaction at position 5". */
    @Override
    public String toString() {
        return text;
    }
}
