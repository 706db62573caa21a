package org.undermine.protocols;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Cumulative parallel proof-of-work: one chain of proofs secures several ledgers.
 *
 * <p>A proof has one parent, the proof before it; miners extend the longest chain of proofs they know, and the first one
 * seen wins a tie. Whoever finds a proof may issue under it one parallel block for each ledger, which needs no work and
 * pays its issuer that ledger's price. A proof by itself pays nothing and advances the clock by one. Prices are counted in
 * parts of their sum, so that a proof whose parallel blocks are all issued pays one.
 *
 * <p>Parallel blocks do not matter for the choice of the chain: with all issued this is Nakamoto's protocol, whatever the
 * prices. What the rules leave to the finder is which ledgers to serve, and when.
 *
 * @param prices of a parallel block of each ledger, in whole numbers of which one at least is not 0
 */
public record Cumulative(List<Integer> prices) implements Protocol {
    private static final int MOST = 4;
    private static final int DEAREST = 1000;
    static final List<Parameter> PARAMETERS = List.of(Parameter.numbers("prices", "3,1", 0, DEAREST, MOST));

    public Cumulative {
        prices = List.copyOf(prices);
        String typed = String.join(",", prices.stream().map(String::valueOf).toList());
        Parameter.check(PARAMETERS, typed);
        if (sum(prices) == 0)
            throw new IllegalArgumentException("prices is " + typed + "; allowed: at least one price that is not 0");
    }

    /** @param prices as {@link Parameter#parse} returns them, or one number */
    static Cumulative of(Object prices) {
        return new Cumulative(IntStream.of(Parameter.integers(prices)).boxed().toList());
    }

    private static int sum(List<Integer> prices) {
        return prices.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public Draft mine(View v) {
        return Draft.extending(v.head());
    }

    @Override
    public boolean needsProof(Kind kind) {
        return kind != Kind.PARALLEL;
    }

    @Override
    public int ledgers() {
        return prices.size();
    }

    @Override
    public int prefer(View v, int block) {
        boolean proof = v.kind(block) != Kind.PARALLEL;
        return proof && v.height(block) > v.height(v.head()) ? block : v.head();
    }

    /** The chain of proofs, and of the parallel blocks under it those that are known. */
    @Override
    public BlockSet history(View v) {
        BlockSet chain = v.chain(v.head());
        BlockSet history = chain;
        BlockSet known = v.known();
        for (int b = known.first(); b >= 0; b = known.next(b))
            if (v.kind(b) == Kind.PARALLEL && chain.contains(v.predecessor(b))) history = history.with(b);
        return history;
    }

    @Override
    public int progress(View v, int block) {
        return v.kind(block) == Kind.PARALLEL ? 0 : 1;
    }

    @Override
    public void coinbase(View v, int block, Payout payout) {
        if (v.kind(block) == Kind.PARALLEL) payout.pay(v.miner(block), prices.get(v.ledger(block)));
    }

    @Override
    public int unit() {
        return sum(prices);
    }
}
