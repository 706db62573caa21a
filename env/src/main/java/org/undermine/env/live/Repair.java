package org.undermine.env.live;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes up for lost datagrams, in a protocol where nothing can be asked for but by sending blocks. Every miner shows its
 * peers its tip now and then, and the genesis less often. Who is shown a block far below its own tip sends what follows;
 * who is shown one without its parent shows what it has: tip, and ever larger steps down, one of which the other knows.
 * Only peers are answered, and no peer often.
 */
final class Repair {
    private static final long SHOW_TIP = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long SHOW_GENESIS = TimeUnit.SECONDS.toNanos(2);
    private static final long ANSWER = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int BEHIND = 2; // blocks; one less is in flight
    private static final int BATCH = 64;

    private final Outlet outlet;
    private final Map<InetSocketAddress, Known> peers = new HashMap<>();
    private long tipShown = System.nanoTime();
    private long genesisShown = tipShown;

    private static final class Known {
        private final Peer peer;
        private long answered = System.nanoTime() - ANSWER;
        private long above = System.nanoTime() - SHOW_GENESIS; // when it last showed more than the genesis

        Known(Peer peer) {
            this.peer = peer;
        }
    }

    Repair(Outlet outlet, List<Peer> peers) {
        this.outlet = outlet;
        for (Peer p : peers) this.peers.put(p.address(), new Known(p));
    }

    /** To be called often. */
    void tick(Chain.Place tip) {
        long now = System.nanoTime();
        if (now - tipShown < SHOW_TIP) return;
        tipShown = now;
        outlet.toAll(tip.block(), null);
        if (now - genesisShown < SHOW_GENESIS) return;
        genesisShown = now;
        outlet.toAll(tip.at(0).block(), null);
    }

    /** A block of the chain was shown by {@code from}. */
    void shown(Chain.Place block, InetSocketAddress from, Chain.Place tip) {
        Known known = peers.get(from);
        if (known == null) return;
        long now = System.nanoTime();
        boolean more = block.height() > 0;
        if (more) known.above = now;
        if (block.height() > tip.height() - BEHIND && (more || tip.height() == 0)) return;
        if (!more && now - known.above < SHOW_GENESIS || now - known.answered < ANSWER) return;
        known.answered = now;
        int common = block.common(tip).height();
        for (int h = common + 1; h <= Math.min(tip.height(), common + BATCH); h++)
            outlet.to(known.peer, tip.at(h).block());
    }

    /** A block without its parent was shown by {@code from}. */
    void orphaned(InetSocketAddress from, Chain.Place tip) {
        Known known = peers.get(from);
        if (known == null) return;
        long now = System.nanoTime();
        known.above = now;
        if (now - known.answered < ANSWER) return;
        known.answered = now;
        for (int step = 1, h = tip.height(); h > 0; h -= step, step *= 2)
            outlet.to(known.peer, tip.at(h).block());
        outlet.to(known.peer, tip.at(0).block());
    }
}
