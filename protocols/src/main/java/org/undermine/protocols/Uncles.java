package org.undermine.protocols;

/** A protocol whose miner chooses which stale blocks its block names, and so whom it pays. */
public interface Uncles extends Protocol {
    /**
     * What the block that this miner is trying to mine refers to, if it names the uncles that the rules allow among its
     * own blocks, among all others, among both, or none. Own are those that {@link View#own} says, released or not.
     */
    Draft mine(View view, boolean own, boolean foreign);

    /** The honest choice: all that the rules allow. */
    @Override
    default Draft mine(View view) {
        return mine(view, true, true);
    }
}
