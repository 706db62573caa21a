package org.undermine.env.attack;

import static org.undermine.env.attack.Party.FAR;

import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Kind;

/**
 * Which withheld blocks go out, and in what order, until near and far defenders are where the attacker wants them.
 *
 * <p>Along the private chain, for each of its blocks first what the block refers to and is withheld (by height, blocks
 * before votes, by depth, smaller hash), then the block; last the votes for the private tip. A defender is on the
 * attacker's chain when its head is a block of the private chain above the newest common ancestor with the public tip.
 */
final class Releases {
    private Releases() {}

    /** Whether {@link #until} would get there. Changes nothing. */
    static boolean can(Attack attack, Fork fork, boolean farToo) {
        if (attack.at.withheld().isEmpty()) return false;
        attack.at.save();
        boolean reached = until(attack, fork, farToo);
        attack.at.undo();
        return reached;
    }

    /**
     * Releases block by block until near defenders are on the attacker's chain, and far ones are or are not as {@code farToo}
     * says, and somebody has moved. Where all have the private tip as head already, releases every vote for it.
     *
     * @return false, with blocks released in vain, if nothing gets there
     */
    static boolean until(Attack attack, Fork fork, boolean farToo) {
        for (int tip = fork.mine().first(); tip >= 0; tip = fork.mine().next(tip)) {
            BlockSet due = withheld(attack, attack.at.dag.past(tip).with(tip));
            long[] order = order(attack.at.dag, due);
            while (!due.isEmpty()) {
                int b = next(attack, due, order);
                due = due.without(b);
                attack.release(b);
                if (there(attack, fork, farToo)) return true;
            }
        }
        BlockSet votes = withheld(attack, attack.at.dag.votes(fork.tip()));
        boolean all = fork.near() == fork.tip() && fork.far() == fork.tip();
        boolean any = !votes.isEmpty();
        long[] order = order(attack.at.dag, votes);
        while (!votes.isEmpty()) {
            int b = next(attack, votes, order);
            votes = votes.without(b);
            attack.release(b);
            if (!all && there(attack, fork, farToo)) return true;
        }
        return all && any && farToo;
    }

    /** Releases every withheld block of {@code chain} and what it refers to. */
    static void all(Attack attack, BlockSet chain) {
        for (int tip = chain.first(); tip >= 0; tip = chain.next(tip)) {
            BlockSet due = withheld(attack, attack.at.dag.past(tip).with(tip));
            for (int b = due.first(); b >= 0; b = due.next(b)) attack.release(b);
        }
    }

    /** Summaries go out with the last of their parents. */
    private static BlockSet withheld(Attack attack, BlockSet blocks) {
        BlockSet due = blocks.and(attack.at.withheld());
        for (int b = due.first(); b >= 0; b = due.next(b))
            if (attack.at.dag.kind(b) == Kind.SUMMARY) due = due.without(b);
        return due;
    }

    private static boolean there(Attack attack, Fork fork, boolean farToo) {
        int far = attack.at.head(FAR);
        if (fork.mine().contains(far) != farToo) return false;
        int near = Fork.nearOnDelivery(attack);
        return fork.mine().contains(near) && (near != fork.near() || far != fork.far());
    }

    /** Where each of {@code due} comes, hashes apart: smaller is earlier. */
    private static long[] order(Dag dag, BlockSet due) {
        long[] order = new long[due.last() + 1];
        for (int b = due.first(); b >= 0; b = due.next(b)) {
            long vote = dag.kind(b) == Kind.VOTE ? 1L << 31 : 0;
            order[b] = (long) dag.height(b) << 32 | vote | below(dag, b);
        }
        return order;
    }

    /** How many votes a vote extends or confirms, so that those come first: in a tree that is its depth, less one. */
    private static int below(Dag dag, int b) {
        return dag.past(b).and(dag.votes(dag.voted(b))).size();
    }

    private static int next(Attack attack, BlockSet due, long[] order) {
        int first = due.first();
        BlockSet tied = BlockSet.of(first);
        for (int b = due.next(first); b >= 0; b = due.next(b)) {
            if (order[b] < order[first]) tied = BlockSet.of(first = b);
            else if (order[b] == order[first]) tied = tied.with(b);
        }
        return alike(attack, tied) ? first : attack.at.hashes.smallest(tied, 1).first();
    }

    /** Whether it makes no difference which of {@code tied} goes first, so that no hash has to be asked for. */
    private static boolean alike(Attack attack, BlockSet tied) {
        int first = tied.first();
        Dag dag = attack.at.dag;
        for (int b = tied.next(first); b >= 0; b = tied.next(b))
            if (attack.at.hashes.ranked(b)
                    || !dag.parents(b).equals(dag.parents(first))
                    || !dag.children(b).equals(dag.children(first))) return false;
        return tied.size() == 1 || !attack.at.hashes.ranked(first);
    }
}
