package org.undermine.env.referee;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.undermine.protocols.Kind;

/** Nakamoto, which is Ethereum without uncles, and Ethereum. */
final class HonestChain extends HonestPlay {
    private final int uncles;
    private final boolean work;
    private final List<Long> works = new ArrayList<>(List.of(0L));

    HonestChain(int uncles, boolean work, double alpha, double lag, RandomGenerator rng) {
        super(alpha, lag, rng);
        this.uncles = uncles;
        this.work = work;
    }

    @Override
    void mine(int known, int miner) {
        int head = head(known);
        List<Integer> named = uncles == 0 ? List.of() : available(head, known);
        append(Kind.BLOCK, head, named.subList(0, Math.min(uncles, named.size())), miner);
    }

    /** The children of the last ancestors that are not on the chain and not named on it, lower ones first. */
    private List<Integer> available(int head, int known) {
        List<Integer> chain = new ArrayList<>();
        for (int b = head; b != -1 && chain.size() < 7; b = all.get(b).predecessor()) chain.add(0, b);
        List<Integer> taken = new ArrayList<>(chain);
        for (int b : chain) for (int parent : all.get(b).parents()) taken.add(parent);
        List<Integer> available = new ArrayList<>();
        for (int b : chain.subList(0, chain.size() - 1))
            for (int child : children(b, known, Kind.BLOCK))
                if (all.get(child).predecessor() == b && !taken.contains(child)) available.add(child);
        return available;
    }

    @Override
    long[] rank(int block, int known) {
        return new long[] {work ? work(block) : height(block)};
    }

    private long work(int block) {
        while (works.size() <= block) {
            Entry e = all.get(works.size());
            works.add(works.get(e.predecessor()) + e.parents().length);
        }
        return works.get(block);
    }
}
