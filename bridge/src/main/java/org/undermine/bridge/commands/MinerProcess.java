package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.undermine.env.live.Account;
import org.undermine.env.live.Block;
import org.undermine.env.live.Drop;
import org.undermine.env.live.Event;
import org.undermine.env.live.Host;
import org.undermine.env.live.Peer;
import org.undermine.env.live.Plan;

/**
 * A miner in a process of its own, the command {@code miner} of this class path. It ends when its standard input does, so
 * with whoever started it, however that ends; an interrupt of the terminal is for the parent alone.
 */
final class MinerProcess implements Host {
    private static final String MAIN = "org.undermine.bridge.Main"; // by name: it knows the commands
    private static final List<String> SMALL = List.of("-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final long LEAVE_SECONDS = 5;
    private static final Account NOTHING = new Account(0, 0, new EnumMap<>(Drop.class), null, 0, 0);

    private final Process process;
    private final PrintStream to;
    private final BufferedReader from;
    private final Consumer<Event> events;
    private final String name;
    private final Thread hook;
    private final Thread complaints;
    private InetSocketAddress address; // null until it is known
    private Thread reader; // null until then
    private volatile Account account = NOTHING;
    private volatile String complaint = "no reason given";

    /** @param policy what the attacker plays, as it is typed; null for an honest miner */
    MinerProcess(Plan.Part part, String policy, Consumer<Event> events) throws IOException {
        name = part.name();
        this.events = events;
        process = new ProcessBuilder(command(part, policy)).start();
        hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
        to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        from = process.inputReader(StandardCharsets.UTF_8);
        complaints = daemon("complaints", this::listenToComplaints);
    }

    private static List<String> command(Plan.Part part, String policy) {
        var words = new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(SMALL);
        words.add(policy == null ? "-Xmx64m" : "-Xmx512m"); // the table of a result file
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        words.addAll(List.of("miner", "127.0.0.1:0", "--piped", "--no-relay"));
        words.addAll(
                List.of("--data", part.name(), "--target", "0x" + part.rules().target()));
        words.addAll(List.of("--rate", Double.toString(part.rate()), "--seed", Long.toString(part.seed())));
        if (policy != null) words.addAll(List.of("--policy", policy));
        return words;
    }

    private Thread daemon(String what, Runnable work) {
        var thread = new Thread(work, name + " " + what);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void listen() {
        try {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                JsonNode json = MinerLines.read(line);
                if (json.has("event")) events.accept(MinerLines.event(name, json));
                if (json.has("account")) account = MinerLines.account(json);
            }
        } catch (IOException | IllegalArgumentException e) {
            complaint = e.toString();
            process.destroyForcibly();
        }
    }

    private void listenToComplaints() {
        try (var err = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = err.readLine(); line != null; line = err.readLine())
                complaint = line.replaceFirst("^undermine: ", "");
        } catch (IOException e) { // it has ended
        }
    }

    /** Waits until it listens. @throws IllegalArgumentException with its complaint, if it ends instead */
    @Override
    public InetSocketAddress address() {
        if (address != null) return address;
        try {
            String first = from.readLine();
            if (first == null) {
                complaints.join(TimeUnit.SECONDS.toMillis(LEAVE_SECONDS));
                throw new IllegalArgumentException(name + ": " + complaint);
            }
            String listening = MinerLines.read(first).path("listening").asText();
            address = Peer.address("address", listening, "HOST:PORT");
        } catch (IOException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        reader = daemon("events", this::listen);
        return address;
    }

    @Override
    public void join(List<Peer> peers, Block genesis) {
        to.println(peers.stream().map(Peer::toString).collect(Collectors.joining(","))
                + (genesis == null ? "" : " " + Base64.getEncoder().encodeToString(genesis.data())));
    }

    @Override
    public String failure() {
        return process.isAlive() ? null : complaint;
    }

    @Override
    public void leave() {
        to.close();
    }

    @Override
    public void close() {
        try {
            leave();
            if (reader != null) reader.join(TimeUnit.SECONDS.toMillis(LEAVE_SECONDS));
            if (!process.waitFor(LEAVE_SECONDS, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) { // shutting down: the hook ends it
        }
    }

    @Override
    public Account account() {
        return account;
    }
}
