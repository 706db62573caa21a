package org.undermine.env.mdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.undermine.env.mdp.Compiler.Compiled;

/**
 * Explores a process, breadth first, into the table that {@link Compiler} makes, with several threads and without keeping
 * objects.
 *
 * <p>Runs of states go to whichever thread is free; what a thread finds is numbered in the order of the states, by one thread
 * at a time, so the table is the same whatever the number of threads.
 */
public final class Explorer<S> {
    private static final int RUN = 256; // states
    private static final int AHEAD = 16; // runs for each thread that may wait for their turn to be numbered
    private static final double ROOM = 0.6; // of the memory that there is: the collector keeps a third for what is new

    private final Packed<S> model;
    private final int threads;
    private final IntConsumer progress;
    private final long memory;
    private final Fingerprints number = new Fingerprints();
    private final StateBytes states = new StateBytes();
    private final GrowingTable table = new GrowingTable();
    private final Symbols<Probability> probabilities = new Symbols<>();
    private final Symbols<Payoff> payoffs = new Symbols<>();

    // guarded by this
    private final Map<Integer, Run<S>> waiting = new HashMap<>(); // to be numbered, by first state
    private int numbered; // states that have a number
    private int next; // state to be explored
    private int explored; // states whose rows are in the table
    private boolean numbering; // some thread is at it
    private Throwable failure;

    private record Run<S>(int first, int count, Successors<S> successors) {}

    private Explorer(Packed<S> model, int threads, long memory, IntConsumer progress) {
        this.model = model;
        this.threads = threads;
        this.memory = memory;
        this.progress = progress;
    }

    /**
     * @param threads at least 1
     * @param progress told the number of states explored, every few hundred, by one thread at a time; may throw to give up
     * @throws IllegalArgumentException one line, before memory runs out
     */
    public static <S> Compiled<S> compile(Packed<S> model, int threads, IntConsumer progress) {
        long memory = Runtime.getRuntime().maxMemory();
        return compile(model, threads, (long) (ROOM * memory), progress);
    }

    /** The same where it is {@link Packed}; else as the plain compiler does it. */
    public static Compiled<?> compile(Mdp<?> model, int threads, IntConsumer progress) {
        return model instanceof Packed<?> packed
                ? compile(packed, threads, progress)
                : Compiler.compile(model, progress);
    }

    /** @param memory bytes that may be taken */
    static <S> Compiled<S> compile(Packed<S> model, int threads, long memory, IntConsumer progress) {
        return new Explorer<>(model, threads, memory, progress).compile();
    }

    private Compiled<S> compile() {
        begin();
        var others = new ArrayList<Thread>();
        for (int i = 1; i < threads; i++) {
            var finder = new Successors.Finder<>(model.another());
            var thread = new Thread(() -> work(finder), "explore-" + i);
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
        }
        work(new Successors.Finder<>(model));
        for (Thread thread : others) join(thread);
        if (failure instanceof RuntimeException e) throw e;
        if (failure instanceof Error e) throw e;
        ExplicitMdp built = table.build(probabilities.all(), payoffs.all(), model.unit());
        var stored = new Stored<>(model.another(), states, number);
        return new Compiled<>(model, built, stored, stored);
    }

    private void begin() {
        var first = new Successors<>(new Successors.Finder<>(model), number);
        first.start();
        first.number(states);
        numbered = 1;
    }

    private void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            fail(new IllegalStateException("interrupted"));
            Thread.currentThread().interrupt();
        }
    }

    private void work(Successors.Finder<S> finder) {
        try {
            for (Run<S> run = take(finder); run != null; run = take(finder)) {
                run.successors.explore(states.from(run.first), run.count);
                give(run);
            }
        } catch (InterruptedException e) {
            fail(new IllegalStateException("interrupted"));
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) { // whatever it is, all threads end
            fail(e);
        }
    }

    private synchronized void fail(Throwable e) {
        if (failure == null) failure = e;
        notifyAll();
    }

    /** The next run of states; null where there is none left. */
    private synchronized Run<S> take(Successors.Finder<S> finder) throws InterruptedException {
        while (failure == null && explored < numbered && (next == numbered || waiting.size() > AHEAD * threads)) wait();
        if (failure != null || explored == numbered) return null;
        int count = Math.min(RUN, numbered - next);
        var run = new Run<>(next, count, new Successors<>(finder, number));
        next += count;
        return run;
    }

    /** Numbers what was found, and what had to wait for it. */
    private void give(Run<S> run) {
        synchronized (this) {
            waiting.put(run.first, run);
            if (numbering) return;
            numbering = true;
        }
        for (Run<S> ready = ready(); ready != null; ready = ready()) {
            ready.successors.number(table, states, probabilities, payoffs);
            done(ready);
        }
    }

    private synchronized Run<S> ready() {
        Run<S> ready = failure == null ? waiting.remove(explored) : null;
        if (ready == null) numbering = false;
        return ready;
    }

    private void done(Run<S> run) {
        progress.accept(run.first + run.count);
        long soon = number.bytesSoon() + states.bytes() + table.bytesSoon();
        if (soon > memory)
            throw new IllegalArgumentException(String.format(
                    "%,d states explored, %,d more found: the table would not fit into the %,d MiB of memory",
                    run.first + run.count, number.size() - run.first - run.count, memory >> 20));
        synchronized (this) {
            explored += run.count;
            numbered = number.size();
            notifyAll();
        }
    }
}
