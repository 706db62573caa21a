package org.undermine.env.live;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.undermine.env.Seeds;

/**
 * One miner on a UDP socket (specs/tiny-blockchain.md). A thread receives and checks datagrams, another one tries hashes;
 * what they find they hand to a third, the only one that changes the chain.
 */
public final class Miner implements AutoCloseable {
    /**
     * @param name how it is called, and what is in its blocks unless {@code data} says otherwise
     * @param rate hashes a second, more than 0; blocks a second where {@code rules} do without work
     * @param relay whether blocks of others are sent on, as they must be unless all miners are peers of one another
     * @param seed of the work that is tried; what is found when depends on the clock all the same
     */
    public record Settings(String name, Rules rules, byte[] data, double rate, boolean relay, long seed) {
        public static final double MOST_RATE = 1e9;

        public Settings {
            if (!(rate > 0 && rate <= MOST_RATE))
                throw new IllegalArgumentException(
                        "rate is " + rate + "; allowed: more than 0, to 1e9 hashes a second");
            if (data.length > Block.MOST_DATA)
                throw new IllegalArgumentException(
                        "data is " + data.length + " bytes; allowed: 0 to " + Block.MOST_DATA);
        }

        public Settings(String name, Rules rules, double rate, long seed) {
            this(name, rules, name.getBytes(StandardCharsets.UTF_8), rate, true, seed);
        }
    }

    private static final int QUEUE = 4096; // blocks that wait to be looked at
    private static final int BUFFER = 1 << 20; // bytes that wait to be received
    private static final long TICK_MILLIS = 50;
    private static final long LEAVE_MILLIS = 2000;

    private final Settings settings;
    private final Conduct conduct;
    private final Consumer<Event> events;
    private final Wire wire;
    private final DatagramChannel channel;
    private final Counters counters;
    private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Semaphore taken = new Semaphore(0); // own blocks
    private Thread chain; // this and the next two null before it joins
    private Thread receiver;
    private Thread digger;
    private Outlet outlet;
    private Repair repair;
    private Ledger ledger;
    private volatile Job job; // null before the genesis
    private volatile Chain.Place shown;
    private volatile int aside;
    private volatile int held;
    private volatile Throwable failure;
    private volatile boolean closed;

    /** @param from null for the miner itself */
    private record Message(Block block, Hash hash, InetSocketAddress from) {}

    private record Job(Chain.Place head, Rules.Attempts attempts) {}

    /**
     * Takes an address, and does nothing else before it {@link #join}s.
     *
     * @param address port 0 for any that is free
     * @param events told of what it finds
     * @throws IllegalArgumentException one line, if it cannot be had
     */
    public Miner(Settings settings, InetSocketAddress address, Conduct conduct, Consumer<Event> events)
            throws IOException {
        this.settings = settings;
        this.conduct = conduct;
        this.events = events;
        wire = new Wire(settings.rules());
        counters = new Counters(settings.name());
        channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            channel.bind(address);
        } catch (SocketException e) {
            channel.close();
            String why = e instanceof BindException ? "in use, or not of this machine" : e.getMessage();
            throw new IllegalArgumentException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + why);
        }
    }

    public InetSocketAddress address() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new IllegalStateException("the miner is closed", e);
        }
    }

    /** Begins. @param genesis the first block, if this miner is to make it; else null */
    public void join(List<Peer> peers, Block genesis) {
        outlet = new Outlet(channel, wire, peers);
        repair = new Repair(outlet, peers);
        ledger = new Ledger(settings, conduct, events, counters, outlet, repair);
        if (genesis != null) queue.add(new Message(genesis, settings.rules().hash(genesis), null));
        chain = start("chain", this::decide);
        receiver = start("receive", this::receive);
        digger = start("mine", this::mine);
    }

    private Thread start(String what, Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (InterruptedException | ClosedChannelException e) { // closed
                    } catch (IOException | RuntimeException | Error e) {
                        failure = e;
                    }
                },
                settings.name() + " " + what);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private interface Work {
        void run() throws InterruptedException, IOException;
    }

    public Settings settings() {
        return settings;
    }

    public Counters counters() {
        return counters;
    }

    /** Blocks kept aside, and those about to be looked at. */
    public int waiting() {
        return aside + (int) queue.stream().filter(m -> m.from != null).count();
    }

    /** Blocks of the chain and its branches that are remembered. */
    public int held() {
        return held;
    }

    /** The highest block it lets others know of; null before the genesis. */
    public Chain.Place shown() {
        return shown;
    }

    /** What ended a thread that should not have ended; null if nothing did. */
    public Throwable failure() {
        return failure;
    }

    // ---- receiving

    private void receive() throws IOException {
        ByteBuffer datagram = ByteBuffer.allocate(Wire.MOST_BYTES + 1);
        while (!closed) {
            datagram.clear();
            var from = (InetSocketAddress) channel.receive(datagram);
            counters.receive();
            Block block = wire.read(datagram.flip(), counters::drop);
            if (block == null) continue;
            Hash hash = settings.rules().hash(block);
            if (!settings.rules().valid(block, hash)) counters.drop(Drop.NO_WORK);
            else if (!queue.offer(new Message(block, hash, from))) counters.drop(Drop.FLOOD);
        }
    }

    // ---- the chain

    private void decide() throws InterruptedException {
        while (!closed) {
            Message message = queue.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
            if (message != null) take(message);
            if (shown != null) repair.tick(shown);
        }
    }

    private void take(Message m) {
        ledger.take(m.block, m.hash, m.from);
        aside = ledger.aside();
        held = ledger.held();
        if (!ledger.begun()) return;
        shown = conduct.shown();
        if (m.from == null || job == null || !job.head.equals(conduct.head())) job = job(conduct.head());
        if (m.from == null && !m.block.isGenesis()) taken.release();
    }

    private Job job(Chain.Place head) {
        return new Job(head, settings.rules().attempts(new Block(settings.data(), head.hash(), 0)));
    }

    // ---- mining

    private void mine() throws InterruptedException {
        var bucket = new Bucket(settings.rate());
        long work = Seeds.of(settings.seed(), 0);
        while (!closed) {
            for (int left = bucket.take(); left > 0 && !closed; left--) {
                Job now = job;
                if (now == null) break;
                Block found = now.attempts.at(work++);
                if (found == null) continue;
                queue.put(new Message(found, settings.rules().hash(found), null));
                taken.acquire(); // what to try next depends on it
            }
        }
    }

    /** Stops mining, and does not wait. */
    public void leave() {
        closed = true;
        if (outlet != null) outlet.close();
        if (digger != null) digger.interrupt();
    }

    /** Ends; returns when nothing of it is left. What it showed as its own it has sent. */
    @Override
    public void close() {
        leave();
        try {
            // In this order: who waits to receive would take the channel with it, and the last block with the channel.
            join(digger);
            join(chain);
            channel.close();
            join(receiver);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) { // it is gone either way
        }
    }

    private static void join(Thread thread) throws InterruptedException {
        if (thread != null && thread != Thread.currentThread()) thread.join(LEAVE_MILLIS);
    }
}
