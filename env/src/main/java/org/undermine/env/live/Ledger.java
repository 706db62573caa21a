package org.undermine.env.live;

import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * A miner's chain and the blocks that wait for a place in it; what each block that comes leads to. For one thread, but for
 * the counters.
 */
final class Ledger {
    private final Miner.Settings settings;
    private final Conduct conduct;
    private final Consumer<Event> events;
    private final Counters counters;
    private final Outlet outlet;
    private final Repair repair;
    private final Chain chain = new Chain();
    private final Orphans orphans = new Orphans();

    Ledger(
            Miner.Settings settings,
            Conduct conduct,
            Consumer<Event> events,
            Counters counters,
            Outlet outlet,
            Repair repair) {
        this.settings = settings;
        this.conduct = conduct;
        this.events = events;
        this.counters = counters;
        this.outlet = outlet;
        this.repair = repair;
    }

    boolean begun() {
        return chain.tip() != null;
    }

    /** Blocks kept aside. */
    int aside() {
        return orphans.size();
    }

    /** Blocks remembered. */
    int held() {
        return chain.size();
    }

    /**
     * A valid block.
     *
     * @param from null for the miner itself
     */
    void take(Block block, Hash hash, InetSocketAddress from) {
        Chain.Place place = chain.append(block, hash);
        if (place != null) appended(place, from);
        else if (from != null) notAppended(block, hash, from);
    }

    private void appended(Chain.Place place, InetSocketAddress from) {
        if (from != null) counters.append();
        if (place.height() == 0) {
            conduct.begin(place);
            if (from == null) outlet.toAll(place.block(), null);
        } else if (from == null) {
            events.accept(Event.now(
                    Event.Kind.FOUND,
                    settings.name(),
                    place.hash(),
                    place.block().previous()));
            conduct.found(place, p -> outlet.toAll(p.block(), null));
        } else {
            conduct.heard(place, p -> outlet.toAll(p.block(), null));
        }
        if (from != null) {
            if (settings.relay()) outlet.toAll(place.block(), from);
            repair.shown(place, from, conduct.shown());
        }
        for (Block orphan : orphans.claim(place.hash())) {
            Hash hash = settings.rules().hash(orphan);
            Chain.Place next = chain.append(orphan, hash);
            if (next == null) counters.drop(Drop.STALE);
            else appended(next, from);
        }
    }

    private void notAppended(Block block, Hash hash, InetSocketAddress from) {
        Chain.Place known = chain.find(hash);
        Chain.Place parent = chain.find(block.previous());
        if (known != null) {
            counters.drop(Drop.KNOWN);
            repair.shown(known, from, conduct.shown());
        } else if (block.isGenesis()) {
            counters.drop(Drop.OTHER_GENESIS);
        } else if (parent != null) {
            counters.drop(Drop.STALE);
        } else {
            int gone = orphans.keep(block, hash);
            if (gone < 0) counters.drop(Drop.KNOWN);
            if (gone > 0) counters.drop(Drop.ORPHAN);
            if (chain.tip() != null) repair.orphaned(from, conduct.shown());
        }
    }
}
