package org.undermine.protocols;

import java.util.List;

/**
 * Parallel proof-of-work, B_k.
 *
 * <p>A vote is a proof-of-work for one block. A block refers to its predecessor and to k votes for it; it needs no
 * proof-of-work but the signature of its leader, the miner of the vote with the smallest hash. Everybody mines votes,
 * always.
 *
 * <p>Of two blocks of equal height and votes the one with the smaller leader hash is preferred, so a tie stays open only
 * when one leader signs two blocks on the same first vote. Near and far defenders otherwise agree after every delivery,
 * and gamma hardly matters.
 *
 * @see <a href="https://doi.org/10.1145/3558535.3559773">Keller and Boehme 2022, Parallel Proof-of-Work with Concrete Bounds</a>
 */
public record Parallel(int k, Reward reward) implements Protocol {
    static final List<Parameter> PARAMETERS = List.of(Votes.K, Reward.among(Reward.CONSTANT, Reward.BLOCK));

    public Parallel {
        Parameter.check(PARAMETERS, k, reward);
    }

    @Override
    public Draft mine(View v) {
        return Draft.voting(v.head());
    }

    @Override
    public boolean needsProof(Kind kind) {
        return kind != Kind.BLOCK;
    }

    /** Height, then votes known, then the smaller hash of the leader, then the first one seen. */
    @Override
    public int prefer(View v, int block) {
        int candidate = v.voted(block);
        if (candidate == v.head()) return candidate;
        int order = Votes.byVotes(v, candidate);
        if (order != 0) return order > 0 ? candidate : v.head();
        int leader = leader(v, candidate);
        int rival = leader(v, v.head());
        return leader != rival && v.smallest(BlockSet.of(leader).with(rival)) == leader ? candidate : v.head();
    }

    /**
     * A block higher than the head wherever this miner leads; else one as high as the head, which must have no votes yet,
     * with a leader of smaller hash (and so smaller than that of any proposal known: the head is the best of them). Of
     * several the one whose leader has the smallest hash.
     */
    @Override
    public Draft propose(View v) {
        int head = v.head();
        BlockSet leaders = leaders(v, v.height(head));
        if (!leaders.isEmpty()) return block(v, v.smallest(leaders));
        if (v.height(head) == 0 || !v.votes(head).isEmpty()) return null;
        leaders = leaders(v, v.height(head) - 1);
        int rival = leader(v, head);
        int first = v.smallest(leaders.with(rival));
        return first == rival ? null : block(v, first);
    }

    /** Who leads is known from the moment a vote is mined. */
    @Override
    public BlockSet rivals(View v, int block) {
        if (v.kind(block) != Kind.VOTE) return BlockSet.EMPTY;
        return v.votes(v.predecessor(block)).without(block);
    }

    @Override
    public boolean votes() {
        return true;
    }

    @Override
    public int progress(View v, int block) {
        return k;
    }

    @Override
    public void coinbase(View v, int block, Payout payout) {
        if (reward == Reward.BLOCK) payout.pay(v.miner(block), k);
        else Votes.pay(v, Votes.in(v, block), 1, payout);
    }

    /** The first vote, in the order of hashes, of a block other than the root. */
    private static int leader(View v, int block) {
        return v.smallest(v.parents(block).without(v.predecessor(block)));
    }

    /** The votes with which this miner can lead a block on a known block of {@code height}: at most one for each. */
    private BlockSet leaders(View v, int height) {
        BlockSet leaders = BlockSet.EMPTY;
        BlockSet known = v.known();
        for (int b = known.first(); b >= 0; b = known.next(b)) {
            if (!Votes.ready(v, b, height, k)) continue;
            BlockSet left = left(v, b);
            if (!left.isEmpty()) leaders = leaders.with(v.smallest(left));
        }
        return leaders;
    }

    /** The votes for {@code block} from the first that this miner can sign for; none where fewer than k are left. */
    private BlockSet left(View v, int block) {
        BlockSet left = v.votes(block);
        for (int n = left.size(); n >= k; n--) {
            int first = v.smallest(left);
            if (v.signs(first)) return left;
            left = left.without(first);
        }
        return BlockSet.EMPTY;
    }

    private Draft block(View v, int leader) {
        BlockSet others = left(v, v.predecessor(leader)).without(leader);
        return Draft.extending(
                v.predecessor(leader), Votes.ownFirst(v, others, k - 1).with(leader));
    }
}
