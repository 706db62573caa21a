package org.undermine.env.referee;

import java.util.List;

/**
 * The plain definition of one protocol, read from its specification and written a second time: slowly, on the complete
 * block DAG of a finished run, with real hashes and no window. It shares no rule with the protocols, and so finds what
 * all the drivers of one rule get wrong together.
 */
public interface Referee {
    /** In place of a head, where a DAG pays and not a chain: what the whole list pays. */
    int WHOLE = -1;

    /** @throws AssertionError naming the entry and the rule it breaks */
    void validate(List<Entry> all);

    /**
     * All that the history ending in {@code head} pays, {@code head} included, genesis not. The list must be valid.
     *
     * @param head a block or summary, not a vote
     */
    Count count(List<Entry> all, int head);
}
