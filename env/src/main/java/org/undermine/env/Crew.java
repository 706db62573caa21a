package org.undermine.env;

/**
 * Threads that share a range of independent pieces of work; whoever asks does a part of it too, and all of it where that is
 * sooner done than said.
 */
final class Crew implements AutoCloseable {
    /** Does the pieces {@code from} to {@code to}, the latter left out, which are part number {@code part}, from 0. */
    @FunctionalInterface
    interface Work {
        void part(int part, int from, int to);
    }

    private static final double WORTH_TELLING = 20_000; // nanoseconds that all of the work takes alone, at least,
    private static final double WORTH_WAKING = 200_000; // to share it with workers that look, or that sleep

    private final int parts;
    private final Worker[] others;
    private double each; // nanoseconds that a piece took last; 0 at first

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
        boolean shared = others.length > 0 && n * each >= (sleeping() ? WORTH_WAKING : WORTH_TELLING);
        if (shared)
            for (int i = 0; i < others.length; i++) others[i].begin(work, i + 1, first(n, i + 1), first(n, i + 2));
        Throwable failure = null;
        long start = System.nanoTime();
        int mine = shared ? 1 : parts;
        for (int part = 0; part < mine; part++) {
            Throwable e = attempt(work, part, first(n, part), first(n, part + 1));
            if (failure == null) failure = e;
        }
        if (others.length > 0 && n >= parts) each = (double) (System.nanoTime() - start) / first(n, mine);
        if (shared)
            for (Worker other : others) {
                Throwable e = other.await();
                if (failure == null) failure = e;
            }
        if (failure instanceof RuntimeException e) throw e;
        if (failure instanceof Error e) throw e;
    }

    private boolean sleeping() {
        for (Worker other : others) if (other.sleeps()) return true;
        return false;
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
