package org.undermine.env.attack;

import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.undermine.protocols.Protocol;

/** Looks on while rules are asked, and gives up on a question that finds no answer. */
public final class Watch {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK = 20; // milliseconds

    /** What is being asked: a rule, on a view, about a block or about none. */
    private record Asked(String rule, Guard view, String about, long since) {}

    private volatile Asked asked;
    private volatile boolean over;
    private volatile Object result;
    private volatile Throwable thrown;

    private Watch() {}

    /**
     * Does something with rules on a thread of its own, which ends with the process if the rules never do.
     *
     * @throws Broken if a rule answers against its contract, or not within seconds
     */
    static <T> T during(Function<Watch, T> work) {
        var watch = new Watch();
        var worker = new Thread(null, () -> watch.work(work), "rules", 0);
        worker.setDaemon(true);
        worker.start();
        try {
            while (worker.isAlive()) {
                worker.join(LOOK);
                watch.look();
            }
        } catch (InterruptedException e) {
            watch.over = true;
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return watch.result();
    }

    private void work(Function<Watch, ?> work) {
        try {
            result = work.apply(this);
        } catch (RuntimeException | Error e) {
            thrown = e;
        }
    }

    private void look() {
        Asked now = asked;
        if (now == null || System.nanoTime() - now.since < PATIENCE) return;
        over = true;
        throw new Broken(Breach.in(
                now.view.position(),
                now.rule,
                now.view.viewer() + now.about + ": no answer within " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE)
                        + " seconds; an endless loop?"));
    }

    @SuppressWarnings("unchecked")
    private <T> T result() {
        if (thrown instanceof Broken broken) throw broken;
        if (thrown instanceof RuntimeException e) throw e;
        if (thrown instanceof Error e) throw e;
        return (T) result;
    }

    /** The same rules; whatever they answer against the contract is thrown as {@link Broken}. */
    public Protocol over(Protocol rules) {
        return Examined.of(rules, this);
    }

    void asks(String rule, Guard view, String about) {
        asked = new Asked(rule, view, about, System.nanoTime());
    }

    void answered() {
        asked = null;
    }

    /** Whether nobody waits for an answer any longer. */
    boolean isOver() {
        return over;
    }
}
