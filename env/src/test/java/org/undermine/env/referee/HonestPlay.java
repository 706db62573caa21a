package org.undermine.env.referee;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.undermine.protocols.Kind;
import org.undermine.protocols.View;

/**
 * A run in which everybody is honest, the attacker included, who finds a share alpha of the proofs. To have something to
 * referee: plain, on its own, and in the order of the list: what a miner knows is a beginning of it.
 *
 * <p>At {@code lag} 0 every miner knows everything. Otherwise the finder of a proof has not heard of the last few entries;
 * their number is geometric with ratio lag, whoever the finder is. So votes branch and blocks go stale, and the attacker
 * still earns alpha, for its name has no influence on the DAG. No miner favours its own here.
 */
abstract class HonestPlay {
    static final int MAX_LAG = 12;

    final List<Entry> all = new ArrayList<>(List.of(Entry.GENESIS));
    final RandomGenerator rng;
    private final double alpha;
    private final double lag;
    private final List<List<Integer>> children = new ArrayList<>(List.of(new ArrayList<>()));
    private final List<Integer> height = new ArrayList<>(List.of(0));
    /** The preferred block after each entry, for somebody who has heard all up to it. */
    private final List<Integer> heads = new ArrayList<>(List.of(0));

    HonestPlay(double alpha, double lag, RandomGenerator rng) {
        this.alpha = alpha;
        this.lag = lag;
        this.rng = rng;
    }

    /** What the finder of a proof, who knows the first {@code known} entries, makes of it. */
    abstract void mine(int known, int miner);

    /** Appends what needs no proof, if anything; everybody knows everything then. */
    void propose() {}

    /** What is preferred, the first number first. Ties go to the first one seen. */
    abstract long[] rank(int block, int known);

    final List<Entry> play(int proofs) {
        for (int i = 0; i < proofs; i++) {
            int unheard = 0;
            while (unheard < MAX_LAG && rng.nextDouble() < lag) unheard++;
            mine(Math.max(1, all.size() - unheard), rng.nextDouble() < alpha ? View.ATTACKER : View.DEFENDER);
            propose();
        }
        return all;
    }

    final int head() {
        return head(all.size());
    }

    final int head(int known) {
        return heads.get(known - 1);
    }

    final void append(Kind kind, int predecessor, List<Integer> others, int miner) {
        int[] parents = new int[others.size() + 1];
        parents[0] = predecessor;
        for (int i = 0; i < others.size(); i++) parents[i + 1] = others.get(i);
        append(new Entry(kind, predecessor, parents, miner, rng.nextLong()));
    }

    final void append(Entry entry) {
        int place = all.size();
        all.add(entry);
        children.add(new ArrayList<>());
        for (int parent : entry.parents()) children.get(parent).add(place);
        height.add(height.get(entry.parents()[0]) + (entry.kind() == Kind.VOTE ? 0 : 1));
        int old = heads.get(place - 1);
        int candidate = voted(place);
        heads.add(Arrays.compare(rank(candidate, place + 1), rank(old, place + 1)) > 0 ? candidate : old);
    }

    final int height(int block) {
        return height.get(block);
    }

    final List<Integer> children(int block, int known, Kind kind) {
        return filter(children.get(block), c -> c < known && all.get(c).kind() == kind);
    }

    final int voted(int vote) {
        int block = vote;
        while (all.get(block).kind() == Kind.VOTE) block = all.get(block).predecessor();
        return block;
    }

    /** The votes on a block, directly or through votes, parents first. */
    final List<Integer> votes(int block, int known) {
        List<Integer> votes = new ArrayList<>();
        List<Integer> open = new ArrayList<>(children(block, known, Kind.VOTE));
        while (!open.isEmpty()) {
            int vote = open.remove(open.size() - 1);
            if (votes.contains(vote)) continue;
            votes.add(vote);
            open.addAll(children(vote, known, Kind.VOTE));
        }
        votes.sort(null);
        return votes;
    }

    final int byHash(int a, int b) {
        return Long.compareUnsigned(all.get(a).hash(), all.get(b).hash());
    }

    static List<Integer> filter(List<Integer> list, Predicate<Integer> wanted) {
        return list.stream().filter(wanted).toList();
    }
}
