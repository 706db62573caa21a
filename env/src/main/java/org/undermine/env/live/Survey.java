package org.undermine.env.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Collects what miners tell and measures from it. Events may come from any thread and, within a moment, in any order. */
public final class Survey implements Consumer<Event> {
    private final String attacker;
    private final List<Event> events = new ArrayList<>();
    private int found;
    private Long end; // null while there is none

    public Survey(String attacker) {
        this.attacker = attacker;
    }

    @Override
    public synchronized void accept(Event event) {
        events.add(event);
        if (event.kind() == Event.Kind.FOUND) found++;
    }

    /** Blocks found so far. */
    public synchronized int found() {
        return found;
    }

    /** What happens from now on does not count: miners do not all end at once. */
    synchronized void end() {
        end = System.nanoTime();
    }

    public Measurement measure() {
        List<Event> sorted;
        synchronized (this) {
            sorted = new ArrayList<>(events);
            if (end != null) sorted.removeIf(e -> e.nanos() > end);
        }
        sorted.sort(Comparator.comparingLong(Event::nanos));
        var count = new Count();
        sorted.forEach(count::take);
        return count.measurement();
    }

    private record Found(String miner, int height, Found previous) {}

    /** One pass over the events, in the order in which they happened. */
    private final class Count {
        private final Map<Hash, Found> blocks = new HashMap<>();
        private final Map<String, Integer> byMiner = new TreeMap<>();
        private Found top; // of the public blocks
        private Event race; // null if there is none
        private int races;
        private int near;
        private int far;
        private int stale;

        void take(Event e) {
            switch (e.kind()) {
                case FOUND -> found(e);
                case RELEASED -> publish(blocks.get(e.block()));
                case MATCHED -> {
                    race = e;
                    races++;
                }
            }
        }

        private void found(Event e) {
            Found parent = blocks.get(e.other()); // null: the genesis
            var block = new Found(e.miner(), parent == null ? 1 : parent.height + 1, parent);
            blocks.put(e.block(), block);
            byMiner.merge(e.miner(), 1, Integer::sum);
            if (e.miner().equals(attacker)) return;
            Event decided = race;
            if (!publish(block)) stale++;
            else if (decided != null && e.other().equals(decided.block())) near++;
            else if (decided != null && e.other().equals(decided.other())) far++;
        }

        /** @return whether it is higher than all that were public; then whatever race there was is over */
        private boolean publish(Found block) {
            if (block == null || top != null && block.height <= top.height) return false;
            top = block;
            race = null;
            return true;
        }

        Measurement measurement() {
            int own = byMiner.getOrDefault(attacker, 0);
            int all = byMiner.values().stream().mapToInt(i -> i).sum();
            var chain = new TreeMap<String, Integer>();
            boolean[] owns = new boolean[top == null ? 0 : top.height];
            for (Found b = top; b != null; b = b.previous) {
                chain.merge(b.miner, 1, Integer::sum);
                owns[b.height - 1] = b.miner.equals(attacker);
            }
            return new Measurement(
                    byMiner,
                    chain,
                    stale,
                    Interval.share(own, all - stale),
                    Interval.share(near, near + far),
                    races,
                    Interval.ofBatches(owns));
        }
    }
}
