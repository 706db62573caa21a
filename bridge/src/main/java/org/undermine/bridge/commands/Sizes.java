package org.undermine.bridge.commands;

import java.util.Locale;

/** Sizes as people read them. */
final class Sizes {
    private static final double GIB = 1L << 30;

    private Sizes() {}

    static String memory(double bytes) {
        if (bytes >= 1e5 * GIB) return String.format(Locale.ROOT, "%.0e GiB", bytes / GIB);
        return bytes >= GIB
                ? String.format(Locale.ROOT, "%.1f GiB", bytes / GIB)
                : Math.round(bytes / (1 << 20)) + " MiB";
    }

    /** 12,345; or 3e14 where nobody counts digits. */
    static String count(double n) {
        return n < 1e12 ? String.format(Locale.ROOT, "%,d", Math.round(n)) : String.format(Locale.ROOT, "%.0e", n);
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.0f s", seconds);
    }
}
