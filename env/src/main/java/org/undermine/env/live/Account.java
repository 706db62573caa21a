package org.undermine.env.live;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a miner counted in all.
 *
 * @param tip the hash of its highest public block; null if it never had any
 * @param departures how often the attacker's wire did what the model does not know of
 */
public record Account(long received, long appended, Map<Drop, Long> dropped, Hash tip, int height, long departures) {
    public static Account of(Miner miner, Conduct conduct) {
        Counters counters = miner.counters();
        var dropped = new EnumMap<Drop, Long>(Drop.class);
        for (Drop why : Drop.values()) if (counters.dropped(why) > 0) dropped.put(why, counters.dropped(why));
        Chain.Place tip = miner.shown();
        return new Account(
                counters.received(),
                counters.appended(),
                dropped,
                tip == null ? null : tip.hash(),
                tip == null ? 0 : tip.height(),
                conduct instanceof Withholding w ? w.departures() : 0);
    }
}
