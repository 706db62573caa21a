package org.undermine.protocols;

import java.util.Random;

/** Random ledgers: two miners who follow the rules, each on whatever it happens to know. */
final class Play {
    final Protocol protocol;
    final Ledger ledger;
    private final Random random;

    Play(Protocol protocol, long seed) {
        this.protocol = protocol;
        ledger = new Ledger(protocol, seed);
        random = new Random(seed);
    }

    /** Grows the ledger to at least {@code size} blocks. */
    Play to(int size) {
        while (ledger.size() < size) {
            int miner = 1 + random.nextInt(2);
            View view = view(miner, random.nextDouble());
            Draft own = protocol.propose(view);
            if (own != null && random.nextInt(4) > 0) ledger.append(own, miner);
            else ledger.append(protocol.mine(view), miner);
        }
        return this;
    }

    /** What a miner sees who knows about this share of the ledger, and has heard it in order. */
    View view(int miner, double share) {
        BlockSet heard = BlockSet.of(0);
        View all = ledger.view(miner, 0);
        for (int b = 1; b < ledger.size(); b++)
            if (heard.containsAll(all.parents(b)) && random.nextDouble() < 0.5 + share / 2) heard = heard.with(b);
        return view(miner, heard);
    }

    View view(int miner, BlockSet heard) {
        int head = 0;
        BlockSet known = BlockSet.EMPTY;
        for (int b = heard.first(); b >= 0; b = heard.next(b)) {
            known = known.with(b);
            head = protocol.prefer(ledger.view(miner, head, known, miner == View.ATTACKER), b);
        }
        return ledger.view(miner, head, known, miner == View.ATTACKER);
    }

    /** What {@code block} pays: nobody, defenders, attacker. */
    static int[] paid(Protocol protocol, View view, int block) {
        int[] paid = new int[3];
        protocol.coinbase(view, block, (miner, amount) -> paid[miner] += amount);
        return paid;
    }
}
