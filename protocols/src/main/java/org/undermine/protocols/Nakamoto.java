package org.undermine.protocols;

/**
 * Nakamoto consensus.
 *
 * <p>A block has one parent. Miners extend the longest chain they know; the first one seen wins a tie. Each block on the
 * chain pays its miner one unit and advances the clock by one.
 *
 * @see <a href="https://bitcoin.org/bitcoin.pdf">Nakamoto 2008, sections 4 to 6</a>
 */
public record Nakamoto() implements Protocol {
    @Override
    public Draft mine(View v) {
        return Draft.extending(v.head());
    }

    @Override
    public int prefer(View v, int block) {
        return v.height(block) > v.height(v.head()) ? block : v.head();
    }

    @Override
    public boolean comparesHashes() {
        return false;
    }

    @Override
    public int progress(View v, int block) {
        return 1;
    }

    @Override
    public void coinbase(View v, int block, Payout payout) {
        payout.pay(v.miner(block), 1);
    }
}
