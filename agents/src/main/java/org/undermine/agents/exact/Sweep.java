package org.undermine.agents.exact;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * The best attack at many points of one model. Points are solved in runs, each looked for from its neighbour's best attack on.
 * Runs are the same whatever the number of threads that take them up, and so are the results.
 */
public final class Sweep implements AutoCloseable {
    private static final int RUN = 10; // points at most

    /** Alpha and gamma. */
    public record Place(double alpha, double gamma) {}

    private final ExecutorService threads;

    /** @param threads at least 1 */
    public Sweep(int threads) {
        this.threads = Executors.newFixedThreadPool(threads, work -> {
            var thread = new Thread(work, "sweep");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to solve.
     *
     * @param places neighbours side by side; a run ends where gamma changes
     * @param keep what is kept of a result, which is large; asked by the thread that solved
     * @return what is kept of each place, in order, some of it yet to come
     */
    public <T> List<Future<T>> of(Study study, List<Place> places, double epsilon, Function<Result, T> keep) {
        var rows = new ArrayList<Future<T>>();
        for (int from = 0; from < places.size(); ) {
            int to = from + 1;
            while (to < places.size() && to < from + RUN && places.get(to).gamma == places.get(from).gamma) to++;
            var run = new ArrayList<CompletableFuture<T>>();
            for (int i = from; i < to; i++) run.add(new CompletableFuture<>());
            rows.addAll(run);
            List<Place> here = places.subList(from, to);
            threads.execute(() -> solve(study, here, epsilon, keep, run));
            from = to;
        }
        return rows;
    }

    private static <T> void solve(
            Study study, List<Place> places, double epsilon, Function<Result, T> keep, List<CompletableFuture<T>> run) {
        try {
            int[] best = null;
            for (int i = 0; i < run.size(); i++) {
                Result result = study.attack(places.get(i).alpha, places.get(i).gamma, epsilon, best);
                best = result.optimum().policy();
                run.get(i).complete(keep.apply(result));
            }
        } catch (Throwable e) { // whoever waits is told
            for (var row : run) row.completeExceptionally(e);
        }
    }

    /** What has not been begun is left undone. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
