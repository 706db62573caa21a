package org.undermine.bridge;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Base64;
import javax.net.ServerSocketFactory;
import py4j.GatewayServer;

/**
 * The way in for Python: a Py4J server.
 *
 * <p>It listens on loopback only, on a port the system chooses, and refuses whoever does not bring the token. Both are
 * told in one line, see {@link #line}: in the file that {@code undermine gateway} writes for all processes of its user, or
 * on the standard output of a JVM that one process starts for itself, which nobody else reads. The latter JVM ends when
 * standard input does, or when its parent is gone, whichever is noticed first: a forked child of the parent may hold the
 * pipe open.
 */
public final class Gateway {
    static final int VERSION = 3; // of the line, of Service's methods and of the Doorbell
    private static final int TOKEN_BYTES = 32;
    private static final long LOOK_EVERY_MS = 200;

    private final GatewayServer server;
    private final String token;

    /** Starts to listen. */
    Gateway(Object entryPoint) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        server = new GatewayServer.GatewayServerBuilder(entryPoint)
                .javaAddress(InetAddress.getLoopbackAddress())
                .javaPort(0)
                .authToken(token)
                .serverSocketFactory(new PromptSockets())
                .build();
        server.start();
    }

    int port() {
        return server.getListeningPort();
    }

    String token() {
        return token;
    }

    /** {@code undermine-gateway VERSION PORT TOKEN PROCESS}. */
    String line() {
        return "undermine-gateway " + VERSION + " " + port() + " " + token() + " "
                + ProcessHandle.current().pid();
    }

    void stop() {
        server.shutdown();
    }

    /** @param args the process id of the parent */
    public static void main(String[] args) throws IOException {
        long parent = Long.parseLong(args[0]);
        PrintStream told = System.out;
        System.setOut(System.err); // nothing else may reach the parent's pipe
        daemon("parent", () -> endWith(parent));
        var gateway = new Gateway(new Service());
        told.println(gateway.line());
        told.close();
        while (System.in.read() >= 0) continue;
        Runtime.getRuntime().halt(0);
    }

    private static void endWith(long parent) {
        while (ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(-1L) == parent) {
            try {
                Thread.sleep(LOOK_EVERY_MS);
            } catch (InterruptedException e) {
                break;
            }
        }
        Runtime.getRuntime().halt(0);
    }

    static void daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Sockets that send at once: with Nagle's algorithm an answer of over 8 KB waits 40 ms for an acknowledgement. */
    private static final class PromptSockets extends ServerSocketFactory {
        @Override
        public ServerSocket createServerSocket() throws IOException {
            return new ServerSocket() {
                @Override
                public Socket accept() throws IOException {
                    Socket socket = super.accept();
                    socket.setTcpNoDelay(true);
                    return socket;
                }
            };
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return createServerSocket(port, 50, InetAddress.getLoopbackAddress());
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            ServerSocket socket = createServerSocket();
            socket.bind(new java.net.InetSocketAddress(address, port), backlog);
            return socket;
        }
    }
}
