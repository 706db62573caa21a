package org.undermine.protocols;

/**
 * Ethereum's proof-of-work chain, where a block pays for naming stale blocks, its uncles.
 *
 * <p>A block's first parent is its predecessor, all others are uncles. An uncle is a sibling of one of the last six
 * blocks of the chain that no block of the chain has named before. Miners extend the chain with the greatest height or
 * work, the first one seen wins a tie, and name all uncles they may: own ones first, then lower ones, then the
 * defenders' before the attacker's. Where several that are equal in all this stand for too few places, the smaller
 * hashes go first: they pay the same, but may differ in who knows them and what was built on them.
 *
 * <p>The whitepaper's rules allow any number of uncles, prefer height and pay an uncle 15/16; those of Byzantium allow
 * two, prefer work and pay it the less the later it is named.
 *
 * @param uncles how many uncles a block may name, {@link #ANY} for as many as there are
 * @see <a href="https://ethereum.org/en/whitepaper/">Buterin 2014, Modified GHOST Implementation</a>
 * @see <a href="https://ethereum.github.io/yellowpaper/paper.pdf">Wood, Ethereum yellow paper, sections 10 and 11</a>
 */
public record Ethereum(int uncles, Reward reward, Preference preference) implements Uncles {
    public static final int ANY = Integer.MAX_VALUE;
    private static final int GENERATIONS = 6;
    private static final int UNIT = 32; // a block is paid 1/32 for each uncle it names

    /** What an uncle's miner gets: 15/16 of a block's reward, or (8 - d)/8 if it is named d generations later. */
    public enum Reward {
        CONSTANT,
        BYZANTIUM
    }

    /** What makes a chain better, and what the clock counts: its blocks, or its blocks and their uncles. */
    public enum Preference {
        HEIGHT,
        WORK
    }

    @Override
    public Draft mine(View v, boolean own, boolean foreign) {
        BlockSet open = available(v, v.head());
        for (int b = open.first(); b >= 0; b = open.next(b)) if (!(v.own(b) ? own : foreign)) open = open.without(b);
        if (open.size() <= uncles) return Draft.extending(v.head(), open);
        BlockSet named = BlockSet.EMPTY;
        while (named.size() < uncles) {
            BlockSet next = next(v, open.minus(named));
            int places = uncles - named.size();
            named = named.or(next.size() <= places ? next : v.smallest(next, places));
        }
        return Draft.extending(v.head(), named);
    }

    /** The uncles of {@code open} that nothing but their hashes tells apart and that go before all others. */
    private static BlockSet next(View v, BlockSet open) {
        BlockSet next = BlockSet.EMPTY;
        int least = Integer.MAX_VALUE;
        for (int b = open.first(); b >= 0; b = open.next(b)) {
            int order = (v.own(b) ? 0 : 1 << 30) + 2 * v.height(b) + (v.miner(b) == View.ATTACKER ? 1 : 0);
            if (order < least) next = BlockSet.EMPTY;
            if (order <= least) next = next.with(b);
            least = Math.min(least, order);
        }
        return next;
    }

    /** The known blocks that a block after {@code head} may name as uncles. */
    private static BlockSet available(View v, int head) {
        BlockSet siblings = BlockSet.EMPTY;
        BlockSet named = BlockSet.EMPTY;
        for (int b = head, back = 1; back <= GENERATIONS && v.predecessor(b) >= 0; b = v.predecessor(b), back++) {
            BlockSet children = v.children(v.predecessor(b)).without(b);
            for (int c = children.first(); c >= 0; c = children.next(c))
                if (v.predecessor(c) == v.predecessor(b)) siblings = siblings.with(c);
            named = named.or(v.parents(b));
        }
        return siblings.minus(named);
    }

    @Override
    public int prefer(View v, int block) {
        return score(v, block) > score(v, v.head()) ? block : v.head();
    }

    private int score(View v, int block) {
        if (preference == Preference.HEIGHT) return v.height(block);
        int work = 0;
        for (int b = block; b >= 0; b = v.predecessor(b)) work += proofs(v, b);
        return work;
    }

    /** Later descendants of {@code block} reach no further back than its first ones. */
    @Override
    public BlockSet referable(View v, int block) {
        return uncles == 0 ? BlockSet.EMPTY : available(v, block);
    }

    @Override
    public int progress(View v, int block) {
        return preference == Preference.HEIGHT ? 1 : proofs(v, block);
    }

    @Override
    public int proofs(View v, int block) {
        return Math.max(1, v.parents(block).size()); // a root's parents are forgotten
    }

    @Override
    public void coinbase(View v, int block, Payout payout) {
        BlockSet named = v.parents(block).without(v.predecessor(block));
        payout.pay(v.miner(block), UNIT + named.size());
        for (int u = named.first(); u >= 0; u = named.next(u))
            payout.pay(v.miner(u), reward(v.height(block) - v.height(u)));
    }

    private int reward(int generations) {
        return reward == Reward.CONSTANT ? UNIT * 15 / 16 : UNIT * (8 - generations) / 8;
    }

    @Override
    public int unit() {
        return UNIT;
    }
}
