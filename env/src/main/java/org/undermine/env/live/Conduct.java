package org.undermine.env.live;

import java.util.function.Consumer;

/** What a miner does with its chain: on which block it mines, and which it sends. Called by one thread. */
public interface Conduct {
    /** The first of all blocks is there. Called once, before anything else. */
    void begin(Chain.Place genesis);

    /** On which block to mine now. */
    Chain.Place head();

    /** The highest block that others may know of. */
    Chain.Place shown();

    /** An own block is on the chain; blocks to {@code send} to all peers, parents first. */
    void found(Chain.Place block, Consumer<Chain.Place> send);

    /** Somebody else's block is on the chain. */
    void heard(Chain.Place block, Consumer<Chain.Place> send);

    /** The longest chain, first seen; every block is sent when it is found. */
    final class Honest implements Conduct {
        private Chain.Place tip;

        @Override
        public void begin(Chain.Place genesis) {
            tip = genesis;
        }

        @Override
        public Chain.Place head() {
            return tip;
        }

        @Override
        public Chain.Place shown() {
            return tip;
        }

        @Override
        public void found(Chain.Place block, Consumer<Chain.Place> send) {
            heard(block, send);
            send.accept(block);
        }

        @Override
        public void heard(Chain.Place block, Consumer<Chain.Place> send) {
            if (block.height() > tip.height()) tip = block;
        }
    }
}
