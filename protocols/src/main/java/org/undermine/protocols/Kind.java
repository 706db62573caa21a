package org.undermine.protocols;

/** What a block is to its protocol. */
public enum Kind {
    /** Part of a chain: miners can prefer it. */
    BLOCK,
    /** Adds weight to a block and will be referred to by the next one. Nobody's preferred block. */
    VOTE,
    /** A block without proof-of-work or signature: whoever knows its parents can build it, and all build the same. */
    SUMMARY,
    /** What the finder of a proof-of-work issues under it for one of several ledgers. Nobody's preferred block, and nothing refers to it. */
    PARALLEL
}
