package org.undermine.agents.exact;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

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

    int threads() {
        return threads;
    }

    /** Does all rows, and returns when they are done. */
    void each(int from, int to, Job job) {
        int parts = Math.max(1, Math.min(threads, (to - from) / WORTH));
        run(parts, i -> job.rows(part(from, to, i, parts), part(from, to, i + 1, parts)));
    }

    /** Everybody does the job, and all have when this returns. */
    void together(Runnable job) {
        run(threads, i -> job.run());
    }

    private void run(int parts, IntConsumer part) {
        if (Thread.interrupted()) throw new CancellationException("interrupted");
        List<Future<?>> begun = new ArrayList<>();
        for (int i = 1; i < parts; i++) {
            int other = i;
            begun.add(others.submit(() -> part.accept(other)));
        }
        try {
            part.accept(0);
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
