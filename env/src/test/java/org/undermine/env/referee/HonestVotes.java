package org.undermine.env.referee;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.undermine.protocols.Kind;

/** Simple, tree-style and DAG-style parallel proof-of-work, where blocks need a proof as votes do. */
class HonestVotes extends HonestPlay {
    enum Style {
        SIMPLE,
        TREE,
        DAG
    }

    final int k;
    private final Style style;

    HonestVotes(Style style, int k, double alpha, double lag, RandomGenerator rng) {
        super(alpha, lag, rng);
        this.style = style;
        this.k = k;
    }

    @Override
    void mine(int known, int miner) {
        int head = head(known);
        List<Integer> votes = votes(head, known);
        if (votes.size() >= k - 1) append(Kind.BLOCK, head, leaves(quorum(votes, k - 1)), miner);
        else vote(head, votes, miner);
    }

    final void vote(int head, List<Integer> votes, int miner) {
        switch (style) {
            case SIMPLE -> append(Kind.VOTE, head, List.of(), miner);
            case TREE ->
                append(Kind.VOTE, votes.isEmpty() ? head : deepest(votes).get(0), List.of(), miner);
            case DAG -> append(Kind.VOTE, head, leaves(votes), miner);
        }
    }

    @Override
    long[] rank(int block, int known) {
        return new long[] {height(block), votes(block, known).size()};
    }

    /** A closed set: again and again the deepest vote, smallest hash first, that with all it confirms is not too much. */
    final List<Integer> quorum(List<Integer> votes, int size) {
        Set<Integer> quorum = new TreeSet<>();
        while (quorum.size() < size)
            for (int vote : deepest(votes)) {
                Set<Integer> more = new TreeSet<>(quorum);
                more.addAll(closure(vote));
                if (more.size() <= size) quorum = more;
            }
        return List.copyOf(quorum);
    }

    private List<Integer> deepest(List<Integer> votes) {
        List<Integer> sorted = new ArrayList<>(votes);
        sorted.sort(Comparator.comparing((Integer v) -> -closure(v).size()).thenComparing(this::byHash));
        return sorted;
    }

    private Set<Integer> closure(int vote) {
        Set<Integer> closure = new TreeSet<>(Set.of(vote));
        for (int parent : all.get(vote).parents())
            if (all.get(parent).kind() == Kind.VOTE) closure.addAll(closure(parent));
        return closure;
    }

    final List<Integer> leaves(List<Integer> votes) {
        List<Integer> leaves = new ArrayList<>(votes);
        for (int vote : votes) for (int parent : all.get(vote).parents()) leaves.remove((Integer) parent);
        return leaves;
    }
}
