package org.undermine.env.referee;

import org.undermine.protocols.Kind;

/**
 * Ethereum with proof-of-work. A block extends its predecessor and may name uncles: children of its ancestors, one to six
 * generations back, that are neither ancestors nor named before. The block earns 1 and 1/32 for each uncle.
 */
final class EthereumReferee extends ChainReferee {
    private static final int UNIT = 32;
    private static final int GENERATIONS = 6;

    private final int uncles;
    private final String uncleReward;
    private final boolean work;

    /**
     * @param uncles how many a block may name
     * @param uncleReward "15/16", or "byzantium": (8 - generations) / 8
     * @param work whether uncles advance the clock too
     */
    EthereumReferee(int uncles, String uncleReward, boolean work) {
        super(UNIT);
        this.uncles = uncles;
        this.uncleReward = uncleReward;
        this.work = work;
    }

    @Override
    void check(Run run, int i) {
        run.require(run.kind(i) == Kind.BLOCK, i, "the protocol has BLOCKs, nothing else");
        int[] parents = run.parents(i);
        run.require(parents.length - 1 <= uncles, i, "it names " + (parents.length - 1) + " uncles of " + uncles);
        for (int j = 1; j < parents.length; j++) checkUncle(run, i, parents[j]);
    }

    private static void checkUncle(Run run, int block, int uncle) {
        int generation = generation(run, block, uncle);
        for (int a = run.predecessor(block); a != -1; a = run.predecessor(a)) {
            run.require(a != uncle, block, "uncle " + uncle + " is its ancestor");
            if (a < uncle) break;
        }
        run.require(generation >= 0, block, "uncle " + uncle + " is no child of an ancestor");
        run.require(
                1 <= generation && generation <= GENERATIONS,
                block,
                "uncle " + uncle + " is " + generation + " generations back");
        for (int a = run.predecessor(block); a > uncle; a = run.predecessor(a)) {
            int[] named = run.parents(a);
            for (int j = 1; j < named.length; j++)
                run.require(named[j] != uncle, block, "uncle " + uncle + " is already named by its ancestor " + a);
        }
    }

    /** How much lower {@code uncle} stands than {@code block}, by the ancestor they share; -1 where its parent is no ancestor. */
    private static int generation(Run run, int block, int uncle) {
        int generation = 0;
        for (int a = run.predecessor(block); a != -1; a = run.predecessor(a), generation++)
            if (a == run.predecessor(uncle)) return generation;
        return -1;
    }

    @Override
    void pay(Run run, int b, Tally tally) {
        int[] parents = run.parents(b);
        int named = parents.length - 1;
        for (int j = 1; j < parents.length; j++) {
            int generation = generation(run, b, parents[j]);
            long units = switch (uncleReward) {
                case "15/16" -> 15 * UNIT / 16;
                case "byzantium" -> (8 - generation) * UNIT / 8;
                default -> throw new IllegalStateException(uncleReward);
            };
            tally.pay(run.miner(parents[j]), units);
        }
        tally.pay(run.miner(b), UNIT + named);
        tally.advance(work ? 1 + named : 1, 1 + named);
    }
}
