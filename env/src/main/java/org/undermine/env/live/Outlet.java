package org.undermine.env.live;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Sends blocks to peers, to some of them late. UDP: what is lost is lost. */
final class Outlet implements AutoCloseable {
    private static final double MICROS = 1e3; // a millisecond

    private final DatagramChannel channel;
    private final Wire wire;
    private final List<Peer> peers;
    private final ScheduledThreadPoolExecutor late; // null where nothing is late

    Outlet(DatagramChannel channel, Wire wire, List<Peer> peers) {
        this.channel = channel;
        this.wire = wire;
        this.peers = List.copyOf(peers);
        late = peers.stream().anyMatch(p -> p.delayMillis() > 0)
                ? new ScheduledThreadPoolExecutor(1, Outlet::daemon)
                : null;
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "late");
        thread.setDaemon(true);
        return thread;
    }

    /** @param except who need not be told; null for nobody */
    void toAll(Block block, InetSocketAddress except) {
        byte[] datagram = wire.write(block);
        for (Peer peer : peers) if (!peer.address().equals(except)) send(datagram, peer);
    }

    void to(Peer peer, Block block) {
        send(wire.write(block), peer);
    }

    private void send(byte[] datagram, Peer peer) {
        if (peer.delayMillis() == 0) now(datagram, peer);
        else late.schedule(() -> now(datagram, peer), (long) (peer.delayMillis() * MICROS), TimeUnit.MICROSECONDS);
    }

    private void now(byte[] datagram, Peer peer) {
        try {
            channel.send(ByteBuffer.wrap(datagram), peer.address());
        } catch (IOException e) { // closed, or nobody there: as good as lost on the way
        }
    }

    @Override
    public void close() {
        if (late != null) late.shutdownNow();
    }
}
