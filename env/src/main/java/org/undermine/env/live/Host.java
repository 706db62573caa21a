package org.undermine.env.live;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;

/** Where a miner runs. */
public interface Host extends AutoCloseable {
    /** Where it listens; waits until it does. @throws IllegalArgumentException one line, if it does not start */
    InetSocketAddress address();

    /** Begins. @param genesis null, but for the one that makes it */
    void join(List<Peer> peers, Block genesis);

    /** Why it is no longer mining; null while it is. */
    String failure();

    /** Asks it to end, and does not wait. */
    default void leave() {}

    /** Ends it; returns when it has ended. */
    @Override
    void close();

    /** What it counted in all, once it is closed. */
    Account account();

    /** Starts a miner, which is to listen and wait. */
    @FunctionalInterface
    public interface Starter {
        /** @throws IllegalArgumentException one line, if it does not start */
        Host start(Plan.Part part, Consumer<Event> events) throws IOException;
    }
}
