package org.undermine.bridge.commands;

import java.io.PrintStream;
import java.text.DecimalFormat;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on a terminal, and nothing elsewhere. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 79;
    private static final int EVERY_MILLIS = 250;

    private final ProgressBar bar;

    Progress(PrintStream terminal, String task, String unit, long max) {
        bar = terminal == null
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(task)
                        .setUnit(" " + unit, 1)
                        .setInitialMax(max > 0 ? max : -1)
                        .setUpdateIntervalMillis(EVERY_MILLIS)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
                        .clearDisplayOnFinish()
                        .hideEta()
                        .showSpeed(new DecimalFormat("#,##0"))
                        .build();
    }

    void at(long n) {
        if (bar == null) return;
        if (n > bar.getMax()) bar.maxHint(-1); // the estimate was too low
        bar.stepTo(n);
    }

    /** A few words beside the bar. */
    void say(String words) {
        if (bar != null) bar.setExtraMessage(words);
    }

    @Override
    public void close() {
        if (bar != null) bar.close();
    }
}
