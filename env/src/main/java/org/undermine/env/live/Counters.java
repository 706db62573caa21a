package org.undermine.env.live;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came of the datagrams received: each was appended to the chain, is kept aside, is about to be looked at, or was
 * dropped. What is hostile is logged, one line a second for each kind.
 */
public final class Counters {
    private static final Logger LOG = LoggerFactory.getLogger(Counters.class);
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final LongAdder received = new LongAdder();
    private final LongAdder appended = new LongAdder();
    private final Map<Drop, Line> dropped = new EnumMap<>(Drop.class);

    private static final class Line {
        private final LongAdder count = new LongAdder();
        private long said;
        private long saidAt = System.nanoTime() - SILENCE;
    }

    Counters(String name) {
        this.name = name;
        for (Drop drop : Drop.values()) dropped.put(drop, new Line());
    }

    void receive() {
        received.increment();
    }

    void append() {
        appended.increment();
    }

    void drop(Drop why) {
        Line line = dropped.get(why);
        line.count.increment();
        if (why != Drop.KNOWN) log(why, line);
    }

    private void log(Drop why, Line line) {
        long now = System.nanoTime();
        synchronized (line) {
            if (now - line.saidAt < SILENCE) return;
            long count = line.count.sum();
            LOG.warn("{}: dropped {} {}", name, count - line.said, why);
            line.said = count;
            line.saidAt = now;
        }
    }

    /** Datagrams that came in. */
    public long received() {
        return received.sum();
    }

    /** Of these, those now on the chain or on a branch. */
    public long appended() {
        return appended.sum();
    }

    public long dropped(Drop why) {
        return dropped.get(why).count.sum();
    }

    public long dropped() {
        long sum = 0;
        for (Drop why : Drop.values()) sum += dropped(why);
        return sum;
    }
}
