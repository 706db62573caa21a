package org.undermine.env.consistency;

/** How proofs-of-work for one value add up. */
public enum Proofs {
    /** Votes in parallel: every one counts, whatever its finder knew (B_k). */
    PARALLEL,
    /** Blocks in a chain: one counts if its finder knew the others (Nakamoto). */
    SEQUENTIAL
}
