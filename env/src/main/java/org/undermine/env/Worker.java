package org.undermine.env;

import java.util.concurrent.locks.LockSupport;

/** A thread that does one part of some work after the other. For a while it looks for the next, then it sleeps. */
final class Worker {
    private static final long LOOK = 20_000; // nanoseconds of looking without giving way to others
    private static final long YIELD = 50_000; // and before sleep

    private final Thread thread = new Thread(this::live, "environments");
    private volatile Crew.Work work; // null: nothing to do, or done
    private int part;
    private int from;
    private int to;
    private Throwable failure; // written before work is done
    private volatile boolean sleeps;
    private volatile boolean ended;
    private volatile Thread waiting; // for the work to be done; null if nobody sleeps

    Worker() {
        thread.setDaemon(true);
        thread.start();
    }

    boolean sleeps() {
        return sleeps;
    }

    /** Sets it to work; it has none. */
    void begin(Crew.Work toDo, int number, int first, int end) {
        part = number;
        from = first;
        to = end;
        work = toDo;
        if (sleeps) LockSupport.unpark(thread);
    }

    /** Returns once the work is done: what it threw, or null. An interrupt waits until then. */
    Throwable await() {
        long start = System.nanoTime();
        boolean interrupted = false;
        while (work != null) {
            if (look(start)) continue;
            waiting = Thread.currentThread();
            if (work != null) LockSupport.park(this);
            if (Thread.interrupted()) interrupted = true;
            waiting = null;
        }
        if (interrupted) Thread.currentThread().interrupt();
        return failure;
    }

    /** Lets a moment pass; false where there have been enough of them. */
    private static boolean look(long start) {
        long passed = System.nanoTime() - start;
        if (passed < LOOK) Thread.onSpinWait();
        else if (passed < YIELD) Thread.yield();
        else return false;
        return true;
    }

    private void live() {
        while (true) {
            long start = System.nanoTime();
            while (work == null) {
                if (ended) return;
                if (look(start)) continue;
                sleeps = true;
                if (work == null && !ended) LockSupport.park(this);
                sleeps = false;
            }
            failure = Crew.attempt(work, part, from, to);
            work = null;
            Thread waits = waiting;
            if (waits != null) LockSupport.unpark(waits);
        }
    }

    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }
}
