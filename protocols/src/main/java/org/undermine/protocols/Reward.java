package org.undermine.protocols;

import java.util.Locale;
import java.util.stream.Stream;

/** How the reward of a block is shared among the proofs-of-work it stands for. */
public enum Reward {
    /** One to everybody. */
    CONSTANT,
    /** All to the miner of the block. */
    BLOCK,
    /** Less to everybody, the less the votes form one chain. */
    DISCOUNT,
    /** One, but to no vote off the deepest branch. */
    PUNISH,
    /** As {@link #DISCOUNT}, but to no vote off the deepest branch. */
    HYBRID;

    static Parameter among(Reward... allowed) {
        return Parameter.choice(
                "reward", Stream.of(allowed).map(Reward::toString).toArray(String[]::new));
    }

    static Reward named(Object name) {
        return valueOf(name.toString().toUpperCase(Locale.ROOT));
    }

    boolean discounts() {
        return this == DISCOUNT || this == HYBRID;
    }

    /** Those of a tree of votes that earn anything. */
    BlockSet earning(View v, BlockSet votes) {
        return this == PUNISH || this == HYBRID ? Votes.deepestBranch(v, votes) : votes;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
