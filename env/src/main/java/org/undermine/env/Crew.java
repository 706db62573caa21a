package org.undermine.env;

/**
 * Threads that share a range of independent pieces of work; whoever asks does a part of it too, and all of it where sharing
 * has not been faster lately.
 */
final class Crew implements AutoCloseable {
    /** Does the pieces {@code from} to {@code to}, the latter left out, which are part number {@code part}, from 0. */
    @FunctionalInterface
    interface Work {
        void part(int part, int from, int to);
    }

    private static final double WORTH_TELLING = 20_000; // nanoseconds that all of the work takes one thread
    private static final int TRIAL = 8; // times of sharing, the best of which counts
    private static final int SOON = 64; // times without, before the first trial is repeated
    private static final int LATE = 1 << 12; // and at most, each trial in vain doubling them

    private final int parts;
    private final Worker[] others;
    private double alone; // nanoseconds that a piece takes one thread, about; 0 until it is known
    private double together; // and all of them
    private int trying; // how many times still
    private int until; // the next trial
    private int patience = SOON;

    /** @param parts threads in all, at least 1 */
    Crew(int parts) {
        this.parts = parts;
        others = new Worker[parts - 1];
        for (int i = 0; i < others.length; i++) others[i] = new Worker();
    }

    /** The part that piece {@code i} of {@code n} belongs to, whoever does it. */
    int part(int n, int i) {
        int part = 0;
        while (i >= first(n, part + 1)) part++;
        return part;
    }

    private int first(int n, int part) {
        return (int) ((long) n * part / parts);
    }

    /** Does pieces 0 to {@code n}, the latter left out; throws what the first part that failed threw, once all are done. */
    void share(int n, Work work) {
        boolean shared = others.length > 0 && n * alone >= WORTH_TELLING && pays();
        long start = System.nanoTime();
        if (shared)
            for (int i = 0; i < others.length; i++) others[i].begin(work, i + 1, first(n, i + 1), first(n, i + 2));
        int own = shared ? 1 : parts;
        Throwable failure = null;
        for (int part = 0; part < own; part++) {
            Throwable e = attempt(work, part, first(n, part), first(n, part + 1));
            if (failure == null) failure = e;
        }
        alone = mean(alone, System.nanoTime() - start, first(n, own));
        if (shared) {
            for (Worker other : others) {
                Throwable e = other.await();
                if (failure == null) failure = e;
            }
            judge(System.nanoTime() - start, n);
        }
        if (failure instanceof RuntimeException e) throw e;
        if (failure instanceof Error e) throw e;
    }

    private boolean pays() {
        if (trying > 0 || together > 0 && together < alone) return true;
        if (--until > 0) return false;
        trying = TRIAL;
        together = 0;
        return true;
    }

    private void judge(long passed, int n) {
        if (trying == 0) {
            together = mean(together, passed, n);
            return;
        }
        double each = (double) passed / n;
        together = together == 0 ? each : Math.min(together, each);
        if (--trying > 0) return;
        patience = together < alone ? SOON : Math.min(LATE, 2 * patience);
        until = patience;
    }

    private static double mean(double before, long passed, int pieces) {
        if (pieces == 0) return before;
        double each = (double) passed / pieces;
        return before == 0 ? each : before + (each - before) / TRIAL;
    }

    static Throwable attempt(Work work, int part, int from, int to) {
        try {
            work.part(part, from, to);
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    @Override
    public void close() {
        for (Worker other : others) other.end();
    }
}
