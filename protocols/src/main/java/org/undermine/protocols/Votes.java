package org.undermine.protocols;

/** What the protocols with votes have in common: which votes a block refers to, where the next one goes, which count. */
final class Votes {
    static final Parameter K = Parameter.number("k", 2, 1, 128);

    private Votes() {}

    /** The votes that a chain block refers to, directly or through other votes: all of them are for its predecessor. */
    static BlockSet in(View v, int block) {
        int predecessor = v.predecessor(block);
        return predecessor < 0 ? BlockSet.EMPTY : v.past(block).and(v.votes(predecessor));
    }

    /** The greater height wins, then more votes known, then the first one seen. */
    static int prefer(View v, int block) {
        int candidate = v.voted(block);
        return byVotes(v, candidate) > 0 ? candidate : v.head();
    }

    /** Positive if {@code candidate} beats the head by height or, at equal height, by the votes known for it; 0 if they tie. */
    static int byVotes(View v, int candidate) {
        int byHeight = Integer.compare(v.height(candidate), v.height(v.head()));
        if (byHeight != 0 || candidate == v.head()) return byHeight;
        return Integer.compare(v.votes(candidate).size(), v.votes(v.head()).size());
    }

    /** Whether {@code block} is a chain block of this height with at least {@code n} votes. */
    static boolean ready(View v, int block, int height, int n) {
        return v.height(block) == height
                && v.kind(block) != Kind.VOTE
                && v.votes(block).size() >= n;
    }

    /** The votes among {@code votes} that this miner favours as its own. */
    static BlockSet own(View v, BlockSet votes) {
        BlockSet own = BlockSet.EMPTY;
        for (int x = votes.first(); x >= 0; x = votes.next(x)) if (v.own(x)) own = own.with(x);
        return own;
    }

    /** {@code n} votes: own ones first, then smaller hash before larger. */
    static BlockSet ownFirst(View v, BlockSet votes, int n) {
        if (votes.size() <= n) return votes;
        BlockSet own = own(v, votes);
        if (own.size() >= n) return v.smallest(own, n);
        return own.or(v.smallest(votes.minus(own), n - own.size()));
    }

    /** The votes of a closed set that no other vote of it extends or confirms. */
    static BlockSet leaves(View v, BlockSet votes) {
        BlockSet leaves = votes;
        for (int x = votes.first(); x >= 0; x = votes.next(x)) leaves = leaves.minus(v.past(x));
        return leaves;
    }

    /** How deep a tree of votes is: 0 without votes. */
    static int depth(View v, BlockSet votes) {
        int depth = 0;
        for (int x = votes.first(); x >= 0; x = votes.next(x)) depth = Math.max(depth, v.depth(x));
        return depth;
    }

    /** What the next vote in a tree extends: the deepest vote, of several the one with the smallest hash, else the head. */
    static int tip(View v) {
        BlockSet votes = v.votes(v.head());
        return votes.isEmpty() ? v.head() : v.smallest(deepest(v, votes));
    }

    /**
     * The deepest branch of a tree of votes; of several, the one whose leaf has the smallest hash. Hashes are compared
     * only where it makes a difference to the miners.
     */
    static BlockSet deepestBranch(View v, BlockSet votes) {
        if (votes.isEmpty()) return votes;
        BlockSet leaves = deepest(v, votes);
        int leaf = alike(v, leaves, votes) ? leaves.first() : v.smallest(leaves);
        return branch(v, leaf, votes);
    }

    static void pay(View v, BlockSet votes, int each, Payout payout) {
        for (int x = votes.first(); x >= 0; x = votes.next(x)) payout.pay(v.miner(x), each);
    }

    private static BlockSet deepest(View v, BlockSet votes) {
        int depth = depth(v, votes);
        BlockSet deepest = BlockSet.EMPTY;
        for (int x = votes.first(); x >= 0; x = votes.next(x)) if (v.depth(x) == depth) deepest = deepest.with(x);
        return deepest;
    }

    private static BlockSet branch(View v, int leaf, BlockSet votes) {
        return v.past(leaf).and(votes).with(leaf);
    }

    /** Whether every branch, all being equally long, holds as many of the attacker's votes. */
    private static boolean alike(View v, BlockSet leaves, BlockSet votes) {
        int all = -1;
        for (int leaf = leaves.first(); leaf >= 0; leaf = leaves.next(leaf)) {
            BlockSet branch = branch(v, leaf, votes);
            int attackers = 0;
            for (int x = branch.first(); x >= 0; x = branch.next(x)) if (v.miner(x) == View.ATTACKER) attackers++;
            if (all >= 0 && all != attackers) return false;
            all = attackers;
        }
        return true;
    }
}
