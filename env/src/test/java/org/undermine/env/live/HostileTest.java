package org.undermine.env.live;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two miners that mine while one of them is sent nonsense and malice of every kind: the chain grows on, nothing grows
 * without bound, and of every datagram sent it is known what came of it.
 */
class HostileTest {
    private static final Rules RULES = Rules.twoToThe(250);
    private static final int BURST = 50;

    @Test
    void a_hundred_thousand_hostile_datagrams() throws Exception {
        attack(100_000, 1);
    }

    @Tag("slow")
    @Test
    void a_million_hostile_datagrams() throws Exception {
        attack(1_000_000, 2);
    }

    /** One kind of malice: a datagram, and what is to become of it if it arrives. */
    private interface Malice {
        byte[] next(Random random, Chain.Place tip);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] noise(Random random, int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String json(Object data, Object previous, Object work) {
        return "{\"data\": " + data + ", \"previous\": " + previous + ", \"p_o_w\": " + work + "}";
    }

    private static Block worked(byte[] data, Hash previous, long from) {
        Rules.Attempts attempts = RULES.attempts(new Block(data, previous, 0));
        for (long work = from; ; work++) {
            Block block = attempts.at(work);
            if (block != null) return block;
        }
    }

    private static Map<Drop, List<Malice>> malice() {
        var wire = new Wire(RULES);
        String zeros = "\"" + "0".repeat(64) + "\"";
        String work = "\"" + "0".repeat(16) + "\"";
        var kinds = new EnumMap<Drop, List<Malice>>(Drop.class);
        kinds.put(
                Drop.NOT_JSON,
                List.of(
                        (random, tip) -> noise(random, 600),
                        (random, tip) -> utf8("[".repeat(random.nextInt(8000))),
                        (random, tip) -> utf8("{\"x\": ".repeat(17 + random.nextInt(1000)) + "1"),
                        (random, tip) -> utf8("{\"data\": " + "9".repeat(2000 + random.nextInt(5000)) + "}"),
                        (random, tip) -> utf8("{\"x\": 1e" + "9".repeat(2000) + "}")));
        kinds.put(
                Drop.NOT_A_BLOCK,
                List.of(
                        (random, tip) -> utf8(json(random.nextLong(), zeros, work)),
                        (random, tip) -> utf8(json("[[]]", zeros, work)),
                        (random, tip) -> utf8(json("null", zeros, work)),
                        (random, tip) -> utf8(json("\"\"", zeros, "1e999")),
                        (random, tip) -> utf8(json("\"\"", "\"" + "0".repeat(random.nextInt(60)) + "\"", work)),
                        (random, tip) -> utf8("{}")));
        kinds.put(Drop.TOO_LARGE, List.of((random, tip) -> new byte[Wire.MOST_BYTES + 1 + random.nextInt(20_000)]));
        kinds.put(Drop.NO_WORK, List.of((random, tip) -> {
            Block block;
            do block = new Block(noise(random, 100), tip.hash(), random.nextLong());
            while (RULES.valid(block, RULES.hash(block)));
            return wire.write(block);
        }));
        kinds.put(
                Drop.OTHER_GENESIS,
                List.of((random, tip) -> wire.write(Block.genesis(
                        ByteBuffer.allocate(8).putLong(random.nextLong()).array()))));
        kinds.put(
                Drop.STALE,
                List.of((random, tip) ->
                        wire.write(worked(new byte[0], tip.at(0).hash(), random.nextLong()))));
        kinds.put(
                Drop.KNOWN,
                List.of((random, tip) ->
                        wire.write(tip.at(random.nextInt(tip.height()) + 1).block())));
        kinds.put(
                Drop.ORPHAN,
                List.of((random, tip) ->
                        wire.write(worked(new byte[0], new Hash(random.nextLong(), 1, 1, 1), random.nextLong()))));
        return kinds;
    }

    private void attack(int datagrams, long seed) throws Exception {
        var settings = new Miner.Settings("victim", RULES, 3200, 1);
        var other = new Miner.Settings("other", RULES, 3200, 2);
        try (Miner victim = new Miner(settings, MinerTest.ANY, new Conduct.Honest(), e -> {});
                Miner friend = new Miner(other, MinerTest.ANY, new Conduct.Honest(), e -> {});
                DatagramChannel attacker = DatagramChannel.open()) {
            InetSocketAddress to = victim.address();
            friend.join(List.of(new Peer(to, 0)), null);
            victim.join(List.of(new Peer(friend.address(), 0)), Block.genesis(new byte[] {1}));
            int enough = Chain.DEPTH + 20;
            MinerTest.until(
                    "some blocks",
                    () -> victim.shown() != null && victim.shown().height() > enough);
            int before = victim.shown().height();
            Map<Drop, Long> sent = send(attacker, to, victim, datagrams, seed);
            int after = victim.shown().height();
            MinerTest.until("more blocks", () -> victim.shown().height() > after + 10);
            assertNull(victim.failure());
            assertNull(friend.failure());
            assertTrue(after > before, "no block during the attack, seed " + seed);
            MinerTest.until(
                    "the same chain",
                    () -> victim.shown().common(friend.shown()).height() > after);
            for (Chain.Place p = victim.shown(); p.height() > 0; p = p.previous())
                assertTrue(RULES.valid(p.block(), RULES.hash(p.block()))
                        && p.hash().equals(RULES.hash(p.block())));
            assertTrue(victim.held() <= victim.shown().height() + 1 + 2 * Chain.DEPTH, victim.held() + " blocks held");
            assertTrue(victim.waiting() <= Orphans.MOST + BURST, victim.waiting() + " waiting");
            accounts(victim, friend, sent, lost(to.getPort()));
        }
    }

    private static Map<Drop, Long> send(
            DatagramChannel attacker, InetSocketAddress to, Miner victim, int datagrams, long seed)
            throws IOException, InterruptedException {
        var random = new Random(seed);
        Map<Drop, List<Malice>> malice = malice();
        var kinds = List.copyOf(malice.keySet());
        var sent = new EnumMap<Drop, Long>(Drop.class);
        Counters counters = victim.counters();
        for (int i = 0; i < datagrams; i++) {
            Drop kind = kinds.get(random.nextInt(kinds.size()));
            List<Malice> ways = malice.get(kind);
            byte[] datagram = ways.get(random.nextInt(ways.size())).next(random, victim.shown());
            attacker.send(ByteBuffer.wrap(datagram), to);
            sent.merge(kind, 1L, Long::sum);
            long ahead = i + 1;
            if (ahead % BURST == 0) // floods, but none that the kernel would have to hold back
            MinerTest.until("to be received", () -> counters.received() + lost(to.getPort()) >= ahead);
        }
        return sent;
    }

    /** Datagrams that came while the socket's buffer was full, as Linux counts them: last column, under either family. */
    private static long lost(int port) {
        try {
            long lost = 0;
            for (String table : List.of("/proc/net/udp", "/proc/net/udp6"))
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] columns = line.strip().split(" +");
                    if (columns[1].endsWith(String.format(":%04X", port)))
                        lost += Long.parseLong(columns[columns.length - 1]);
                }
            return lost;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Received is appended, dropped for a reason, or waiting; and there is a reason for all that was sent. */
    private static void accounts(Miner victim, Miner friend, Map<Drop, Long> sent, long lost)
            throws InterruptedException {
        friend.close();
        Counters c = victim.counters();
        long all = sent.values().stream().mapToLong(n -> n).sum();
        assertTrue(lost < all / 10, lost + " of " + all + " never came to be judged");
        MinerTest.until(
                "every datagram accounted for", () -> c.received() == c.appended() + c.dropped() + victim.waiting());
        for (Drop why : List.of(Drop.NOT_JSON, Drop.NOT_A_BLOCK, Drop.TOO_LARGE, Drop.NO_WORK, Drop.OTHER_GENESIS))
            between(why, sent.get(why) - lost - c.dropped(Drop.FLOOD), c.dropped(why), sent.get(why));
        between(
                Drop.STALE,
                sent.get(Drop.STALE) - lost - c.dropped(Drop.FLOOD),
                c.dropped(Drop.STALE),
                sent.get(Drop.STALE));
        long orphans = c.dropped(Drop.ORPHAN) + Orphans.MOST;
        between(
                Drop.ORPHAN,
                sent.get(Drop.ORPHAN) - lost - c.dropped(Drop.FLOOD),
                orphans,
                sent.get(Drop.ORPHAN) + Orphans.MOST);
        assertTrue(c.dropped(Drop.KNOWN) >= sent.get(Drop.KNOWN) - lost - c.dropped(Drop.FLOOD));
    }

    private static void between(Drop why, long low, long count, long high) {
        assertTrue(low <= count && count <= high, why + ": " + count + " dropped, " + low + " to " + high + " sent");
    }
}
