package org.undermine.agents.exact;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads that share out ranges of independent rows. What is written does not depend on how many they are: every row is
 * computed by one of them, from what stood there before the range was begun.
 */
final class Crew implements AutoCloseable {
    /** Nobody but the thread that asks. */
    static final Crew ALONE = new Crew(1);

    private static final int WORTH = 1 << 12; // rows that are worth waking somebody up for

    /** Rows from {@code from} up to but without {@code to}. */
    interface Job {
        void rows(int from, int to);
    }

    private final int threads;
    private final ExecutorService others;

    /** @param threads at least 1 */
    Crew(int threads) {
        this.threads = threads;
        others = threads == 1
                ? null
                : Executors.newFixedThreadPool(threads - 1, work -> {
                    var thread = new Thread(work, "solver");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Whether that many rows are done by more than one thread. */
    boolean divides(int rows) {
        return parts(rows) > 1;
    }

    private int parts(int rows) {
        return Math.min(threads, rows / WORTH);
    }

    /** Does all rows, and returns when they are done. */
    void each(int from, int to, Job job) {
        if (Thread.interrupted()) throw new CancellationException("interrupted");
        int parts = parts(to - from);
        if (parts <= 1) {
            job.rows(from, to);
            return;
        }
        List<Future<?>> begun = new ArrayList<>();
        for (int i = 1; i < parts; i++) {
            int low = part(from, to, i, parts);
            int high = part(from, to, i + 1, parts);
            begun.add(others.submit(() -> job.rows(low, high)));
        }
        try {
            job.rows(from, part(from, to, 1, parts));
        } finally {
            begun.forEach(Crew::join);
        }
    }

    private static int part(int from, int to, int i, int parts) {
        return from + (int) ((long) (to - from) * i / parts);
    }

    private static void join(Future<?> begun) {
        try {
            begun.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        if (others != null) others.shutdownNow();
    }
}
