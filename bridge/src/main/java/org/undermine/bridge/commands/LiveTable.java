package org.undermine.bridge.commands;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.undermine.env.live.Interval;
import org.undermine.env.live.Measurement;

/** A run as it goes on, on a terminal: what each miner found and has on the chain. Elsewhere nothing. */
final class LiveTable implements AutoCloseable {
    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(500);

    private final PrintStream screen; // null if nobody looks
    private long shownAt = System.nanoTime() - EVERY;
    private int lines;

    LiveTable(PrintStream screen) {
        this.screen = screen;
    }

    /** Whether it is time to show something. */
    boolean due() {
        return screen != null && System.nanoTime() - shownAt >= EVERY;
    }

    void show(String title, Measurement m) {
        shownAt = System.nanoTime();
        clear();
        var text = new ArrayList<String>();
        text.add(title);
        text.addAll(miners(m));
        text.add("  alpha " + brief(m.alpha()) + "   gamma " + brief(m.gamma()) + "   revenue " + brief(m.revenue()));
        lines = text.size();
        text.forEach(screen::println);
        screen.flush();
    }

    /** A line for each miner, under a heading. */
    static List<String> miners(Measurement m) {
        var lines = new ArrayList<String>();
        lines.add(String.format("  %-12s %8s %9s %8s", "miner", "found", "on chain", "share"));
        m.found().forEach((name, found) -> {
            int there = m.onChain().getOrDefault(name, 0);
            double share = (double) there / Math.max(1, m.height());
            lines.add(String.format(Locale.ROOT, "  %-12s %8d %9d %8.4f", name, found, there, share));
        });
        return lines;
    }

    private static String brief(Interval i) {
        return Double.isNaN(i.mean()) ? "-" : String.format(Locale.ROOT, "%.3f", i.mean());
    }

    private void clear() {
        if (lines > 0) screen.print("\033[" + lines + "A\033[J");
        lines = 0;
    }

    @Override
    public void close() {
        if (screen == null) return;
        clear();
        screen.flush();
    }
}
