package org.undermine.env.live;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Where blocks are sent.
 *
 * @param delayMillis how long they are held back before, to stand for a longer way
 */
public record Peer(InetSocketAddress address, double delayMillis) {
    private static final String NONE = "-";
    private static final String ALLOWED = "HOST:PORT, or HOST:PORT@MILLISECONDS to send late";
    private static final double MOST_MILLIS = 60_000;
    private static final int PORTS = 1 << 16;

    /** @param typed HOST:PORT or HOST:PORT@MILLISECONDS, with commas between; "-" or nothing for none */
    public static List<Peer> list(String typed) {
        var peers = new ArrayList<Peer>();
        if (typed.isBlank() || typed.equals(NONE)) return peers;
        for (String one : typed.split(",", -1)) {
            int at = one.indexOf('@');
            double delay = at < 0 ? 0 : delay(one, one.substring(at + 1));
            InetSocketAddress address = address("peer", at < 0 ? one : one.substring(0, at), ALLOWED);
            if (address.getPort() == 0) throw refuse("peer", one, ALLOWED + ", the port from 1");
            peers.add(new Peer(address, delay));
        }
        return peers;
    }

    private static double delay(String peer, String typed) {
        try {
            double delay = Double.parseDouble(typed);
            if (delay >= 0 && delay <= MOST_MILLIS) return delay;
        } catch (NumberFormatException e) { // falls through to the one message
        }
        throw refuse("peer", peer, ALLOWED + ", 0 to 60000");
    }

    /**
     * An address.
     *
     * @param what it is called if it is refused
     * @param typed HOST:PORT
     * @throws IllegalArgumentException one line, if it is malformed or nobody knows the host
     */
    public static InetSocketAddress address(String what, String typed, String allowed) {
        int colon = typed.lastIndexOf(':');
        int port;
        try {
            port = colon <= 0 ? -1 : Integer.parseInt(typed.substring(colon + 1));
        } catch (NumberFormatException e) {
            port = -1;
        }
        if (port < 0 || port >= PORTS) throw refuse(what, typed, allowed);
        var address = new InetSocketAddress(typed.substring(0, colon), port);
        if (address.isUnresolved())
            throw new IllegalArgumentException(what + " is " + typed + ": there is no host " + address.getHostString());
        return address;
    }

    private static IllegalArgumentException refuse(String what, String typed, String allowed) {
        return new IllegalArgumentException(what + " is " + (typed.isEmpty() ? "''" : typed) + "; allowed: " + allowed);
    }

    @Override
    public String toString() {
        return address.getAddress().getHostAddress() + ":" + address.getPort()
                + (delayMillis > 0 ? "@" + delayMillis : "");
    }
}
