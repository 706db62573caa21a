package org.undermine.env;

import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that share a range of independent pieces of work; whoever asks does a part of it too. */
final class Crew implements AutoCloseable {
    /** Does the pieces {@code from} to {@code to}, the latter left out; {@code thread} is a number from 0. */
    @FunctionalInterface
    interface Work {
        void part(int thread, int from, int to);
    }

    private final int threads;
    private final ExecutorService others; // null where there are none

    /** @param threads in all, at least 1 */
    Crew(int threads) {
        this.threads = threads;
        others = threads == 1
                ? null
                : Executors.newFixedThreadPool(threads - 1, task -> {
                    var thread = new Thread(task, "environments");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Does pieces 0 to {@code n}, the latter left out; throws what the first part that failed threw, once all are done. */
    void share(int n, Work work) {
        var parts = new ArrayList<Future<?>>();
        for (int t = 1; t < threads; t++) {
            int thread = t;
            int from = (int) ((long) n * t / threads);
            int to = (int) ((long) n * (t + 1) / threads);
            if (from < to) parts.add(others.submit(() -> work.part(thread, from, to)));
        }
        RuntimeException failure = null;
        try {
            work.part(0, 0, n / threads);
        } catch (RuntimeException e) {
            failure = e;
        }
        for (var part : parts) {
            RuntimeException e = await(part);
            if (failure == null) failure = e;
        }
        if (failure != null) throw failure;
    }

    private static RuntimeException await(Future<?> part) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    part.get();
                    return null;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException thrown) return thrown;
                    if (e.getCause() instanceof Error thrown) throw thrown;
                    throw new AssertionError(e.getCause());
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (others != null) others.shutdown();
    }
}
